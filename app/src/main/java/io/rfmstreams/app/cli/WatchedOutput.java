package io.rfmstreams.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An output stream that remembers why it could not be written to, which a print writer passes over. */
final class WatchedOutput extends FilterOutputStream {
  private volatile @Nullable IOException failure;

  WatchedOutput(OutputStream out) {
    super(out);
  }

  /** Why something was lost; empty if nothing was, or if the reader had enough, as {@code head} has. */
  Optional<String> loss() {
    IOException lost = failure;
    String why = lost == null ? "" : String.valueOf(lost.getMessage());
    return why.isEmpty() || why.toLowerCase(Locale.ROOT).contains("broken pipe")
        ? Optional.empty()
        : Optional.of(why);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
