package io.rfmstreams.offline.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a mapping is told with its place, and what to do instead. */
class MappingProblemsTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("zone:", "zoen:", "1:1: a mapping of columns has no key `zoen`", "`zone`?"),
        Arguments.of("Europe/London", "Europe/Londn", "1:7: `zone` is", "`Europe/London`?"),
        Arguments.of(
            "member_id: who", "member_di: who", "4:3: `every-event` has no key", "member_id"),
        Arguments.of("  member_id: who\n", "", "an event lacks `member_id`", "under `every-event`"),
        Arguments.of("constant: GBP", "konstant: GBP", "has no key `konstant`", "`constant`?"),
        Arguments.of(
            "{ constant: GBP }",
            "{ constant: GBP, column: c }",
            "`currency` comes from several: column, constant",
            "one of"),
        Arguments.of("{id}/purchase", "{id/purchase", "10:28: the braces", "columns in braces"),
        Arguments.of("{id}/purchase", "purchase", "the event id is the same for every row", "keys"),
        Arguments.of("{id}/refund", "{id}/purchase", "two events of a row have the same id", "own"),
        Arguments.of("{id}/refund", "{id}/{refunded}", "made of the amount", "own keys"),
        Arguments.of(
            "constant: refund",
            "constant: visit",
            "`cumulative` is no refund",
            "only what is given back"),
        Arguments.of("cumulative: true", "cumulative: yes", "`cumulative` is", "true or false"),
        Arguments.of("yyyy-MM-dd HH:mm:ss", "MM-dd HH:mm", "day", "a pattern such as"),
        Arguments.of("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd hh:mm", "`h` goes with `a`", "a pattern"),
        Arguments.of("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm z", "names of zones", "a pattern"),
        Arguments.of("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:tt", "Unknown pattern", "a pattern"),
        Arguments.of(
            "amount: total",
            "amount: total\n    when: { status: payed }",
            "the condition on `status` is the text `payed`",
            "others: skip"),
        Arguments.of(
            "amount: total",
            "amount: total\n    when: { status: { is: [paid] } }",
            "lacks `others`",
            "`others`"),
        Arguments.of(
            "amount: total",
            "amount: { column: total, values: { a: b } }",
            "`values` without `others`",
            "refuse, skip, empty, keep"),
        Arguments.of(
            "every-event:", "optional-columns: [totl]\nevery-event:", "is not used", "`total`?"),
        Arguments.of("member_id: who", "member_id: [who]", "`member_id` is a list", "mapping"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void isToldWithItsPlace(String before, String after, String wrong, String expected) {
    MappingText mapping = MappingText.valid().with(before, after);

    assertThatThrownBy(mapping::parse)
        .isInstanceOf(ColumnMappingException.class)
        .hasMessageContaining("shop.yaml:")
        .hasMessageContaining(wrong)
        .hasMessageContaining(expected);
  }

  @Test
  void namesAColumnThatTheExportLacks_andTheOnesItHas() {
    RowEvents bound = MappingText.valid().bind();
    assertThat(bound).isNotNull();

    assertThatThrownBy(() -> MappingText.valid().with("amount: total", "amount: totl").bind())
        .hasMessage(
            "shop.csv: there is no column 'totl', which shop.yaml:11:13 names; did you mean 'total'?;"
                + " its columns are id, who, at, total, refunded, status");
  }

  @Test
  void findsColumnsWhateverTheirCapitals_butNotOneOfTwo() {
    ColumnMapping mapping = MappingText.valid().parse();

    List<String> loud = List.of("ID", "Who", " at ", "TOTAL", "Refunded", "x", "x");
    List<String> twice = List.of("id", "who", "at", "total", "refunded", "total");

    assertThat(mapping.bind("shop.csv", loud, null, new EarlierTotals())).isNotNull();
    assertThatThrownBy(() -> mapping.bind("shop.csv", twice, null, new EarlierTotals()))
        .hasMessageContaining("'total', which shop.yaml:11:13 names, is there 2 times");
  }

  @Test
  void asksForAZone_whereTimesHaveNoOffset() {
    MappingText mapping = MappingText.valid().with("zone: Europe/London\n", "");

    assertThatThrownBy(mapping::bind)
        .hasMessageContaining("have no offset, and no zone is said")
        .hasMessageContaining("--assume-zone");
    assertThat(mapping.with("HH:mm:ss", "HH:mm:ss Z").bind()).isNotNull();
  }

  @Test
  void missesAllOfSeveralOptionalColumns_onlyIfTheFieldIsNeeded() {
    MappingText channel =
        MappingText.valid()
            .and("optional-columns: [shop]")
            .with("order_id: id", "order_id: id\n  channel: shop");
    MappingText time =
        MappingText.valid()
            .and("optional-columns: [paid, made]")
            .with("occurred_at: at", "occurred_at: { first-of: [paid, made] }");

    assertThat(channel.bind()).isNotNull();
    assertThatThrownBy(time::bind)
        .hasMessage(
            "shop.csv: it has none of the columns that shop.yaml takes for occurred_at: paid, made");
  }

  /** Whatever a file holds, it is a mapping or its problems are told: nothing else is thrown. */
  @Property(tries = 200)
  void throwsNothingElse_whateverTheFileHolds(
      @ForAll @IntRange(min = 0, max = 600) int from,
      @ForAll @IntRange(min = 0, max = 40) int length,
      @ForAll("pieces") String piece) {
    String text = MappingText.valid().text();
    int start = Math.min(from, text.length());
    int end = Math.min(start + length, text.length());
    String spoilt = text.substring(0, start) + piece + text.substring(end);

    Throwable thrown = catchThrowable(() -> ColumnMapping.parse("spoilt.yaml", spoilt));

    assertThat(thrown == null || thrown instanceof ColumnMappingException)
        .describedAs("%s%n%s", thrown, spoilt)
        .isTrue();
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "", "{", "}", "[", "]", "\"", "- ", ": ", "\n", "{}", "[]", "''", "~", "{id}", "y", "'",
        "&a", "*a", "!t");
  }
}
