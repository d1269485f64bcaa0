package dev.phoneproof.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
    packages = "dev.phoneproof.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("dev.phoneproof.simulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule partsDoNotKnowHowTheyAreStarted =
      noClasses()
          .that()
          .resideInAPackage("dev.phoneproof.simulator.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.phoneproof.simulator");

  @ArchTest
  static final ArchRule onlyHttpKnowsJetty =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.phoneproof.simulator.http")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
