package io.rfmstreams.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real year of a wholesaler, under the demo's rules. */
class OnlineRetailTest {

  private static final LocalDate LAST_DAY = LocalDate.parse("2011-12-09");
  private static final RuleParameters RULES = RuleParameters.retailDemo();

  private static List<LogLine> lines = List.of();

  @BeforeAll
  static void readTheFile() {
    lines =
        Player.sortedByTime(
            EventsCsv.read(root().resolve("data").resolve("online-retail-events.csv.gz")));
  }

  /** The project's root, wherever in it the tests are started. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not started inside the project");
    }
    return folder;
  }

  @Test
  void fileIsTheOneDescribed_andEveryLineIsAccepted() {
    assertThat(lines).filteredOn(LogLine::isPurchase).hasSize(18_536);
    assertThat(lines)
        .filteredOn(line -> line.isPurchase() && line.requireAmountMinor() == 0)
        .hasSize(4);
    assertThat(lines).filteredOn(line -> line.isRefund() && line.orderId() == null).hasSize(3_654);
    assertThat(Player.dayOfLatest(lines, RULES.zone())).isEqualTo(LAST_DAY);

    assertThat(lines.stream().map(LogLine::memberId).distinct()).hasSize(4_372);
    assertThat(beginningWithARefund()).hasSize(178);
  }

  private static Set<String> beginningWithARefund() {
    Set<String> heardOf = new HashSet<>();
    return lines.stream()
        .filter(line -> heardOf.add(line.memberId()) && line.isRefund())
        .map(LogLine::memberId)
        .collect(Collectors.toSet());
  }

  @Test
  void walkEndsInTheSegmentsOfItsLastDay_withMoneyKept() {
    Reference reference = Reference.ofPlayed(lines, LAST_DAY, RULES);
    List<Reference.Member> members = reference.members(LAST_DAY);

    assertThat(reference.count(Fate.ACCEPTED)).isEqualTo(22_190);
    assertThat(members).hasSize(4_372);
    Set<String> belowNothing =
        members.stream()
            .filter(member -> member.picture().lifetimeMonetaryMinor() < 0)
            .map(Reference.Member::memberId)
            .collect(Collectors.toSet());
    assertThat(belowNothing).hasSize(41);
    belowNothing.retainAll(beginningWithARefund());
    assertThat(belowNothing).hasSize(38);
    assertThat(Reference.fold(reference.transitions()))
        .allSatisfy(
            (memberId, segments) ->
                assertThat(segments)
                    .isEqualTo(reference.picture(memberId, LAST_DAY).orElseThrow().segments()));

    long in =
        lines.stream()
            .mapToLong(l -> l.isPurchase() ? l.requireAmountMinor() : -l.requireAmountMinor())
            .sum();
    assertThat(members.stream().mapToLong(m -> m.picture().lifetimeMonetaryMinor()).sum())
        .isEqualTo(in);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2010-12-05",
        "2011-03-27",
        "2011-07-31",
        "2011-10-30",
        "2011-12-09",
        "2012-03-01"
      })
  void sqlSeesTheSameMembers_asOfADay(LocalDate day) throws SQLException {
    Reference reference = Reference.ofPlayed(lines, day, RULES);
    try (SqlFigures sql = SqlFigures.over(lines, RULES)) {
      assertThat(sql.asOf(day))
          .isNotEmpty()
          .isEqualTo(reference.picturesAfter(reference.journal().size(), day));
    }
  }
}
