package io.rfmstreams.offline.files;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that one thread writes and one reads back, number by number. The JDK's buffered streams take a
 * lock for each byte of a number, which was a tenth of a replay; these take none, and serve one thread.
 */
public final class ScratchFile {
  private static final int BUFFER_BYTES = 1 << 14;

  private ScratchFile() {}

  /** Opens a new or empty file to be written. */
  public static DataOutputStream write(Path file) throws IOException {
    return new DataOutputStream(new Output(Files.newOutputStream(file)));
  }

  /** Opens a file to be read from its beginning. */
  public static DataInputStream read(Path file) throws IOException {
    return new DataInputStream(new Input(Files.newInputStream(file)));
  }

  private static final class Output extends OutputStream {
    private final OutputStream file;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int held;

    Output(OutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      if (held == buffer.length) {
        flush();
      }
      buffer[held++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > buffer.length - held) {
        flush();
      }
      if (length > buffer.length) {
        file.write(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, buffer, held, length);
        held += length;
      }
    }

    @Override
    public void flush() throws IOException {
      int ready = held;
      held = 0;
      file.write(buffer, 0, ready);
    }

    @Override
    public void close() throws IOException {
      try (file) {
        flush();
      }
    }
  }

  private static final class Input extends InputStream {
    private final InputStream file;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;

    Input(InputStream file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      return next < end || fill() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      if (next == end && !fill()) {
        return -1;
      }
      int taken = Math.min(length, end - next);
      System.arraycopy(buffer, next, bytes, offset, taken);
      next += taken;
      return taken;
    }

    private boolean fill() throws IOException {
      next = 0;
      end = Math.max(0, file.read(buffer));
      return end > 0;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
