package dev.phoneproof.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.phoneproof.worker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.phoneproof.worker.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theDomainKnowsNoTechnologyButJpa =
      noClasses()
          .that()
          .resideInAPackage("..worker.verification..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..",
              "org.springframework.kafka..",
              "org.apache.kafka..",
              "org.hibernate..",
              "okhttp3..",
              "com.infobip..",
              "tools.jackson..",
              "com.fasterxml..",
              "com.google.crypto..",
              "io.github.resilience4j..");

  @ArchTest
  static final ArchRule onlyTheAdapterKnowsInfobip =
      noClasses()
          .that()
          .resideOutsideOfPackage("..provider.infobip..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.infobip..", "okhttp3..");

  @ArchTest
  static final ArchRule onlyTheStorageKnowsTink =
      noClasses()
          .that()
          .resideOutsideOfPackage("..worker.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.crypto..");

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theClockIsMadeInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("WorkerConfiguration")
          .should()
          .callMethod(Clock.class, "systemUTC");
}
