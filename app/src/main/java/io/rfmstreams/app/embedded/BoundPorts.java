package io.rfmstreams.app.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Loopback ports bound before the broker starts, by the listener's name. A port that is chosen, given
 * up and bound again later can be taken in between; the broker is handed the open socket instead.
 */
final class BoundPorts implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  private final Map<String, ServerSocketChannel> channels = new LinkedHashMap<>();

  /** Binds a port, 0 for a free one. */
  void bind(String listener, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channels.put(listener, channel);
    channel.configureBlocking(false);
    try {
      channel.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
    } catch (BindException taken) {
      BindException named = new BindException("port " + port + " on " + HOST + " is taken");
      named.initCause(taken);
      throw named;
    }
  }

  int port(String listener) {
    ServerSocketChannel channel = channels.get(listener);
    if (channel == null) {
      throw new IllegalArgumentException("no port is bound for " + listener);
    }
    return channel.socket().getLocalPort();
  }

  /** All of them as the setting {@code listeners} names them. */
  String listeners() {
    return channels.keySet().stream()
        .map(listener -> listener + "://" + HOST + ":" + port(listener))
        .collect(Collectors.joining(","));
  }

  /** Gives the sockets to a new owner; closing this leaves them open. */
  BoundPorts handOver() {
    BoundPorts next = new BoundPorts();
    next.channels.putAll(channels);
    channels.clear();
    return next;
  }

  /** Hands the sockets out, each once; from then on the broker closes them. */
  ServerSocketFactory asFactory() {
    return (listener, address, backlog, receiveBuffer) -> {
      ServerSocketChannel channel = channels.remove(listener);
      return channel != null
          ? channel
          : ServerSocketFactory.INSTANCE.openServerSocket(
              listener, address, backlog, receiveBuffer);
    };
  }

  @Override
  public void close() throws IOException {
    for (ServerSocketChannel channel : channels.values()) {
      channel.close();
    }
    channels.clear();
  }
}
