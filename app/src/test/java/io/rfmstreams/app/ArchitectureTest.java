package io.rfmstreams.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms, and that the wall clock stays in one of them. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.rfmstreams");

  @Test
  void arrowsPointInwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("engine")
        .definedBy("io.rfmstreams.engine..")
        .layer("fit")
        .definedBy("io.rfmstreams.fit..")
        .layer("rules")
        .definedBy("io.rfmstreams.rules..")
        .layer("schemas")
        .definedBy("io.rfmstreams.schemas..")
        .layer("topology")
        .definedBy("io.rfmstreams.topology..")
        .layer("app")
        .definedBy("io.rfmstreams.app..")
        .whereLayer("engine")
        .mayNotAccessAnyLayer()
        .whereLayer("schemas")
        .mayNotAccessAnyLayer()
        .whereLayer("fit")
        .mayOnlyAccessLayers("engine")
        .whereLayer("rules")
        .mayOnlyAccessLayers("engine")
        .whereLayer("topology")
        .mayOnlyAccessLayers("engine", "rules", "schemas")
        .check(PRODUCT);
  }

  @Test
  void nothingThatDecidesReadsTheWallClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.rfmstreams.app..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now", ZoneId.class)
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(PRODUCT);
  }
}
