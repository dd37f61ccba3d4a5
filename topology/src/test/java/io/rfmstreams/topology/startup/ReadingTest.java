package io.rfmstreams.topology.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.startup.Reading.Place;
import io.rfmstreams.topology.stores.Generation;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final boolean STORES = true;
  private static final boolean CUT_ACCEPTED = true;

  @Test
  void aGenerationBegins_onAWholeJournal() {
    assertThat(reading(new Place(0, 9, null)).problems(!STORES, !CUT_ACCEPTED)).isEmpty();
    assertThat(reading(new Place(0, 9, 0L)).problems(!STORES, !CUT_ACCEPTED)).isEmpty();
  }

  @Test
  void aGenerationReadsOn_whereItStood() {
    Reading reading = reading(new Place(0, 9, 9L), new Place(0, 9, 0L), new Place(0, 0, 0L));

    assertThat(reading.problems(STORES, !CUT_ACCEPTED)).isEmpty();
    assertThat(reading.unread()).isEqualTo(9);
  }

  /** Or everything would be read again into stores that know it already. */
  @Test
  void refusesToReadOn_whenCommittedOffsetsAreGone() {
    assertThat(
            reading(new Place(0, 9, null), new Place(0, 9, 4L), new Place(0, 0, null))
                .problems(STORES, CUT_ACCEPTED))
        .singleElement()
        .asString()
        .startsWith("The offsets that application 'app' committed for topic p.member-events are")
        .contains("partition 0 holds offsets 0 to 9, none committed; partition 2 holds")
        .doesNotContain("partition 1")
        .endsWith(Generation.START_ANEW + ".");
  }

  @Test
  void refusesToReadOn_whenRecordsWereDeletedUnread() {
    assertThat(reading(new Place(5, 9, 4L)).problems(STORES, CUT_ACCEPTED))
        .singleElement()
        .asString()
        .contains("deleted before application 'app' had read them")
        .contains("partition 0 holds offsets 5 to 9, read up to 4")
        .contains("start a new generation");
    assertThat(reading(new Place(5, 9, 5L)).problems(STORES, !CUT_ACCEPTED)).isEmpty();
  }

  @Test
  void refusesToReadOn_inAnotherTopicOfTheSameName() {
    assertThat(reading(new Place(0, 3, 4L)).problems(STORES, CUT_ACCEPTED))
        .singleElement()
        .asString()
        .contains("another topic by now", "start a new generation");
  }

  @Test
  void refusesToReadOn_withoutStores() {
    assertThat(reading(new Place(0, 9, 4L)).problems(!STORES, CUT_ACCEPTED))
        .singleElement()
        .asString()
        .contains("its stores are gone", "start a new generation");
  }

  /** What it computes would be neither what was nor what a batch over the whole history gives. */
  @Test
  void refusesToBegin_withPartOfTheHistory_unlessThatIsAccepted() {
    Reading cut = reading(new Place(0, 9, null), new Place(7, 9, null));

    assertThat(cut.problems(!STORES, !CUT_ACCEPTED))
        .singleElement()
        .asString()
        .startsWith("The beginning of topic p.member-events has been deleted: partition 1 holds")
        .contains("--accept-cut-journal");
    assertThat(cut.problems(!STORES, CUT_ACCEPTED)).isEmpty();
  }

  private static Reading reading(Place... places) {
    Map<Integer, Place> byPartition = new TreeMap<>();
    for (Place place : places) {
      byPartition.put(byPartition.size(), place);
    }
    return new Reading("p.member-events", "app", byPartition);
  }
}
