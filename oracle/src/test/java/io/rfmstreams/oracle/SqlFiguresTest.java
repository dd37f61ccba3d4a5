package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two computations that share no line of code, SQL's and ours, see the same. */
class SqlFiguresTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void sqlSeesTheSameMembers_inHostileLogsThatFitIntoTheMemory(int block) throws SQLException {
    for (long seed = block * 5L + 1; seed <= block * 5L + 5; seed++) {
      HostileLogs logs = HostileLogs.seeded(seed);
      RuleParameters rules =
          (block % 2 == 0 ? RuleParameters.defaultRetail() : RuleParameters.retailDemo())
              .withZone(logs.zone())
              .withWindowDays(seed % 5 == 0 ? null : 365);
      List<LogLine> lines = logs.lines();
      try (SqlFigures sql = SqlFigures.over(lines, rules)) {
        for (int daysBefore : List.of(0, 100, 301, 450)) {
          LocalDate day = logs.lastDay().minusDays(daysBefore);
          Reference reference = Reference.ofPlayed(lines, day, rules);
          assertThat(sql.asOf(day))
              .as("seed %d as of %s in %s", seed, day, logs.zone())
              .isEqualTo(reference.picturesAfter(reference.journal().size(), day));
        }
      }
    }
  }

  @Test
  void sqlGivesTheFigures_workedOutByHand() throws SQLException {
    Story story =
        member("m")
            .bought("2025-01-10", "900.00", "o1")
            .bought("2025-11-01", "100.00")
            .bought("2025-11-01", "100.00")
            .as("e2")
            .bought("2025-11-02", "60.00", "o2")
            .gaveBack("2025-11-02", "10.00", "o2")
            .bought("2025-11-03", "60.00", "o3")
            .gaveBack("2025-11-03", "70.00", "o3")
            .gaveBack("2025-11-04", "5.50")
            .bought("2026-01-11", "1.00");
    LocalDate day = LocalDate.parse("2026-01-10");
    try (SqlFigures sql = SqlFigures.over(story.lines(), RuleParameters.defaultRetail())) {
      Picture picture = sql.asOf(day).get("m");

      assertThat(picture).isNotNull();
      assertThat(picture.figures()).isEqualTo(new Figures(69, 2, 14_450L, 3, 2, 1));
      assertThat(picture.lifetimeOrders()).isEqualTo(3);
      assertThat(picture.lifetimeMonetaryMinor()).isEqualTo(104_450);
      assertThat(picture.firstPurchaseAt()).isEqualTo("2025-01-10T04:00:00Z");
      assertThat(picture.lastPurchaseAt()).isEqualTo("2025-11-02T04:00:00Z");
      assertThat(picture.segment(Axis.VALUE)).isEqualTo("general-develop");
      assertThat(picture.segment(Axis.LIFECYCLE)).isEqualTo("active");
      assertThat(picture.segment(Axis.LOYALTY)).isEqualTo("repeat");
    }
  }

  @Test
  void sqlLeavesErasedMembersOut_untilTheyComeBack() throws SQLException {
    Story story =
        member("m")
            .bought("2026-01-03", "5")
            .wasErased("2026-01-04")
            .bought("2026-01-04", "5")
            .bought("2026-01-06", "7");
    try (SqlFigures sql = SqlFigures.over(story.lines(), RuleParameters.defaultRetail())) {
      assertThat(sql.asOf(LocalDate.parse("2026-01-05"))).isEmpty();
      assertThat(sql.asOf(LocalDate.parse("2026-01-06")).get("m"))
          .extracting(Picture::lifetimeMonetaryMinor)
          .isEqualTo(700L);
    }
  }
}
