package io.rfmstreams.app.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A node's data directory: whether it is formatted, and for which cluster. */
final class NodeStorage {

  private NodeStorage() {}

  /** The id of the cluster the directory belongs to; a new one for a new directory. */
  static String clusterIdIn(Path directory) throws IOException {
    if (!isFormatted(directory)) {
      return Uuid.randomUuid().toString();
    }
    return new MetaPropertiesEnsemble.Loader()
        .addLogDirs(List.of(directory.toString()))
        .load()
        .clusterId()
        .orElseThrow(
            () -> new IOException(directory + " has a meta.properties without a cluster id"));
  }

  /** Formats the directory for the cluster unless that has been done. */
  static void format(Path directory, int node, String clusterId) throws IOException {
    if (isFormatted(directory)) {
      return;
    }
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(out)
          .setNodeId(node)
          .setClusterId(clusterId)
          .addDirectory(directory.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setControllerListenerName(KafkaNode.CONTROLLER)
          .setMetadataLogDirectory(directory.toString())
          .run();
    } catch (Exception e) {
      throw new IOException("cannot format " + directory + " for the broker: " + e.getMessage(), e);
    }
  }

  /**
   * Takes the directory for one node until the channel is closed. Kafka's own lock comes too late for
   * nodes that are controllers too: by then a second one has written into the first one's log.
   */
  static FileChannel lock(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new IOException("another broker uses " + directory);
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException thisProcess) {
      return false;
    }
  }

  private static boolean isFormatted(Path directory) {
    return Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME));
  }
}
