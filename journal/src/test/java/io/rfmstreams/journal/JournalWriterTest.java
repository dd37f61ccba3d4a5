package io.rfmstreams.journal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of writes that failed. */
class JournalWriterTest {
  private final Topics topics = Topics.withPrefix("shop.");
  private final Registry registry =
      Registry.connect(RegistrySettings.at("mock://writer").withAutoRegister(true));
  private final MockProducer<byte[], byte[]> brokers =
      new MockProducer<>(
          new Cluster(
              "cluster",
              List.of(Node.noNode()),
              List.of(
                  new PartitionInfo(
                      topics.memberEvents().name(), 0, Node.noNode(), new Node[0], new Node[0])),
              Set.of(),
              Set.of()),
          false,
          new RoundRobinPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final JournalWriter journal = new JournalWriter(brokers, topics, registry);

  @AfterEach
  void close() throws IOException {
    journal.close();
    registry.close();
  }

  @Test
  void aMissingRight_isARefusalThatNamesTopicAndRight() {
    writeAnswered(new TopicAuthorizationException("Not authorized"));
    assertThatThrownBy(journal::flush)
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageStartingWith("writing to topic shop.member-events is refused")
        .hasMessageContaining("lacks the right Write on the topic");

    writeAnswered(new ClusterAuthorizationException("Not authorized"));
    assertThatThrownBy(journal::flush)
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("lacks the right IdempotentWrite on the cluster");
  }

  @Test
  void aWrongPassword_isARefusalThatNamesTheTopic() {
    writeAnswered(new SaslAuthenticationException("Invalid username or password"));
    assertThatThrownBy(journal::flush)
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageStartingWith("writing to topic shop.member-events is refused")
        .hasMessageEndingWith(": Invalid username or password");
  }

  @Test
  void whatMayGoBetterNextTime_isNoRefusal() {
    writeAnswered(new NetworkException("disconnected"));
    assertThatThrownBy(journal::flush)
        .isExactlyInstanceOf(JournalWriteException.class)
        .hasMessage("writing to topic shop.member-events failed: disconnected");
  }

  private void writeAnswered(ApiException answer) {
    journal.tick(Instant.EPOCH);
    brokers.errorNext(answer);
  }
}
