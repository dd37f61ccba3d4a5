package io.rfmstreams.app.embedded;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * What the nodes of a cluster have to agree on.
 *
 * @param clusterId the cluster's id, as in every node's {@code meta.properties}
 * @param controller the id of the only controller
 * @param brokers the ids of all brokers
 * @param controllerPort the loopback port the controller listens on
 */
record Quorum(String clusterId, int controller, List<Integer> brokers, int controllerPort) {

  /** The controllers that vote, by id. */
  Map<Integer, InetSocketAddress> voters() {
    return Map.of(controller, new InetSocketAddress(BoundPorts.HOST, controllerPort));
  }

  /** Copies of the broker's own topics: three where there are as many brokers. */
  int replication() {
    return Math.min(3, brokers.size());
  }
}
