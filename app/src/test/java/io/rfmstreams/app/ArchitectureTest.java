package io.rfmstreams.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms, that none of them is a circle, and where the wall clock may be read. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.rfmstreams");

  /** Each room with those it may look into. */
  private static final Map<String, List<String>> ROOMS =
      Map.of(
          "engine", List.of(),
          "schemas", List.of(),
          "fit", List.of("engine"),
          "rules", List.of("engine"),
          "journal", List.of("engine", "schemas"),
          "topology", List.of("engine", "rules", "schemas", "journal"),
          "offline", List.of("engine", "rules", "fit", "journal", "schemas"),
          "service", List.of("engine", "rules", "schemas", "journal", "topology"),
          "app",
              List.of(
                  "engine",
                  "fit",
                  "rules",
                  "schemas",
                  "journal",
                  "topology",
                  "offline",
                  "service"));

  @Test
  void arrowsPointInwards() {
    LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : ROOMS.keySet()) {
      rooms = rooms.layer(room).definedBy("io.rfmstreams." + room + "..");
    }
    for (Map.Entry<String, List<String>> room : ROOMS.entrySet()) {
      rooms =
          room.getValue().isEmpty()
              ? rooms.whereLayer(room.getKey()).mayNotAccessAnyLayer()
              : rooms
                  .whereLayer(room.getKey())
                  .mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
    }
    rooms.check(PRODUCT);
  }

  @Test
  void noPackagesFormACircle() {
    slices().matching("io.rfmstreams.(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  /** What replays a file, and what only knows records, has nothing of a running Kafka in it. */
  @Test
  void whatIsOfflineKnowsNoKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.rfmstreams.engine..",
            "io.rfmstreams.fit..",
            "io.rfmstreams.rules..",
            "io.rfmstreams.offline..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(PRODUCT);
  }

  @Test
  void onlyServiceAndCommandsReadTheWallClock() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.rfmstreams.service..", "io.rfmstreams.app..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now", ZoneId.class)
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(Clock.class, "system", ZoneId.class)
        .orShould()
        .callConstructor(Date.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(PRODUCT);
  }
}
