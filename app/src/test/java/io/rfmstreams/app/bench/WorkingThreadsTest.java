package io.rfmstreams.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamThreadsTest {

  @Test
  void aThreadIsItsOwnApplications_alsoWhereAnothersNameBeginsLikeIt() {
    String thread = "pipeline-1-0a1b2c3d-0000-4000-8000-0123456789ab-StreamThread-2";

    assertThat(StreamThreads.isStreamThread(thread, "pipeline-1")).isTrue();
    assertThat(StreamThreads.isStreamThread(thread, "pipeline")).isFalse();
    assertThat(StreamThreads.isStreamThread(thread, "bare-1")).isFalse();
    assertThat(
            StreamThreads.isStreamThread(
                thread.replace("StreamThread", "StateUpdater"), "pipeline-1"))
        .isFalse();
  }
}
