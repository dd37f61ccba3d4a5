package io.rfmstreams.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How to reach the schema registry.
 *
 * @param url one or several, separated by commas; {@code mock://scope} lives in the process's memory
 * @param autoRegister whether an unknown schema is registered on first use; only where nobody else
 *     looks after the contracts, as in the demo
 * @param patience how long a registry that does not answer is asked again before the work stops; must
 *     be well below the transactions' time-out
 * @param client further settings of Confluent's client under their own names, for instance {@code
 *     basic.auth.user.info}; they go before what is set here
 */
public record RegistrySettings(
    String url, boolean autoRegister, Duration patience, Map<String, String> client) {

  /**
   * Half of a transaction's usual ten seconds: the last question may take two fifths longer, and once
   * more for a second URL.
   */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

  public RegistrySettings {
    client = Map.copyOf(client);
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("the patience must be positive, was " + patience);
    }
  }

  /** The registry at {@code url}, all else as usual. */
  public static RegistrySettings at(String url) {
    return new RegistrySettings(url, false, DEFAULT_PATIENCE, Map.of());
  }

  public RegistrySettings withAutoRegister(boolean auto) {
    return new RegistrySettings(url, auto, patience, client);
  }

  public RegistrySettings withPatience(Duration other) {
    return new RegistrySettings(url, autoRegister, other, client);
  }

  public RegistrySettings withClient(Map<String, String> more) {
    return new RegistrySettings(url, autoRegister, patience, more);
  }

  /**
   * The settings of Confluent's serializers and client. Theirs is to ask once and soon give up, since
   * {@link Patience} asks again: their own time-outs of a minute would outlast any transaction.
   */
  Map<String, Object> asConfig() {
    String timeout = Long.toString(Math.max(1, patience.toMillis() / 5));
    Map<String, Object> config = new HashMap<>();
    config.put("http.connect.timeout.ms", timeout);
    config.put("http.read.timeout.ms", timeout);
    config.put("max.retries", "0");
    config.putAll(client);
    config.put("schema.registry.url", url);
    config.put("auto.register.schemas", autoRegister);
    config.put("specific.avro.reader", true);
    config.put("avro.remove.java.properties", true);
    return config;
  }
}
