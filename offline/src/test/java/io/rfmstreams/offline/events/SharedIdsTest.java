package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedIdsTest {
  private static final Path OPENED = Path.of("/proc/self/fd");

  @Test
  void idsOfSeveralMembers_areCountedOnce_withTheFirstLineThatRepeatsOne(@TempDir Path directory) {
    try (SharedIds ids = new SharedIds(directory, "ids")) {
      ids.add("o1", "m1", 2);
      ids.add("o1", "m1", 3);
      ids.add("o2", "m1", 4);
      ids.add("o2", "m2", 5);
      ids.add("o2", "m3", 6);
      ids.add("o1", "m2", 7);
      ids.count();

      assertThat(ids.shared()).isEqualTo(2);
      assertThat(ids.firstLine()).isEqualTo(5);
    }
  }

  /** A folder stands where one of the files would be made. */
  @ParameterizedTest
  @ValueSource(strings = {"event-ids-9", "order-ids-0"})
  void fileThatCannotBeMade_leavesNoneOpen(String inTheWay, @TempDir Path directory)
      throws IOException {
    assumeThat(OPENED).isDirectory();
    Files.createDirectory(directory.resolve(inTheWay));

    assertThatThrownBy(() -> new IdNotices(directory)).isInstanceOf(UncheckedIOException.class);

    assertThat(openedIn(directory)).isEmpty();
  }

  private static List<Path> openedIn(Path directory) throws IOException {
    List<Path> opened = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(OPENED)) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor).startsWith(directory)) {
          opened.add(descriptor);
        }
      }
    }
    return opened;
  }
}
