package io.rfmstreams.offline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.RfmValues;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.files.TemporaryFolder;
import io.rfmstreams.offline.files.WholeFiles;
import io.rfmstreams.oracle.Axis;
import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.Fate;
import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.oracle.MemberIds;
import io.rfmstreams.oracle.MembersCsv;
import io.rfmstreams.oracle.Picture;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import io.rfmstreams.oracle.SqlFigures;
import io.rfmstreams.oracle.TransitionsCsv;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 1 over whole files: what replay writes, by the rule files, is what the oracle computes. */
@Tag("slow")
class ReplayOracleTest {

  private static final Path ROOT = ProjectFiles.ROOT;
  private static final Path RETAIL = ProjectFiles.RETAIL;
  private static final int DAYS_ASKED = 50;

  @Test
  void retailData_givesTheFilesTheReferenceGives(@TempDir Path directory)
      throws IOException, InterruptedException {
    List<LogLine> lines = Player.sortedByTime(EventsCsv.read(RETAIL));
    RuleParameters parameters = RuleParameters.retailDemo();
    LocalDate asOf = Player.dayOfLatest(lines, parameters.zone());
    Reference reference = Reference.ofPlayed(lines, asOf, parameters);
    RuleBook rules = rules("retail-demo", "365");

    Account account = replay(RETAIL, rules, EventsByMember.Order.BY_TIME, directory);

    assertThat(directory.resolve("members.csv")).hasContent(MembersCsv.render(reference, asOf));
    assertThat(directory.resolve("transitions.csv")).hasContent(TransitionsCsv.render(reference));
    assertThat(account.differenceMinor()).isZero();
    assertThat(account.lines()).isEqualTo(lines.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "365", "unlimited"})
  void retailData_asOfManyDays_hasTheFiguresOfSql(String window)
      throws SQLException, IOException, InterruptedException {
    List<LogLine> lines = EventsCsv.read(RETAIL);
    Integer days = window.equals("unlimited") ? null : Integer.valueOf(window);
    RuleParameters parameters = RuleParameters.retailDemo().withWindowDays(days);
    RuleBook rules = rules("retail-demo", window);
    try (SqlFigures sql = SqlFigures.over(lines, parameters)) {
      for (LocalDate asOf : daysAsked(lines, parameters)) {
        FoundByReplay found = FoundByReplay.of(RETAIL, rules, asOf, false);
        assertThat(actual(found.members())).as("as of %s", asOf).isEqualTo(wanted(sql.asOf(asOf)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HostileLogs.Ordering.class)
  void hostileFiles_giveTheFilesTheReferenceGives(
      HostileLogs.Ordering ordering, @TempDir Path directory)
      throws IOException, InterruptedException {
    for (int seed = 0; seed < 40; seed++) {
      HostileLogs logs = HostileLogs.seeded(seed).ordered(ordering).withMembers(20);
      List<LogLine> lines = logs.lines();
      RuleParameters parameters = RuleParameters.defaultRetail().withZone(logs.zone());
      LocalDate asOf = logs.lastDay().plusDays(seed * 10L);
      Reference reference = Reference.ofPlayed(lines, asOf, parameters);
      Path file = directory.resolve("events.csv");
      Files.writeString(file, EventsCsv.render(lines));
      RuleBook rules = rules("default-retail", "365", logs.zone().getId());

      Account account = replay(file, rules, new EventsByMember.Order(asOf, true), directory);

      assertThat(account.rejected())
          .as("seed %d", seed)
          .isEqualTo(
              reference.count(Fate.TOO_LATE)
                  + reference.count(Fate.ERASED)
                  + reference.count(Fate.CONFLICTING_ID));
      assertThat(directory.resolve("members.csv"))
          .as("seed %d", seed)
          .hasContent(MembersCsv.render(reference, asOf));
      assertThat(directory.resolve("transitions.csv"))
          .as("seed %d", seed)
          .hasContent(TransitionsCsv.render(reference));
      assertThat(account.differenceMinor()).as("seed %d", seed).isZero();
    }
  }

  private static Account replay(
      Path file, RuleBook rules, EventsByMember.Order order, Path directory)
      throws IOException, InterruptedException {
    try (TemporaryFolder scratch = TemporaryFolder.named("replay");
        WholeFiles written = new WholeFiles()) {
      ReplayFiles files = new ReplayFiles(scratch.path(), rules);
      Account account =
          Replay.of(
              new EventsFile(file.toString()),
              rules,
              order,
              scratch.path(),
              files,
              FoundByReplay.UNTOLD);
      files.writeTo(directory, written);
      return account;
    }
  }

  /** Random days, and days on which something leaves a window of 365 days. */
  private static List<LocalDate> daysAsked(List<LogLine> lines, RuleParameters parameters) {
    LocalDate last = Player.dayOfLatest(lines, parameters.zone());
    SplittableRandom random = new SplittableRandom(7);
    SortedSet<LocalDate> days = new TreeSet<>();
    while (days.size() < DAYS_ASKED / 2) {
      days.add(last.minusDays(random.nextInt(373)));
    }
    while (days.size() < DAYS_ASKED) {
      LogLine line = lines.get(random.nextInt(lines.size()));
      LocalDate leaves = line.occurredAt().atZone(parameters.zone()).toLocalDate().plusDays(365);
      days.add(leaves);
    }
    return new ArrayList<>(days);
  }

  private static Map<String, String> actual(List<MemberPicture> members) {
    Map<String, String> texts = new TreeMap<>(MemberIds.ORDER);
    for (MemberPicture member : members) {
      RfmValues figures = member.rfm();
      texts.put(
          member.memberId(),
          text(
              figures.hasOrder() ? figures.recencyDays() : null,
              figures.frequency(),
              figures.monetaryMinor(),
              figures.hasOrder() ? figures.r() * 100 + figures.f() * 10 + figures.m() : null,
              member.firstPurchaseAt(),
              member.lastPurchaseAt(),
              member.lifetimeOrders(),
              member.lifetimeMinor(),
              member.segments()));
    }
    return texts;
  }

  private static Map<String, String> wanted(SortedMap<String, Picture> pictures) {
    Map<String, String> texts = new TreeMap<>(MemberIds.ORDER);
    pictures.forEach(
        (memberId, picture) -> {
          io.rfmstreams.oracle.Figures figures = picture.figures();
          Integer r = figures.r();
          Integer f = figures.f();
          Integer m = figures.m();
          Map<String, String> segments = new TreeMap<>();
          for (Axis axis : Axis.values()) {
            segments.put(axis.label(), picture.segment(axis));
          }
          texts.put(
              memberId,
              text(
                  figures.recencyDays(),
                  figures.frequency(),
                  figures.monetaryMinor(),
                  r == null || f == null || m == null ? null : r * 100 + f * 10 + m,
                  picture.firstPurchaseAt(),
                  picture.lastPurchaseAt(),
                  picture.lifetimeOrders(),
                  picture.lifetimeMonetaryMinor(),
                  segments));
        });
    return texts;
  }

  private static String text(@Nullable Object... values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(value instanceof Map<?, ?> map ? new TreeMap<>(map) : value).append(' ');
    }
    return text.toString();
  }

  private static RuleBook rules(String name, String window) {
    return rules(name, window, null);
  }

  /** A rule file of the project with another window or zone. */
  private static RuleBook rules(String name, String window, @Nullable String zone) {
    try {
      String text = Files.readString(ROOT.resolve("config/rules/" + name + ".yaml"));
      text = text.replaceFirst("(?m)^window: \\S+", "window: " + window);
      text = text + "\nevent-types: [heartbeat]\n"; // a type only the hostile logs know
      text = zone == null ? text : text.replaceFirst("(?m)^zone: \\S+", "zone: " + zone);
      return RuleBooks.of(List.of(RuleFile.parse(name, text)), Deployment.Bounds.DEFAULT);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
