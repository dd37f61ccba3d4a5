package io.rfmstreams.topology.startup;

import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.stores.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where an application stands in the journal, to be looked at and never moved.
 *
 * <p>A generation begins with an act of its own: {@link Beginning#begin} commits the journal's beginning for its
 * group. From then on only the transactions that also write its stores move these offsets, and the journal
 * is read without a reset policy. So an offset that is missing or points at nothing has been lost, and
 * nobody puts another in its place unasked.
 *
 * @param journal the topic
 * @param applicationId names the group
 * @param places by partition
 */
public record JournalOffsets(String journal, String applicationId, Map<Integer, Place> places) {

  /**
   * Where one partition stands.
   *
   * @param beginning the first offset that is still there
   * @param end the offset the next record written will have
   * @param committed where to read on; null if nothing is committed
   */
  public record Place(long beginning, long end, @Nullable Long committed) {
    private long next() {
      return committed == null ? beginning : committed;
    }

    private boolean isUncommitted() {
      return committed == null;
    }

    private boolean isBehindTheBeginning() {
      return next() < beginning;
    }

    private boolean isBeyondTheEnd() {
      return next() > end;
    }

    private boolean isUnderWay() {
      return next() > beginning && next() <= end;
    }

    private String text() {
      return "holds offsets %d to %d, %s"
          .formatted(
              beginning, end, committed == null ? "none committed" : "read up to " + committed);
    }
  }

  public JournalOffsets {
    places = new TreeMap<>(places);
  }

  /**
   * Asks the brokers.
   *
   * @throws ExecutionException if they do not answer or refuse
   */
  public static JournalOffsets of(Admin admin, Topics topics, String applicationId)
      throws ExecutionException, InterruptedException {
    String journal = topics.memberEvents().name();
    List<TopicPartition> partitions =
        ClusterTopics.partitions(
            admin.describeTopics(List.of(journal)).allTopicNames().get().values());
    Map<TopicPartition, Long> beginnings =
        ClusterTopics.offsets(admin, partitions, OffsetSpec.earliest());
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata().get();
    // Last: another instance reads on meanwhile, and must not seem to have read beyond the end.
    Map<TopicPartition, Long> ends = ClusterTopics.offsets(admin, partitions, OffsetSpec.latest());
    Map<Integer, Place> places = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      places.put(
          partition.partition(),
          new Place(
              beginnings.getOrDefault(partition, 0L),
              ends.getOrDefault(partition, 0L),
              offset == null ? null : offset.offset()));
    }
    return new JournalOffsets(journal, applicationId, places);
  }

  /** Whether somebody has committed where to read on. */
  public boolean isBegun() {
    return places.values().stream().anyMatch(place -> place.committed() != null);
  }

  /** Records that are still to be read. */
  public long unread() {
    return places.values().stream().mapToLong(place -> place.end() - place.next()).sum();
  }

  /**
   * Why the application cannot read on, or cannot begin.
   *
   * @param hasStores whether its stores exist
   * @param cutJournalAccepted whether a generation may begin with what is left of the journal
   */
  List<String> problems(boolean hasStores, boolean cutJournalAccepted) {
    List<String> problems = new ArrayList<>();
    if (hasStores || isBegun()) {
      addWhere(
          Place::isUncommitted,
          "The offsets that application '%3$s' committed for topic %1$s are gone: %2$s. They expire when no instance runs (the brokers' offsets.retention.minutes, 7 days by default), or somebody deleted them. Read from the beginning again, every record would be counted and put out twice: %4$s.",
          problems);
      addWhere(
          Place::isBehindTheBeginning,
          "Records of topic %1$s were deleted before application '%3$s' had read them: %2$s. To compute from what is left, %4$s.",
          problems);
      addWhere(
          Place::isBeyondTheEnd,
          "Topic %1$s ends before what application '%3$s' has read of it: %2$s. It is another topic by now, or has lost its end: %4$s.",
          problems);
      if (!hasStores) {
        addWhere(
            Place::isUnderWay,
            "Application '%3$s' has read part of topic %1$s, but its stores are gone: %2$s. It would go on as if nothing had been before: %4$s.",
            problems);
      }
    } else if (!cutJournalAccepted) {
      addWhere(
          place -> place.beginning() > 0,
          "The beginning of topic %1$s has been deleted: %2$s. A new generation would compute from part of the history. Load all of it into a new journal (rfm.topics.prefix), or accept what is left with `./rfm run --accept-cut-journal`.",
          problems);
    }
    return problems;
  }

  private void addWhere(Predicate<Place> wrong, String problem, List<String> problems) {
    String where =
        places.entrySet().stream()
            .filter(place -> wrong.test(place.getValue()))
            .map(place -> "partition " + place.getKey() + " " + place.getValue().text())
            .collect(Collectors.joining("; "));
    if (!where.isEmpty()) {
      problems.add(problem.formatted(journal, where, applicationId, Generation.START_ANEW));
    }
  }
}
