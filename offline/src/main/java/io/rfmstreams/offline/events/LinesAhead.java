package io.rfmstreams.offline.events;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines on a thread of its own, some batches ahead of who takes them: taking one apart and putting
 * it where it belongs cost about the same. What is taken, in which order and before which failure is as
 * on one thread.
 */
final class LinesAhead {
  private static final int BATCHES = 4;
  private static final int LINES_A_BATCH = 512;

  /** A batch ends where its records have so many characters: there are a few batches at a time. */
  private static final int CHARACTERS_A_BATCH = 1 << 16;

  private final Source source;
  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES);

  /** Where lines come from. */
  interface Source {
    /**
     * Reads the next record.
     *
     * @param sink takes what it tells
     * @return how many characters it has; -1 if there is none
     */
    int read(Consumer<EventLine> sink) throws IOException;

    /** How many bytes of the file are read. */
    long bytes();
  }

  /** Lines, how many bytes had been read by then, and whether and how the reading ended. */
  private record Batch(
      List<EventLine> lines, long bytes, boolean last, @Nullable Throwable failure) {}

  LinesAhead(Source source) {
    this.source = source;
  }

  /**
   * Reads all lines.
   *
   * @param sink takes each, on the calling thread
   * @param progress is told how many bytes are read
   * @throws IOException what the source throws, after all lines before it are taken
   */
  void forEach(Consumer<EventLine> sink, LongConsumer progress) throws IOException {
    Thread reader = new Thread(this::read, "rfm-reader");
    reader.setDaemon(true); // it may wait for standard input when nobody waits for it
    reader.start();
    try {
      Batch batch;
      do {
        batch = batches.take();
        batch.lines.forEach(sink);
        progress.accept(batch.bytes);
      } while (!batch.last);
      rethrow(batch.failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the reading was stopped").initCause(e);
    } finally {
      reader.interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException cause) {
      throw cause;
    } else if (failure instanceof RuntimeException cause) {
      throw cause;
    } else if (failure instanceof Error cause) {
      throw cause;
    }
  }

  private void read() {
    List<EventLine> lines = new ArrayList<>();
    try {
      Throwable failure = null;
      try {
        long characters = 0;
        for (int more = source.read(lines::add); more >= 0; more = source.read(lines::add)) {
          characters += more;
          if (lines.size() >= LINES_A_BATCH || characters >= CHARACTERS_A_BATCH) {
            batches.put(new Batch(lines, source.bytes(), false, null));
            lines = new ArrayList<>();
            characters = 0;
          }
        }
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
      batches.put(new Batch(lines, source.bytes(), true, failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody takes them any more
    }
  }
}
