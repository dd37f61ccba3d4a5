package io.rfmstreams.app.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.kafka.server.ProcessRole;

/**
 * A single Kafka broker in this process, its own controller, on the loopback address. What it holds
 * is in its data directory and is there again after a restart.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final int NODE = 1;

  private final KafkaNode node;

  private EmbeddedBroker(KafkaNode node) {
    this.node = node;
  }

  /** Starts a broker on a free port. See {@link #start(Path, int)}. */
  public static EmbeddedBroker start(Path dataDirectory) throws IOException {
    return start(dataDirectory, 0);
  }

  /**
   * Starts a broker and returns when it serves clients, which takes about three seconds.
   *
   * @param dataDirectory where topics are kept; made and formatted if it is new
   * @param port the port for clients, or 0 for a free one
   * @throws java.net.BindException if the port is taken
   * @throws IOException if the broker does not start, say because another process uses the directory
   */
  public static EmbeddedBroker start(Path dataDirectory, int port) throws IOException {
    try (BoundPorts ports = new BoundPorts()) {
      ports.bind(KafkaNode.CLIENTS, port);
      ports.bind(KafkaNode.CONTROLLER, 0);
      Quorum quorum =
          new Quorum(
              NodeStorage.clusterIdIn(dataDirectory),
              NODE,
              List.of(NODE),
              ports.port(KafkaNode.CONTROLLER));
      return new EmbeddedBroker(
          KafkaNode.start(
              NODE,
              Set.of(ProcessRole.BrokerRole, ProcessRole.ControllerRole),
              quorum,
              dataDirectory,
              ports.handOver()));
    }
  }

  /** Where clients find the broker, as {@code host:port}. */
  public String bootstrapServers() {
    return node.address();
  }

  /** Stops the broker and returns when its files are closed. Calling it again does nothing. */
  @Override
  public void close() {
    node.close();
  }
}
