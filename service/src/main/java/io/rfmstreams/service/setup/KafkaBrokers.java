package io.rfmstreams.service.setup;

import io.rfmstreams.service.ServiceException;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.settings.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;

/** The brokers of the settings, asked within a bounded time; what fails is said for people. */
public final class KafkaBrokers implements AutoCloseable {

  private static final int ANSWER_MS = 10_000;
  private static final int REQUEST_MS = 5_000;

  private final String addresses;
  private final Admin admin;

  private KafkaBrokers(String addresses, Admin admin) {
    this.addresses = addresses;
    this.admin = admin;
  }

  /**
   * The brokers, of which nothing is asked yet.
   *
   * @throws SettingsException if the settings do not make a client
   */
  public static KafkaBrokers of(Settings settings) {
    Map<String, Object> config = new HashMap<>(settings.kafka());
    if (!config.containsKey(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
      config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
      config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
    }
    String addresses = settings.streams().bootstrapServers();
    try {
      return new KafkaBrokers(addresses, Admin.create(config));
    } catch (KafkaException e) {
      throw noClient(e);
    }
  }

  /** What to say if a client cannot be made, or the brokers do not take it. */
  public static RuntimeException noClient(KafkaException e) {
    return e instanceof ApiException
        ? new ServiceException(
            "the brokers do not serve this client: " + ServiceException.innermost(e), e)
        : new SettingsException(
            "the settings under rfm.kafka. do not make a Kafka client: "
                + ServiceException.innermost(e),
            e);
  }

  /** The client itself. */
  public Admin admin() {
    return admin;
  }

  /**
   * What the brokers answer.
   *
   * @param what what was asked for, as in "cannot …"
   * @throws ServiceException if there is no answer in time, or a refusal
   */
  public <T> T answer(String what, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof TimeoutException) {
        throw new ServiceException(
            "cannot "
                + what
                + ": no broker answers at "
                + addresses
                + "\nCheck that Kafka runs there, and rfm.kafka.bootstrap.servers and the security"
                + " settings beside it; `./rfm settings` shows them.",
            cause);
      }
      throw new ServiceException(
          "cannot " + what + ": the broker refuses: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("cannot " + what + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
