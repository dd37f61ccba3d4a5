package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.offline.csv.CsvRecordsTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** Records with hostile text, written by another library: exactly those come back, on their lines. */
class EventsFileFuzzTest {
  private static final RuleBook RULES =
      RuleBook.of(
          new Deployment(
              ZoneId.of("Asia/Shanghai"),
              Currency.getInstance("CNY"),
              365,
              Deployment.Memory.DEFAULT),
          RuleSet.forFactsAlone(Set.of()));

  private static final EventCheck CHECK = new EventCheck(RULES.deployment());
  private static final List<String> HEADER =
      List.of(
          "event_id",
          "member_id",
          "type",
          "occurred_at",
          "order_id",
          "channel",
          "category",
          "attr.n");
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  /** How a file is written. */
  private record Form(
      String lineEnd, QuoteMode quotes, boolean lastLineEnds, Charset charset, Carrier carrier) {}

  /** What carries its bytes. */
  private enum Carrier {
    PLAIN,
    GZIPPED,
    GZIPPED_IN_MEMBERS,
    STANDARD_INPUT
  }

  /** What a file is to give: a line's number, and its event, or nothing if it is refused. */
  private record Expected(long line, List<MemberEvent> event) {}

  @Property(tries = 200)
  void recordsOfAnotherWriter_comeBackOnTheirLines(
      @ForAll("rows") List<List<String>> rows, @ForAll("forms") Form form) throws IOException {
    StringBuilder text =
        new StringBuilder(form.charset() == StandardCharsets.UTF_8 ? "" : "\uFEFF");
    List<Expected> expected = write(rows, form, text);

    assertThat(read(text.toString(), form)).isEqualTo(expected);
  }

  private static List<Expected> write(List<List<String>> rows, Form form, StringBuilder text)
      throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setRecordSeparator(form.lineEnd())
            .setQuoteMode(form.quotes())
            .get();
    List<Expected> expected = new ArrayList<>();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      printer.printRecord(HEADER);
      for (List<String> row : rows) {
        long line = LINE_END.matcher(text).results().count() + 1;
        printer.printRecord(row);
        if (!row.stream().allMatch(String::isBlank)) {
          expected.add(new Expected(line, event(row)));
        }
      }
    }
    if (!form.lastLineEnds()) {
      text.setLength(text.length() - form.lineEnd().length());
    }
    return expected;
  }

  /** Empty if it must be refused. */
  private static List<MemberEvent> event(List<String> row) {
    if (row.size() != HEADER.size()) {
      return List.of();
    }
    MemberEvent event =
        new MemberEvent(
            row.get(0),
            row.get(1),
            row.get(2),
            Instant.parse(row.get(3)),
            null,
            null,
            row.get(4).isEmpty() ? null : row.get(4),
            row.get(5).isEmpty() ? null : row.get(5),
            row.get(6).isEmpty() ? null : row.get(6),
            row.get(7).isEmpty() ? Map.of() : Map.of("n", row.get(7)));
    boolean refused =
        CHECK.check(event, event.occurredAt()).or(() -> RULES.check(event)).isPresent();
    return refused ? List.of() : List.of(event);
  }

  private static List<Expected> read(String text, Form form) throws IOException {
    Path file = Files.createTempFile("fuzz", form.carrier() == Carrier.PLAIN ? ".csv" : ".csv.gz");
    InputStream before = System.in;
    try {
      byte[] bytes = text.getBytes(form.charset());
      switch (form.carrier()) {
        case PLAIN -> Files.write(file, bytes);
        case GZIPPED -> Files.write(file, gzipped(bytes, 1));
        case GZIPPED_IN_MEMBERS -> Files.write(file, gzipped(bytes, 3));
        case STANDARD_INPUT -> System.setIn(new ByteArrayInputStream(bytes));
      }
      String name = form.carrier() == Carrier.STANDARD_INPUT ? "-" : file.toString();
      List<Expected> found = new ArrayList<>();
      new EventsFile(name).read(RULES, line -> found.add(found(line)));
      return found;
    } finally {
      System.setIn(before);
      Files.delete(file);
    }
  }

  private static Expected found(EventLine line) {
    return new Expected(
        line.number(), line instanceof EventLine.Event event ? List.of(event.event()) : List.of());
  }

  private static byte[] gzipped(byte[] bytes, int members) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < members; i++) {
      int from = bytes.length * i / members;
      try (OutputStream zipped = new GZIPOutputStream(all)) {
        zipped.write(bytes, from, bytes.length * (i + 1) / members - from);
      }
    }
    return all.toByteArray();
  }

  /** Any text at all: how it arrives does not matter, and what comes out goes forward. */
  @Property(tries = 1000)
  void anyText_isReadToItsEnd_howeverItArrives(
      @ForAll("soup") String text, @ForAll @IntRange(min = 1, max = 3) int step)
      throws IOException {
    List<String> whole = CsvRecordsTest.told(new StringReader(text));
    List<String> inSteps = CsvRecordsTest.told(new SlowReader(text, step));

    assertThat(inSteps).isEqualTo(whole);
    assertThat(whole.stream().map(told -> Long.parseLong(told.split("[! ]", 2)[0])).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  /** Gives a few characters at a time. */
  private static final class SlowReader extends StringReader {
    private final int step;

    SlowReader(String text, int step) {
      super(text);
      this.step = step;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
      return super.read(to, offset, Math.min(step, length));
    }
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of("\"", "\"", ",", "\n", "\r", "\r\n", "a", " ", "\"\"", "a,b\n", "\"a\"")
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<Form> forms() {
    return Combinators.combine(
            Arbitraries.of("\n", "\r\n", "\r"),
            Arbitraries.of(QuoteMode.ALL, QuoteMode.MINIMAL, QuoteMode.NON_NUMERIC),
            Arbitraries.of(true, false),
            Arbitraries.of(
                StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE),
            Arbitraries.of(Carrier.class))
        .as(Form::new);
  }

  @Provide
  Arbitrary<List<List<String>>> rows() {
    Arbitrary<List<String>> full =
        Combinators.combine(
                ids(),
                ids(),
                Arbitraries.frequencyOf(
                    Tuple.of(8, Arbitraries.of("visit", "signup", "profile")),
                    Tuple.of(1, hostile())),
                Arbitraries.longs()
                    .between(1_000_000_000, 2_000_000_000)
                    .map(second -> Instant.ofEpochSecond(second).toString()),
                hostile().list().ofSize(4))
            .as(
                (event, member, type, at, others) ->
                    List.of(
                        event,
                        member,
                        type,
                        at,
                        others.get(0),
                        others.get(1),
                        others.get(2),
                        others.get(3)));
    Arbitrary<List<String>> ragged = hostile().list().ofMinSize(1).ofMaxSize(9);
    Arbitrary<List<String>> blank = Arbitraries.of("", " ").list().ofMinSize(1).ofMaxSize(9);
    return Arbitraries.frequencyOf(
            Tuple.of(8, full),
            Tuple.of(1, ragged.filter(row -> row.size() != HEADER.size())),
            Tuple.of(1, blank))
        .list()
        .ofMaxSize(12);
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.of("m-1", "é,\"", "\"x", "a;b", "#1", "17850.0")),
        Tuple.of(1, hostile()));
  }

  private static Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            ",",
            "\"",
            "\"\"",
            "\n",
            "\r",
            "\r\n",
            "\n\r",
            "\uFEFF",
            " ",
            "\t",
            ";",
            "'",
            "|",
            "#",
            "\0",
            "\u2028",
            "\u0085",
            "x",
            "ü",
            "\uD83D\uDE00",
            "sep=;",
            "\ne9,m9,erased,2026-01-01T00:00:00Z,,,,\n",
            "\"\r\ne9,m9,visit,2026-01-01T00:00:00Z");
    return Arbitraries.frequencyOf(
        Tuple.of(150, pieces.list().ofMaxSize(8).map(parts -> String.join("", parts))),
        Tuple.of(1, pieces.map(piece -> piece.repeat(70_000 / piece.length()))));
  }
}
