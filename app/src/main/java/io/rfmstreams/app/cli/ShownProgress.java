package io.rfmstreams.app.cli;

import io.rfmstreams.offline.events.EventsByMember;
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
      Progress shown = reading == null ? new Progress("reading", "bytes", of, lines) : reading;
      reading = shown;
      shown.reached(bytes);
    }
  }

  @Override
  public void played(long events, long of) {
    if (playing == null && reading != null) {
      reading.complete();
    }
    Progress shown = playing == null ? new Progress("playing", "events", of, lines) : playing;
    playing = shown;
    shown.reached(events);
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
