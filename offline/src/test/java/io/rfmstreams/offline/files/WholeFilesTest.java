package io.rfmstreams.offline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFilesTest {
  private Path folder;

  @BeforeEach
  void begin(@TempDir Path empty) {
    folder = empty;
  }

  @Test
  void filesAppearTogether_whenAllAreWritten() throws IOException {
    Files.writeString(folder.resolve("a"), "old");
    try (WholeFiles files = new WholeFiles()) {
      files.write(folder.resolve("a"), out -> out.write('1'));
      files.write(folder.resolve("b"), out -> out.write('2'));
      assertThat(folder.resolve("a")).hasContent("old");
      assertThat(folder.resolve("b")).doesNotExist();

      files.appear();
    }
    assertThat(folder.resolve("a")).hasContent("1");
    assertThat(folder.resolve("b")).hasContent("2");
    assertThat(folder).isDirectoryNotContaining("regex:.*tmp");
  }

  /** Ctrl-C closes while the last file is being written. */
  @Test
  void closedInTheMiddle_leavesWhatWasThere_andTakesNoMore() throws IOException {
    Files.writeString(folder.resolve("a"), "old");
    WholeFiles files = new WholeFiles();
    files.write(
        folder.resolve("a"),
        out -> {
          out.write('1');
          files.close();
        });

    assertThatThrownBy(files::appear).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> files.write(folder.resolve("b"), out -> out.write('2')))
        .hasMessageContaining("interrupted");
    assertThat(folder.resolve("a")).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**b").isDirectoryNotContaining("regex:.*tmp");
  }

  @Test
  void twoWritersOfOneFile_doNotDisturbEachOther() throws IOException {
    Path file = folder.resolve("a");
    try (WholeFiles one = new WholeFiles();
        WholeFiles other = new WholeFiles()) {
      one.write(file, out -> out.write('1'));
      other.write(file, out -> out.write('2'));
      other.appear();
      one.appear();
    }
    assertThat(file).hasContent("1");
  }
}
