package io.rfmstreams.offline.columns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Terminal;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped mappings read the shops' exports as they are. The samples are made by hand. */
class ShippedMappingsTest {
  private static final Path SAMPLES =
      ProjectFiles.ROOT.resolve("offline/src/test/resources/columns");
  private static final Path MAPPINGS = ProjectFiles.ROOT.resolve("config/columns");

  private final Path folder;

  ShippedMappingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Terminal.Result replay(String mapping, Path export, String... more) {
    return replay(MAPPINGS.resolve(mapping + ".yaml"), export, more);
  }

  private Terminal.Result replay(Path mapping, Path export, String... more) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("replay", export.toString(), "--as-of", "2024-12-31", "--json"));
    words.addAll(
        List.of("--rules", ProjectFiles.ROOT.resolve("config/rules/retail-demo.yaml").toString()));
    words.addAll(List.of("--columns", mapping.toString()));
    words.addAll(List.of("--out", folder.resolve("out").toString()));
    if (mapping.endsWith("woocommerce-orders.yaml")) {
      words.addAll(List.of("--assume-zone", "Europe/London"));
    }
    words.addAll(List.of(more));
    return new Terminal(folder).run(words.toArray(String[]::new));
  }

  /** Each member's id, lifetime orders and lifetime monetary. */
  private List<String> members() throws IOException {
    return Files.readAllLines(folder.resolve("out/members.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> cells[0] + " " + cells[7] + " " + cells[8])
        .toList();
  }

  private List<String> rejects() throws IOException {
    return Files.readAllLines(folder.resolve("out/rejects.csv")).stream().skip(1).toList();
  }

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of(
            "shopify-orders",
            List.of(
                "+447700900123 1 9.99",
                "ann@example.com 1 41.00",
                "bea@example.com 2 65.00",
                "cem@example.com 0 0.00")),
        Arguments.of(
            "woocommerce-orders",
            List.of(
                "ann@example.com 2 52.10", "cem@example.com 0 0.00", "guest@example.com 1 40.00")),
        Arguments.of(
            "stripe-payments",
            List.of("cus_A 2 35.00", "cus_B 0 0.00", "cus_C 1 15.00", "dan@example.com 1 8.00")),
        Arguments.of("orders-table", List.of("17 2 30.00", "18 1 30.00", "19 0 0.00")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void giveMembersWithoutAReject(String mapping, List<String> members) throws IOException {
    Terminal.Result result = replay(mapping, SAMPLES.resolve(mapping + ".csv"));

    assertThat(result.code()).describedAs(result.err()).isZero();
    assertThat(members()).containsExactlyElementsOf(members);
    assertThat(rejects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void changeNothing_whereAnExportIsReadTwice(String mapping, List<String> members)
      throws IOException {
    String export = Files.readString(SAMPLES.resolve(mapping + ".csv"));
    Path twice = folder.resolve("twice.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(twice))) {
      out.write(
          (export + export.substring(export.indexOf('\n') + 1)).getBytes(StandardCharsets.UTF_8));
    }

    JsonNode account = new ObjectMapper().readTree(replay(mapping, twice).out());

    assertThat(members()).containsExactlyElementsOf(members);
    assertThat(account.at("/lines/duplicate").asInt())
        .isEqualTo(account.at("/lines/accepted").asInt());
  }

  @Test
  void countWhatTheRowsTold() throws IOException {
    Terminal.Result result = replay("shopify-orders", SAMPLES.resolve("shopify-orders.csv"));

    JsonNode account = new ObjectMapper().readTree(result.out());
    assertThat(account.get("rows"))
        .hasToString(
            "{\"read\":10,\"toldOne\":0,\"toldSeveral\":5,\"toldNothing\":5,\"refused\":0,\"events\":12}");
    assertThat(account.at("/lines/read").asInt()).isEqualTo(12);
  }

  @Test
  void countARefundThatGrew_onceWithTheEarlierExportBesideIt() throws IOException {
    Terminal.Result result =
        replay(
            "shopify-orders",
            SAMPLES.resolve("shopify-orders-later.csv"),
            "--earlier",
            SAMPLES.resolve("shopify-orders.csv").toString());

    assertThat(result.code()).describedAs(result.err()).isZero();
    assertThat(members()).contains("bea@example.com 2 50.00", "eve@example.com 1 18.00");
  }

  /** A row that was refused told nothing: its amount is no total that anything grew from. */
  @Test
  void ignoreWhatAnEarlierExportGotWrong_butNotAQuoteThatNeverCloses() throws IOException {
    String export = Files.readString(SAMPLES.resolve("orders-table.csv"));
    Path wrong = folder.resolve("wrong.csv");
    Files.writeString(wrong, export.replace("refunded,5.00", "refunded,5.001"));
    Path open = folder.resolve("open.csv");
    Files.writeString(open, export + "7,\"17\n");
    Path now = SAMPLES.resolve("orders-table.csv");

    assertThat(replay("orders-table", now, "--earlier", wrong.toString()).code()).isZero();
    assertThat(members()).contains("18 1 30.00");
    Terminal.Result unread = replay("orders-table", now, "--earlier", open.toString());
    assertThat(unread.code()).isEqualTo(1);
    assertThat(unread.err()).contains("open.csv, line 8: a quote is opened");
  }

  /** Two exports in one file, as in one journal: what was told first stays, and both amounts are named. */
  @Test
  void neverAddUpARefundThatGrew_norAnOrderThatWasAmended() throws IOException {
    String first = Files.readString(SAMPLES.resolve("shopify-orders.csv"));
    String later =
        Files.readString(SAMPLES.resolve("shopify-orders-later.csv")).replace("41.00", "43.00");
    Path both = folder.resolve("both.csv");
    Files.writeString(both, first + later.substring(later.indexOf('\n') + 1));

    Terminal.Result result = replay("shopify-orders", both);

    assertThat(result.code()).isEqualTo(3);
    assertThat(members()).contains("ann@example.com 1 41.00", "bea@example.com 2 65.00");
    assertThat(rejects())
        .hasSize(2)
        .allSatisfy(reject -> assertThat(reject).contains("conflicting-id"))
        .anySatisfy(reject -> assertThat(reject).contains("10.00").contains("25.00"))
        .anySatisfy(reject -> assertThat(reject).contains("41.00").contains("43.00"));
  }

  @Test
  void refuseARowWhole_andGoOn() throws IOException {
    String export =
        Files.readString(SAMPLES.resolve("orders-table.csv"))
            .replace("partially_refunded,5.00", "partially_refunded,5.001")
            .replace("completed,0", "on the moon,0");
    Path spoilt = folder.resolve("spoilt.csv");
    Files.writeString(spoilt, export);

    Terminal.Result result = replay("orders-table", spoilt);

    assertThat(result.code()).isEqualTo(3);
    assertThat(members()).containsExactly("17 1 10.00", "19 0 0.00");
    assertThat(rejects())
        .hasSize(2)
        .anySatisfy(
            reject ->
                assertThat(reject)
                    .contains("status is 'on the moon', which the mapping does not list"))
        .anySatisfy(reject -> assertThat(reject).startsWith("4,").contains("wrong-amount"));
    assertThat(new ObjectMapper().readTree(result.out()).at("/rows/refused").asInt()).isEqualTo(2);
  }

  @Test
  void refuseALocalTime_thatClocksSkipOrShowTwice() throws IOException {
    String export =
        Files.readString(SAMPLES.resolve("woocommerce-orders.csv"))
            .replace("2024-03-31 03:15:00", "2024-03-31 01:15:00")
            .replace("2024-05-06 17:20:31", "2023-10-29 01:15:00");
    Path changed = folder.resolve("changed.csv");
    Files.writeString(changed, export);

    replay("woocommerce-orders", changed);

    assertThat(members()).containsExactly("ann@example.com 1 30.00", "guest@example.com 1 40.00");
    assertThat(rejects())
        .hasSize(2)
        .allSatisfy(reject -> assertThat(reject).contains("wrong-time").contains("Europe/London"));
  }

  @Test
  void areReadByFitAndBacktestToo() throws IOException {
    Path rules = ProjectFiles.ROOT.resolve("config/rules/retail-churn.yaml");
    List<String> input =
        List.of(
            SAMPLES.resolve("stripe-payments.csv").toString(),
            "--columns",
            MAPPINGS.resolve("stripe-payments.yaml").toString(),
            "--rules",
            rules.toString());

    for (List<String> command :
        List.of(
            List.of("fit", "--model", "bg-nbd", "--unit", "week"),
            List.of(
                "backtest", "--at", "2024-02-28", "--out", folder.resolve("b.html").toString()))) {
      List<String> words = new ArrayList<>(command);
      words.addAll(1, input);
      Terminal.Result result = new Terminal(folder).run(words.toArray(String[]::new));

      assertThat(result.err())
          .contains("rows 7 = one event 3 + several 2 + nothing 2 + refused 0; 7 events");
    }
  }

  @Test
  void areNotOverwritten() throws IOException {
    Path mapping = folder.resolve("mapping.yaml");
    Files.copy(MAPPINGS.resolve("orders-table.yaml"), mapping);
    Terminal.Result result =
        new Terminal(folder)
            .run(
                "fit",
                SAMPLES.resolve("orders-table.csv").toString(),
                "--columns",
                mapping.toString(),
                "--rules",
                ProjectFiles.ROOT.resolve("config/rules/retail-demo.yaml").toString(),
                "--model",
                "bg-nbd",
                "--unit",
                "week",
                "--fragment",
                mapping.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("would overwrite");
  }

  @Test
  void readAnotherSeparator_orSayHow() throws IOException {
    String export = Files.readString(SAMPLES.resolve("orders-table.csv")).replace(',', ';');
    String mapping = Files.readString(MAPPINGS.resolve("orders-table.yaml"));
    Files.writeString(folder.resolve("semicolons.csv"), export);
    Path changed = folder.resolve("semicolons.yaml");
    Files.writeString(changed, mapping.replace("separator: \",\"", "separator: \";\""));

    assertThat(replay("orders-table", folder.resolve("semicolons.csv")).err())
        .contains("columns are separated by ';', expected ','")
        .contains("write `separator: \";\"` into");
    assertThat(replay(changed, folder.resolve("semicolons.csv")).code()).isZero();
    assertThat(members()).containsExactly("17 2 30.00", "18 1 30.00", "19 0 0.00");
  }

  @Test
  void sayWhatIsMissing_beforeAnythingIsRead() {
    Path export = SAMPLES.resolve("woocommerce-orders.csv");
    Path mapping = MAPPINGS.resolve("woocommerce-orders.yaml");
    String out = folder.resolve("out").toString();
    Terminal terminal = new Terminal(folder);
    String rules = ProjectFiles.ROOT.resolve("config/rules/retail-demo.yaml").toString();

    Terminal.Result zoneless =
        terminal.run(
            "replay",
            export.toString(),
            "--columns",
            mapping.toString(),
            "--rules",
            rules,
            "--out",
            out);
    Terminal.Result alone =
        terminal.run(
            "replay", export.toString(), "--earlier", "x.csv", "--rules", rules, "--out", out);

    assertThat(zoneless.code()).isEqualTo(1);
    assertThat(zoneless.err()).contains("no zone is said").contains("--assume-zone");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("--earlier goes with --columns");
    assertThat(replay("orders-table", SAMPLES.resolve("stripe-payments.csv")).err())
        .contains("there is no column 'customer_id', which")
        .doesNotContain("Exception");
  }
}
