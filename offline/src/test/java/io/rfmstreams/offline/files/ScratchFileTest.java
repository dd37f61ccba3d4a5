package io.rfmstreams.offline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ScratchFileTest {

  /** Pieces shorter and longer than a buffer, with numbers between them; the oracle is the JDK's. */
  @Property(tries = 200)
  void whatIsWritten_isReadBack(@ForAll @Size(max = 12) List<@IntRange(max = 40_000) Integer> sizes)
      throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Path file = Files.createTempFile("scratch", ".test");
    try {
      try (DataOutputStream out = ScratchFile.write(file)) {
        write(sizes, out);
      }
      write(sizes, new DataOutputStream(expected));
      assertThat(Files.readAllBytes(file)).isEqualTo(expected.toByteArray());

      try (DataInputStream in = ScratchFile.read(file)) {
        for (int size : sizes) {
          assertThat(in.readLong()).isEqualTo(-1L - size);
          byte[] bytes = new byte[size];
          in.readFully(bytes);
          assertThat(bytes).isEqualTo(bytes(size));
        }
        assertThat(in.read()).isEqualTo(-1);
        assertThatThrownBy(in::readLong).isInstanceOf(EOFException.class);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void write(List<Integer> sizes, DataOutputStream out) throws IOException {
    for (int size : sizes) {
      out.writeLong(-1L - size);
      out.write(bytes(size));
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + size);
    }
    return bytes;
  }
}
