package io.rfmstreams.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkingThreadsTest {
  private static final String THREAD =
      "pipeline-1-0a1b2c3d-0000-4000-8000-0123456789ab-StreamThread-2";

  @Test
  void aThreadIsItsOwnApplications_alsoWhereAnothersNameBeginsLikeIt() {
    assertThat(WorkingThreads.worksFor("pipeline-1", THREAD)).isTrue();
    assertThat(WorkingThreads.worksFor("pipeline", THREAD)).isFalse();
    assertThat(WorkingThreads.worksFor("bare-1", THREAD)).isFalse();
  }

  @Test
  void whatServesAStreamThread_isNoWork() {
    assertThat(
            WorkingThreads.worksFor("pipeline-1", THREAD.replace("StreamThread", "StateUpdater")))
        .isFalse();
    assertThat(
            WorkingThreads.worksFor(
                "pipeline-1", "kafka-producer-network-thread | " + THREAD + "-producer"))
        .isFalse();
  }

  @Test
  void aFloorHasOneThread() {
    assertThat(WorkingThreads.worksFor("floor-1", WorkingThreads.floor("floor-1"))).isTrue();
    assertThat(WorkingThreads.worksFor("floor", WorkingThreads.floor("floor-1"))).isFalse();
  }
}
