package io.rfmstreams.service.settings;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.engine.Window;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import io.rfmstreams.topology.stores.RocksDbTuning;
import io.rfmstreams.topology.stores.TriggersFrom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Every key of our own. What each means is said in {@code config/rfm.properties}. */
final class Keys {

  static final Setting<ZoneId> ZONE = Setting.zone("rfm.zone", "Asia/Shanghai");
  static final Setting<Currency> CURRENCY = Setting.currency("rfm.currency", "CNY");
  static final Setting<Integer> LONGEST_WINDOW =
      Setting.number(
          "rfm.longest-window-days",
          Deployment.DEFAULT_LONGEST_WINDOW_DAYS,
          1,
          Window.LONGEST_DAYS);
  static final Setting<Integer> MONEY_EVENTS =
      Setting.number("rfm.memory.money-events", Deployment.Memory.DEFAULT.moneyEvents(), 1, 1_500);
  static final Setting<Integer> OTHER_EVENTS =
      Setting.number("rfm.memory.other-events", Deployment.Memory.DEFAULT.otherEvents(), 1, 1_500);
  static final Setting<LocalDate> EARLIEST_DAY =
      Setting.day("rfm.earliest-day", Deployment.DEFAULT_EARLIEST_DAY.toString());

  /** Empty where nobody has said it. */
  static final Setting<Optional<TriggersFrom>> TRIGGERS_FROM =
      new Setting<>(
          "rfm.triggers.from",
          "",
          "a day such as 2026-01-01, or " + TriggersFrom.BEGINNING,
          text -> text.isEmpty() ? Optional.empty() : Optional.of(triggersFrom(text)));

  static final Setting<String> RULES = path("rfm.rules", "config/rules/default-retail.yaml");

  static final Setting<String> APPLICATION_ID =
      Setting.text(
          "rfm.application.id",
          "rfm-streams",
          "letters, digits, '.', '_' and '-'",
          "[A-Za-z0-9._-]{1,200}");
  static final Setting<String> STATE_DIR = path("rfm.state.dir", ".rfm/state");

  /** Empty for the newest form. */
  static final Setting<StateForms> STATE_FORM =
      new Setting<>(
          "rfm.state.form",
          "",
          "a form in which this version can write members' states; unset, it writes the newest, "
              + StateForms.current().written(),
          text ->
              text.isEmpty()
                  ? StateForms.current()
                  : StateForms.current().writing(Integer.parseInt(text)));

  /** Empty for as many as the machine has processors. */
  static final Setting<Integer> THREADS =
      Setting.numberOr(
          "rfm.streams.threads",
          "as many as the machine has processors",
          () -> Runtime.getRuntime().availableProcessors(),
          1,
          1000);

  static final Setting<Integer> STANDBYS = Setting.number("rfm.streams.standbys", 0, 0, 100);
  static final Setting<Integer> MEMBER_CACHE =
      Setting.number(
          "rfm.streams.member-cache-mib",
          (int) (RocksDbTuning.DEFAULT_MEMBER_CACHE_BYTES >> 20),
          1,
          65_536);
  static final Setting<Integer> COMMIT_INTERVAL =
      Setting.number(
          "rfm.commit-interval-ms",
          (int) StreamsSettings.Timing.DEFAULT.commit().toMillis(),
          1,
          5_000);

  /** No longer than brokers allow unless they are told to. */
  static final Setting<Integer> TRANSACTION_TIMEOUT =
      Setting.number(
          "rfm.transaction-timeout-ms",
          (int) StreamsSettings.Timing.DEFAULT.transaction().toMillis(),
          1,
          900_000);

  static final Setting<Integer> POLL =
      Setting.number(
          "rfm.poll-ms", (int) StreamsSettings.Timing.DEFAULT.poll().toMillis(), 1, 5_000);
  static final Setting<Integer> REGISTRY_PATIENCE =
      Setting.number(
          "rfm.registry-patience-ms",
          (int) RegistrySettings.DEFAULT_PATIENCE.toMillis(),
          1,
          450_000);
  static final Setting<Integer> SLICE_BUDGET =
      Setting.number("rfm.slice.budget", Slices.DEFAULT.budget(), 1, 50_000);
  static final Setting<Duration> SLICE_INTERVAL =
      Setting.duration(
          "rfm.slice.interval",
          Slices.DEFAULT.interval().toMillis() + "ms",
          Duration.ofMillis(1),
          Duration.ofMinutes(1));
  static final Setting<Boolean> TICKER_ENABLED = Setting.flag("rfm.ticker.enabled", true);
  static final Setting<Duration> TICKER_SETTLE =
      Setting.duration("rfm.ticker.settle", "30s", Duration.ZERO, Duration.ofDays(7));

  static final Setting<String> PREFIX = prefix("rfm.topics.prefix", Topics.DEFAULT_PREFIX);

  /** Empty where the outputs' names begin as the journal's does. */
  static final Setting<String> OUTPUT_PREFIX = prefix("rfm.topics.output-prefix", "");

  static final Setting<Integer> PARTITIONS = Setting.number("rfm.topics.partitions", 6, 1, 10_000);
  static final Setting<Integer> REPLICATION =
      new Setting<>(
          "rfm.topics.replication",
          "-1",
          "a whole number from 1 to 10, or -1 for the brokers' own default",
          text -> {
            int copies = Integer.parseInt(text);
            if (copies != -1 && (copies < 1 || copies > 10)) {
              throw new IllegalArgumentException();
            }
            return copies;
          });

  /** All of them, in the order they are shown in. */
  static final List<Setting<?>> ALL =
      List.of(
          ZONE,
          CURRENCY,
          LONGEST_WINDOW,
          MONEY_EVENTS,
          OTHER_EVENTS,
          EARLIEST_DAY,
          TRIGGERS_FROM,
          RULES,
          APPLICATION_ID,
          STATE_DIR,
          STATE_FORM,
          THREADS,
          STANDBYS,
          MEMBER_CACHE,
          COMMIT_INTERVAL,
          TRANSACTION_TIMEOUT,
          POLL,
          REGISTRY_PATIENCE,
          SLICE_BUDGET,
          SLICE_INTERVAL,
          TICKER_ENABLED,
          TICKER_SETTLE,
          PREFIX,
          OUTPUT_PREFIX,
          PARTITIONS,
          REPLICATION);

  private Keys() {}

  private static TriggersFrom triggersFrom(String text) {
    TriggersFrom from = TriggersFrom.parse(text);
    if (from.day() != null) {
      Setting.day(from.day());
    }
    return from;
  }

  private static Setting<String> path(String name, String defaultText) {
    return Setting.text(name, defaultText, "a path", "[^\\x00]*\\S[^\\x00]*");
  }

  private static Setting<String> prefix(String name, String defaultText) {
    return Setting.text(
        name,
        defaultText,
        "up to 200 letters, digits, '.', '_' and '-', for topic names to begin with",
        "[A-Za-z0-9._-]{0,200}");
  }
}
