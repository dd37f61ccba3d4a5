package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they go wrong elsewhere, told in a few lines, and what is right: by the demo's rules. */
class WinbackCasesTest {
  private static final String HEADER =
      "event_id,member_id,type,occurred_at,amount,currency,order_id,attr.consent,attr.consent.email";

  private Path directory;
  private Terminal terminal;
  private Path rules;

  /** With nobody held out, so that everybody shows. */
  @BeforeEach
  void open(@TempDir Path empty) throws IOException {
    directory = empty;
    terminal = new Terminal(empty);
    rules = empty.resolve("rules.yaml");
    String demo = Files.readString(ProjectFiles.ROOT.resolve("config/rules/retail-demo.yaml"));
    Files.writeString(rules, demo.replace("holdout: 10%", "holdout: 0%"));
  }

  private Result replay(List<String> options, String... lines) throws IOException {
    return replayUnder(HEADER, options, lines);
  }

  private Result replayUnder(String header, List<String> options, String... lines)
      throws IOException {
    List<String> file = new ArrayList<>(List.of(header));
    file.addAll(Arrays.asList(lines));
    Files.write(directory.resolve("events.csv"), file);
    return terminal.run(
        Stream.concat(
                Stream.of(
                    "replay",
                    directory.resolve("events.csv").toString(),
                    "--rules",
                    rules.toString(),
                    "--out",
                    directory.resolve("out").toString()),
                options.stream())
            .toArray(String[]::new));
  }

  private List<String> rows(String file) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("out").resolve(file));
    return lines.subList(1, lines.size());
  }

  /** The columns of {@code triggers.csv} that say what happens to whom. */
  private List<String> triggers() throws IOException {
    List<String> shown = new ArrayList<>();
    for (String row : rows("triggers.csv")) {
      List<String> fields = List.of(Pattern.compile(",").split(row, -1));
      shown.add(String.join(" ", fields.get(1), fields.get(3), fields.get(11), fields.get(12)));
    }
    return shown;
  }

  @Test
  void whoOptedOut_getsNoTrigger_andWhoSaidNothingDoes() throws IOException {
    replay(
        List.of("--as-of", "2023-04-01"),
        "a1,opted-out,purchase,2023-01-02T10:00:00Z,100.00,GBP,a1,,",
        "a2,opted-out,purchase,2023-01-02T11:00:00Z,100.00,GBP,a2,,",
        "a3,opted-out,profile,2023-02-01T11:00:00Z,,,,no,no",
        "b1,opted-in,purchase,2023-01-02T10:00:00Z,100.00,GBP,b1,,",
        "b2,opted-in,purchase,2023-01-02T11:00:00Z,100.00,GBP,b2,,",
        "b3,opted-in,profile,2023-01-02T11:00:00Z,,,,yes,yes",
        "c1,never-said,purchase,2023-01-02T10:00:00Z,100.00,GBP,c1,,",
        "c2,never-said,purchase,2023-01-02T11:00:00Z,100.00,GBP,c2,,");

    assertThat(triggers())
        .containsExactly(
            "send never-said at-risk 2023-03-03T00:00:00Z",
            "send opted-in at-risk 2023-03-03T00:00:00Z");
    assertThat(rows("triggers.csv").get(1)).contains(",email,", "2023-01-02T11:00:00Z");
    assertThat(rows("triggers.csv").get(0)).doesNotContain("email");
  }

  /** As databases export names that were not quoted. */
  @Test
  void consentUnderAHeaderInCapitals_countsAsUnderAnyOther() throws IOException {
    String[] lines = {
      "a1,opted-out,purchase,2023-01-02T10:00:00Z,100.00,GBP,a1,,",
      "a2,opted-out,purchase,2023-01-02T11:00:00Z,100.00,GBP,a2,,",
      "a3,opted-out,profile,2023-02-01T11:00:00Z,,,,no,no",
      "b1,no-mail,purchase,2023-01-02T10:00:00Z,100.00,GBP,b1,,",
      "b2,no-mail,purchase,2023-01-02T11:00:00Z,100.00,GBP,b2,,",
      "b3,no-mail,profile,2023-01-02T11:00:00Z,,,,yes,no"
    };
    List<String> options = List.of("--as-of", "2023-04-01");
    replay(options, lines);
    List<String> once = rows("triggers.csv");

    Result result = replayUnder(HEADER.toUpperCase(Locale.ROOT), options, lines);

    assertThat(result.code()).as(result.out()).isEqualTo(ExitCode.CLEAN);
    assertThat(triggers()).containsExactly("send no-mail at-risk 2023-03-03T00:00:00Z");
    assertThat(rows("triggers.csv")).isEqualTo(once);
  }

  @Test
  void eventsThatFollowAnErasure_bringNobodyBack_andItsTriggerIsCancelled() throws IOException {
    String[] lines = {
      "a1,e1,purchase,2023-01-02T10:00:00Z,100.00,GBP,a1,,",
      "a2,e1,purchase,2023-01-02T11:00:00Z,100.00,GBP,a2,,",
      "x1,e1,erased,2023-03-04T12:00:00Z,,,,,",
      "a3,e1,purchase,2023-03-04T11:59:59Z,50.00,GBP,a3,,",
      "r1,e1,refund,2023-03-01T00:00:00Z,100.00,GBP,a1,,",
      "a1,e1,purchase,2023-01-02T10:00:00Z,100.00,GBP,a1,,",
      "b1,e2,purchase,2023-01-02T10:00:00Z,100.00,GBP,b1,,",
      "x3,e2,erased,2023-03-04T12:00:00Z,,,,,",
      "b2,e2,purchase,2023-03-10T10:00:00Z,30.00,GBP,b2,,",
      "b3,e2,refund,2023-03-11T10:00:00Z,100.00,GBP,b1,,"
    };
    List<String> options = List.of("--as-logged", "--as-of", "2023-04-01");
    replay(options, lines);

    assertThat(triggers())
        .containsExactly(
            "send e1 at-risk 2023-03-03T00:00:00Z", "cancel e1 at-risk 2023-03-04T12:00:00Z");
    assertThat(rows("rejects.csv"))
        .hasSize(3)
        .allMatch(row -> row.contains("erased: dated"))
        .extracting(row -> row.substring(0, 2))
        .containsExactly("5,", "6,", "7,");
    assertThat(rows("members.csv"))
        .singleElement()
        .asString()
        .startsWith("e2,2023-04-01,2023-03-10T10:00:00Z,2023-03-10T10:00:00Z,22,1,30.00,1,30.00");

    List<String> once = Files.readAllLines(directory.resolve("out/transitions.csv"));
    replay(options, Stream.concat(Stream.of(lines), Stream.of(lines)).toArray(String[]::new));
    assertThat(directory.resolve("out/transitions.csv")).hasContent(String.join("\n", once));
  }

  @Test
  void sameEventIdWithOtherContent_isARejectThatNamesBoth() throws IOException {
    Result result =
        replay(
            List.of(),
            "e1,c1,purchase,2023-01-02T10:00:00Z,100.00,GBP,a1,,",
            "e1,c1,purchase,2023-01-02T10:00:00Z,100.00,GBP,a1,,",
            "e3,c3,purchase,2023-01-02T10:00:00Z,100.00,GBP,d1,,",
            "e3,c3,refund,2023-02-02T10:00:00Z,100.00,GBP,d1,,");

    assertThat(result.code()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(result.out()).contains("accepted 2 + duplicate 1 + rejected 1");
    assertThat(rows("rejects.csv"))
        .singleElement()
        .asString()
        .contains(
            "5,",
            "conflicting-id",
            "a purchase of 100.00 GBP on order 'd1' on 2023-01-02",
            "a refund of 100.00 GBP for order 'd1' on 2023-02-02");
  }

  @Test
  void ordersInAnotherCurrency_areRejectedAndNeverAdded() throws IOException {
    Result result =
        replay(
            List.of("--as-of", "2023-07-20"),
            "e1,c1,purchase,2023-01-10T10:00:00Z,300.00,GBP,o1,,",
            "e2,c1,purchase,2023-05-05T10:00:00Z,350.00,EUR,o2,,",
            "e3,c2,purchase,2023-06-30T10:00:00Z,350.00,EUR,o3,,",
            "e4,c3,purchase,2023-06-30T10:00:00Z,0.00,EUR,o4,,");

    assertThat(result.code()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(rows("rejects.csv")).hasSize(3).allMatch(row -> row.contains("wrong-currency"));
    assertThat(result.out()).contains("wrong-currency");
    assertThat(rows("members.csv")).hasSize(1);
  }

  @Test
  void purchaseToldTwiceUnderTwoIds_countsAndIsTold() throws IOException {
    Result result =
        replay(
            List.of(),
            "e1,c1,purchase,2023-01-02T10:00:00Z,100.00,GBP,a1,,",
            "e2,c1,purchase,2023-01-02T10:00:00Z,100.00,GBP,a1,,");

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(result.out()).contains("revenue   200.00 GBP", "repeated  1 purchases have order");
  }
}
