package dev.phoneproof.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(packages = "dev.phoneproof.gateway", importOptions = DoNotIncludeTests.class)
class GatewayArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.phoneproof.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyAsksForTheTimeBesideTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule onlyTheApplicationMakesAClock =
      noClasses()
          .that()
          .doNotBelongToAnyOf(GatewayApplication.class)
          .should()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule nothingSecretComesFromAPlainRandom =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class);

  @ArchTest
  static final ArchRule kafkaStaysAtItsTwoEnds =
      noClasses()
          .that()
          .resideOutsideOfPackages("..gateway.publishing..", "..gateway.view..", "..gateway")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule whatIsKnownIsFreeOfFrameworks =
      noClasses()
          .that()
          .haveNameMatching(".*\\.view\\.(Seen|Entries|OutcomeView|Waiters.*|PendingVerdict)")
          .or()
          .haveNameMatching(
              ".*\\.access\\.(Token|TokenClaims|DayKeys.*|Clients|ClientsReader|Client|Caller)")
          .or()
          .haveNameMatching(".*\\.phone\\.(NumberCheck.*|PhoneMask)")
          .or()
          .haveNameMatching(
              ".*\\.verification\\.(NewVerification|Ids|IdempotencyKey|Preferences|Revision)")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "jakarta.servlet..", "org.apache.kafka..");
}
