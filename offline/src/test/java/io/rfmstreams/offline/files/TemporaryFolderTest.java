package io.rfmstreams.offline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {

  @Test
  void isRemovedWithWhatIsInIt_unlessKept() throws IOException {
    TemporaryFolder folder = TemporaryFolder.named("rfm-test");
    Path file = Files.writeString(folder.path().resolve("rfm.log"), "what happened");

    folder.keep();
    folder.close();
    assertThat(file).exists();

    Files.delete(file);
    Files.delete(folder.path());

    TemporaryFolder other = TemporaryFolder.named("rfm-test");
    Files.writeString(other.path().resolve("rfm.log"), "what happened");
    other.close();
    assertThat(other.path()).doesNotExist();
  }
}
