package io.rfmstreams.app.embedded;

import io.rfmstreams.service.ServiceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.ProcessRole;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import scala.Tuple2;

/**
 * One Kafka server: a broker, a controller, or both. It is put together as {@link KafkaRaftServer}
 * does it, but for two things: its ports are bound beforehand, and a fault is logged where that one
 * ends the process.
 */
final class KafkaNode implements AutoCloseable {

  /** The name of the listener for clients and other brokers. */
  static final String CLIENTS = "PLAINTEXT";

  /** The name of the controller's listener. */
  static final String CONTROLLER = "CONTROLLER";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

  /** How long a broker that stops waits for others to take over what it leads. */
  private static final Duration HAND_OVER = Duration.ofSeconds(20);

  private final String address;
  private final FileChannel lock;
  private @Nullable BrokerServer broker;
  private @Nullable ControllerServer controller;

  private KafkaNode(String address, FileChannel lock) {
    this.address = address;
    this.lock = lock;
  }

  /** Starts a node and returns when it has joined its cluster; a broker then serves clients. */
  static KafkaNode start(
      int id, Set<ProcessRole> roles, Quorum quorum, Path directory, BoundPorts ports)
      throws IOException {
    boolean serves = roles.contains(ProcessRole.BrokerRole);
    String address = serves ? BoundPorts.HOST + ":" + ports.port(CLIENTS) : "";
    KafkaNode node = new KafkaNode(address, NodeStorage.lock(directory));
    try (ports) {
      NodeStorage.format(directory, id, quorum.clusterId());
      node.start(
          roles,
          quorum,
          KafkaConfig.fromProps(properties(id, roles, quorum, directory, ports)),
          ports.asFactory());
      return node;
    } catch (IOException | RuntimeException e) {
      node.close();
      throw new IOException(
          "the embedded broker does not start in "
              + directory
              + ": "
              + ServiceException.innermost(e),
          e);
    }
  }

  private void start(
      Set<ProcessRole> roles, Quorum quorum, KafkaConfig config, ServerSocketFactory sockets) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> stored =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    SharedServer shared =
        new SharedServer(
            config,
            stored._1(),
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(quorum.voters()),
            List.of(),
            (name, fatal, action) -> new LoggingFaultHandler(name, action),
            sockets);
    if (roles.contains(ProcessRole.ControllerRole)) {
      controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
    }
    if (roles.contains(ProcessRole.BrokerRole)) {
      broker = new BrokerServer(shared);
    }
    if (controller != null) {
      controller.startup();
    }
    if (broker != null) {
      broker.startup();
    }
  }

  /** Where clients find the broker, as {@code host:port}; empty for a mere controller. */
  String address() {
    return address;
  }

  @Override
  public synchronized void close() {
    BrokerServer startedBroker = broker;
    if (startedBroker != null) {
      closing("broker", () -> startedBroker.shutdown(HAND_OVER));
      closing("broker", startedBroker::awaitShutdown);
      broker = null;
    }
    ControllerServer startedController = controller;
    if (startedController != null) {
      closing("controller", startedController::shutdown);
      closing("controller", startedController::awaitShutdown);
      controller = null;
    }
    closing("directory", lock::close);
  }

  private static void closing(String what, Utils.SwallowAction action) {
    Utils.swallow(LOG, Level.WARN, "closing the embedded node's " + what, action);
  }

  /**
   * Small enough to be ready in seconds beside other work: few threads, few partitions of the broker's
   * own topics, a small buffer for compaction.
   */
  private static Properties properties(
      int id, Set<ProcessRole> roles, Quorum quorum, Path directory, BoundPorts ports) {
    String replication = Integer.toString(quorum.replication());
    String inSync = Integer.toString(Math.max(1, quorum.replication() - 1));
    Map<String, String> small = new LinkedHashMap<>();
    small.put("background.threads", "2");
    small.put("group.initial.rebalance.delay.ms", "0");
    small.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    small.put("log.cleaner.threads", "1");
    small.put("num.io.threads", "4");
    small.put("num.network.threads", "2");
    small.put("offsets.topic.num.partitions", "3");
    small.put("offsets.topic.replication.factor", replication);
    small.put("share.coordinator.state.topic.min.isr", inSync);
    small.put("share.coordinator.state.topic.num.partitions", "1");
    small.put("share.coordinator.state.topic.replication.factor", replication);
    small.put("transaction.state.log.min.isr", inSync);
    small.put("transaction.state.log.num.partitions", "3");
    small.put("transaction.state.log.replication.factor", replication);

    Properties p = new Properties();
    p.putAll(small);
    p.put("auto.create.topics.enable", "false");
    p.put("default.replication.factor", replication);
    // A transaction is given up when its time is out, not up to ten seconds later.
    p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    // A commit is answered before the transaction's end is in every partition. What a producer
    // writes meanwhile waits in the broker; given up after the usual 100 ms on a busy machine, it
    // has to be sent again, and the batches sent behind it are refused as out of order, each with
    // a stack trace.
    p.put("add.partitions.to.txn.retry.backoff.max.ms", "5000");
    p.put("node.id", Integer.toString(id));
    p.put(
        "process.roles",
        roles.stream().map(ProcessRole::toString).collect(Collectors.joining(",")));
    p.put("log.dirs", directory.toString());
    p.put("listeners", ports.listeners());
    p.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.put("inter.broker.listener.name", CLIENTS);
    p.put("controller.listener.names", CONTROLLER);
    p.put(
        "controller.quorum.voters",
        quorum.controller() + "@" + BoundPorts.HOST + ":" + quorum.controllerPort());
    return p;
  }
}
