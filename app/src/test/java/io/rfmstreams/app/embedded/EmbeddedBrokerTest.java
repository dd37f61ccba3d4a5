package io.rfmstreams.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @Test
  void keepsCommittedRecords_overARestartOnAnotherPort(@TempDir Path directory) throws Exception {
    Path data = directory.resolve("data with a space");
    try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
      createTopic(broker.bootstrapServers(), "t", 1);
      produceInTransaction(broker.bootstrapServers(), "t", "before");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
      produceInTransaction(broker.bootstrapServers(), "t", "after");

      assertThat(committed(broker.bootstrapServers(), "t", 2)).containsExactly("before", "after");
    }
  }

  @Test
  void listensOnThePortGiven_andIsFreeAgainAfterClose(@TempDir Path directory) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    EmbeddedBroker broker = EmbeddedBroker.start(directory, port);
    assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
    broker.close();
    broker.close();

    try (EmbeddedBroker again = EmbeddedBroker.start(directory, port)) {
      assertThat(again.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
    }
  }

  @Test
  void namesThePort_whenItIsTaken(@TempDir Path directory) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, port))
          .isInstanceOf(BindException.class)
          .hasMessage("port " + port + " on 127.0.0.1 is taken");
    }
  }

  @Test
  void refusesADirectory_thatAnotherBrokerUses(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker first = EmbeddedBroker.start(directory)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory))
          .hasMessage("another broker uses " + directory);

      createTopic(first.bootstrapServers(), "still-served", 1);
    }
  }

  @Test
  @Tag("slow")
  void clusterServesOn_whenOneOfThreeBrokersIsTakenAwayAndComesBack(@TempDir Path directory)
      throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(directory, 3)) {
      createTopic(cluster.bootstrapServers(), "t", 3);
      produceInTransaction(cluster.bootstrapServers(), "t", "three");
      cluster.stopBroker(1);
      produceInTransaction(cluster.bootstrapServers(), "t", "two");
      cluster.startBroker(1);

      assertThat(committed(cluster.bootstrapServers(), "t", 2)).containsExactly("three", "two");
    }
  }

  private static void createTopic(String servers, String name, int replication) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(Set.of(new NewTopic(name, 1, (short) replication))).all().get();
    }
  }

  private static void produceInTransaction(String servers, String topic, String value) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, value));
      producer.commitTransaction();
    }
  }

  private static List<String> committed(String servers, String topic, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int polls = 0; values.size() < count && polls < 100; polls++) {
        consumer.poll(Duration.ofMillis(100)).forEach(r -> values.add(r.value()));
      }
    }
    return values;
  }
}
