package io.rfmstreams.offline.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.LocalDays;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The retail data's figures, computed anew from the raw lines, day by day and member by member. There
 * every invoice is an order of its own and refunds name none, so that every purchase is one that stays.
 */
class BacktestOracleTest {
  private static final Offset<Double> ROUNDING = within(1e-9);
  private static final int HORIZON = 100;
  private static final double R = 0.7;
  private static final double ALPHA = 60;
  private static final double A = 0.8;
  private static final double B = 2.5;
  private static final String MODEL =
      "{ model: mbg-nbd, unit: day, r: %s, alpha: %s, a: %s, b: %s }".formatted(R, ALPHA, A, B);
  private static final String[] DETECTORS = {
    "a_limit, inactivity-days: 45", "b_cadence, cadence-factor: 1.5", "c_gone, p-alive-below: 0.6"
  };

  /** From so many days of silence on a member is dormant, not at risk. */
  private static final int DORMANT = 200;

  private static final Map<String, TreeSet<LocalDate>> DAYS = new HashMap<>();

  /** Whether a detector speaks at the end of a day about a member with these order days up to then. */
  private interface Speaks {
    boolean at(TreeSet<LocalDate> known, LocalDate day);
  }

  /** A member's figures as the oracle finds them. */
  private record Found(long silentFor, boolean silent) {}

  @BeforeAll
  static void readTheLines() {
    LocalDays days = new LocalDays(ZoneId.of("Europe/London"));
    for (LogLine line : EventsCsv.read(ProjectFiles.RETAIL)) {
      if (line.isPurchase()) {
        DAYS.computeIfAbsent(line.memberId(), id -> new TreeSet<>())
            .add(days.dayOf(line.occurredAt()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2011-08-31", "2011-05-15"})
  void figures_areThoseOfTheRawLines(String day) throws IOException, InterruptedException {
    Findings findings = backtest(Tested.rules("Europe/London", MODEL, DETECTORS), day);
    LocalDate at = LocalDate.parse(day);
    List<Speaks> detectors =
        List.of(
            (known, on) -> silence(known, on) >= 45,
            BacktestOracleTest::offBeat,
            (known, on) -> pAlive(known, on) < 0.6,
            (known, on) ->
                silence(known, on) >= 45 || offBeat(known, on) || pAlive(known, on) < 0.6);
    List<Verdict.Alerted> alerted = findings.rules().all();
    assertThat(alerted).hasSameSizeAs(detectors);
    for (int i = 0; i < detectors.size(); i++) {
      assertAlerted(alerted.get(i), detectors.get(i), at);
    }
    assertForecasts(findings, at);
  }

  /** A condition counts as it is written, and the dormant are not at risk. */
  @ParameterizedTest
  @ValueSource(strings = {"2011-08-31", "2011-05-15"})
  void aSegment_alertsThoseWhoStandInIt(String day) throws IOException, InterruptedException {
    Findings findings =
        backtest(
            Tested.rulesWhere(
                "a_limit && b_cadence && c_gone", DORMANT, "Europe/London", MODEL, DETECTORS),
            day);

    Verdict.Alerted atRisk = findings.rules().segments().get(0);
    assertThat(atRisk.name()).isEqualTo("lifecycle: at-risk");
    assertAlerted(
        atRisk,
        (known, on) ->
            silence(known, on) < DORMANT
                && silence(known, on) >= 45
                && offBeat(known, on)
                && pAlive(known, on) < 0.6,
        LocalDate.parse(day));
  }

  private static Findings backtest(String rules, String day)
      throws IOException, InterruptedException {
    return Tested.backtest(ProjectFiles.RETAIL, rules, day, HORIZON);
  }

  private static void assertAlerted(Verdict.Alerted alerted, Speaks detector, LocalDate at) {
    List<Found> members = new ArrayList<>();
    List<Long> spokeAfter = new ArrayList<>();
    long alerts = 0;
    long right = 0;
    for (TreeSet<LocalDate> days : DAYS.values()) {
      TreeSet<LocalDate> known = knownAt(days, at);
      if (known.isEmpty()) {
        continue;
      }
      boolean silent = isSilent(days, at);
      members.add(new Found(silence(known, at), silent));
      if (detector.at(known, at)) {
        alerts++;
        right += silent ? 1 : 0;
        LocalDate spoke = known.last();
        while (!detector.at(known, spoke)) {
          spoke = spoke.plusDays(1);
        }
        if (silent) {
          spokeAfter.add(silence(known, spoke));
        }
      }
    }
    double silent = members.stream().filter(Found::silent).count();
    assertThat(alerts).isPositive();
    assertThat(alerted.alerts()).isEqualTo(alerts);
    assertThat(alerted.right()).isEqualTo(right);
    assertThat(alerted.precision()).isCloseTo(1.0 * right / alerts, ROUNDING);
    assertThat(alerted.recall()).isCloseTo(right / silent, ROUNDING);
    assertThat(alerted.lift())
        .isCloseTo(1.0 * right / alerts / (silent / members.size()), ROUNDING);
    assertBaseline(alerted, members, spokeAfter);
  }

  private static void assertBaseline(
      Verdict.Alerted alerted, List<Found> members, List<Long> spokeAfter) {
    members.sort(Comparator.comparing(Found::silentFor).reversed());
    int wanted = (int) alerted.alerts();
    long limit = members.get(wanted - 1).silentFor();
    double above = members.stream().filter(m -> m.silentFor() > limit && m.silent()).count();
    double taken = wanted - members.stream().filter(m -> m.silentFor() > limit).count();
    List<Found> tied = members.stream().filter(m -> m.silentFor() == limit).toList();
    double shareOfTied = 1.0 * tied.stream().filter(Found::silent).count() / tied.size();
    Verdict.FixedLimit fixed = alerted.fixedLimit();
    assertThat(fixed).isNotNull();
    long next = members.size() == wanted ? -1 : members.get(wanted).silentFor();
    long earliest = next == limit ? limit : next + 1; // with the same alerts
    assertThat(fixed.days()).isEqualTo((int) earliest);
    assertThat(fixed.right()).isCloseTo(above + taken * shareOfTied, ROUNDING);

    List<Long> warnings =
        new ArrayList<>(spokeAfter.stream().map(after -> earliest - after).toList());
    Collections.sort(warnings);
    Alerts.Quartiles warning = alerted.warning();
    assertThat(warning).isNotNull();
    assertThat((long) warning.lower()).isEqualTo(part(warnings, 0.25));
    assertThat((long) warning.median()).isEqualTo(part(warnings, 0.5));
    assertThat((long) warning.upper()).isEqualTo(part(warnings, 0.75));
  }

  /** The least value that at least so large a share does not exceed. */
  private static long part(List<Long> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  private static void assertForecasts(Findings findings, LocalDate at) {
    double pAlive = 0;
    double chance = 0;
    long repeats = 0;
    long members = 0;
    for (TreeSet<LocalDate> days : DAYS.values()) {
      TreeSet<LocalDate> known = knownAt(days, at);
      if (!known.isEmpty()) {
        members++;
        pAlive += pAlive(known, at);
        double sinceFirst = at.toEpochDay() - known.first().toEpochDay();
        chance +=
            pAlive(known, at)
                * (1
                    - Math.pow(
                        (ALPHA + sinceFirst) / (ALPHA + sinceFirst + HORIZON),
                        R + known.size() - 1));
        repeats += knownAt(days, at.plusDays(HORIZON)).size() - 1;
      }
    }
    Verdict.Model model = findings.rules().model();
    assertThat(model).isNotNull();
    assertThat(findings.population().members()).isEqualTo(members);
    assertThat(model.pAlive().mean()).isCloseTo(pAlive / members, ROUNDING);
    assertThat(model.chanceOfOrder().mean()).isCloseTo(chance / members, ROUNDING);
    assertThat(model.repeatsAtEnd().actual()).isEqualTo(repeats);
    for (Verdict.Forecast forecast : List.of(model.pAlive(), model.chanceOfOrder())) {
      assertThat(forecast.tenths().stream().mapToLong(Chances.Group::members).sum())
          .isEqualTo(members);
      assertThat(forecast.tenths().stream().mapToLong(Chances.Group::returned).sum())
          .isEqualTo(findings.population().returned());
    }
  }

  @Test
  void aFixedLimit_isItsOwnBaseline() throws IOException, InterruptedException {
    Findings findings =
        backtest(Tested.rules("Europe/London", "", "silent, inactivity-days: 60"), "2011-08-31");
    Verdict.Alerted alerted = findings.rules().detectors().get(0);
    assertThat(alerted.fixedLimitPrecision()).isEqualTo(alerted.precision());
    assertThat(alerted.lift()).isGreaterThan(1);
    assertThat(findings.rules().model()).isNull();
  }

  private static boolean isSilent(TreeSet<LocalDate> days, LocalDate at) {
    LocalDate next = days.higher(at);
    return next == null || next.isAfter(at.plusDays(HORIZON));
  }

  private static TreeSet<LocalDate> knownAt(TreeSet<LocalDate> days, LocalDate at) {
    return new TreeSet<>(days.headSet(at, true));
  }

  private static long silence(TreeSet<LocalDate> known, LocalDate on) {
    return on.toEpochDay() - known.last().toEpochDay();
  }

  /** Three order days or more, and a silence of one and a half mean gaps. */
  private static boolean offBeat(TreeSet<LocalDate> known, LocalDate on) {
    long span = known.last().toEpochDay() - known.first().toEpochDay();
    return known.size() >= 3 && 2 * silence(known, on) * (known.size() - 1) >= 3 * span;
  }

  private static double pAlive(TreeSet<LocalDate> known, LocalDate on) {
    double repeats = known.size() - 1;
    double last = known.last().toEpochDay() - known.first().toEpochDay();
    double now = on.toEpochDay() - known.first().toEpochDay();
    return 1 / (1 + A / (B + repeats) * Math.pow((ALPHA + now) / (ALPHA + last), R + repeats));
  }
}
