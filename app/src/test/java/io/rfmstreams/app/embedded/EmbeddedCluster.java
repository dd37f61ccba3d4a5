package io.rfmstreams.app.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.server.ProcessRole;

/** Several brokers and their controller in this process, for tests that take a broker away. */
public final class EmbeddedCluster implements AutoCloseable {

  private static final int CONTROLLER = 100;

  private final Path directory;
  private final Quorum quorum;
  private final KafkaNode controller;
  private final Map<Integer, KafkaNode> brokers = new TreeMap<>();
  private final Map<Integer, Integer> ports = new TreeMap<>();

  private EmbeddedCluster(Path directory, Quorum quorum, KafkaNode controller) {
    this.directory = directory;
    this.quorum = quorum;
    this.controller = controller;
  }

  /** Starts a controller and brokers numbered from 0. */
  public static EmbeddedCluster start(Path directory, int brokers) throws IOException {
    Path controllerDirectory = directory.resolve("controller");
    try (BoundPorts ports = new BoundPorts()) {
      ports.bind(KafkaNode.CONTROLLER, 0);
      Quorum quorum =
          new Quorum(
              NodeStorage.clusterIdIn(controllerDirectory),
              CONTROLLER,
              IntStream.range(0, brokers).boxed().toList(),
              ports.port(KafkaNode.CONTROLLER));
      KafkaNode controller =
          KafkaNode.start(
              CONTROLLER,
              Set.of(ProcessRole.ControllerRole),
              quorum,
              controllerDirectory,
              ports.handOver());
      EmbeddedCluster cluster = new EmbeddedCluster(directory, quorum, controller);
      try {
        for (int broker : quorum.brokers()) {
          cluster.startBroker(broker);
        }
        return cluster;
      } catch (IOException e) {
        cluster.close();
        throw e;
      }
    }
  }

  /** Starts a broker, on the port it had before if it was stopped. */
  public void startBroker(int broker) throws IOException {
    try (BoundPorts bound = new BoundPorts()) {
      bound.bind(KafkaNode.CLIENTS, ports.getOrDefault(broker, 0));
      ports.put(broker, bound.port(KafkaNode.CLIENTS));
      brokers.put(
          broker,
          KafkaNode.start(
              broker,
              Set.of(ProcessRole.BrokerRole),
              quorum,
              directory.resolve("broker-" + broker),
              bound.handOver()));
    }
  }

  /** Stops a broker as an operator would: it hands over what it leads first. */
  public void stopBroker(int broker) {
    KafkaNode node = brokers.remove(broker);
    if (node == null) {
      throw new IllegalArgumentException("broker " + broker + " does not run");
    }
    node.close();
  }

  /** The addresses of all brokers, running or not. */
  public String bootstrapServers() {
    return ports.values().stream()
        .map(port -> BoundPorts.HOST + ":" + port)
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    List.copyOf(brokers.keySet()).forEach(this::stopBroker);
    controller.close();
  }
}
