package io.rfmstreams.app.events;

import io.rfmstreams.app.cli.Progress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Shows people how far it has come: first reading the file, then playing its members. */
public final class ShownProgress implements EventsByMember.Progress, AutoCloseable {
  private final PrintWriter lines;
  private @Nullable Progress reading;
  private @Nullable Progress playing;

  /**
   * @param lines where lines go if there is no terminal
   */
  public ShownProgress(PrintWriter lines) {
    this.lines = lines;
  }

  @Override
  public void read(long bytes, long of) {
    if (of > 0) {
      Progress shown = reading == null ? new Progress("reading bytes", of, lines) : reading;
      reading = shown;
      shown.reached(bytes);
    }
  }

  @Override
  public void played(int parts, int of) {
    if (reading != null) { // a file that is read at once is played at once
      Progress shown = playing == null ? new Progress("playing parts", of, lines) : playing;
      playing = shown;
      shown.reached(parts);
    }
  }

  @Override
  public void close() {
    if (reading != null) {
      reading.close();
    }
    if (playing != null) {
      playing.close();
    }
  }
}
