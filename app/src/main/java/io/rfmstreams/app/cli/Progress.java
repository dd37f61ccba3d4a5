package io.rfmstreams.app.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * How far long work has come: a bar on a terminal, a plain line every tenth of the way elsewhere.
 * Nothing is shown of work that is done in a moment.
 */
public final class Progress implements AutoCloseable {
  private static final int LINES = 10;
  private static final long WORTH_SHOWING = 1_000;

  private final String work;
  private final String steps;
  private final long total;
  private final PrintWriter lines;
  private final @Nullable ProgressBar bar;
  private long nextLine;
  private boolean closed;

  /**
   * @param work for instance "loading"
   * @param steps what is counted, for instance "events"
   * @param total how many of them there are
   * @param lines where lines go if there is no terminal: standard error, where the bar is
   */
  public Progress(String work, String steps, long total, PrintWriter lines) {
    this(work, steps, total, lines, Ansi.AUTO.enabled());
  }

  Progress(String work, String steps, long total, PrintWriter lines, boolean terminal) {
    boolean shown = total >= WORTH_SHOWING;
    this.work = work;
    this.steps = steps;
    this.total = total;
    this.lines = lines;
    this.bar =
        shown && terminal
            ? new ProgressBarBuilder().setTaskName(work).setInitialMax(total).build()
            : null;
    this.nextLine = shown && !terminal ? total / LINES : Long.MAX_VALUE;
  }

  /** So many steps are done by now. */
  public void reached(long done) {
    if (bar != null) {
      bar.stepTo(done);
    } else if (done >= nextLine) {
      lines.printf("%s: %,d of %,d %s%n", work, done, total, steps);
      nextLine = done >= total ? Long.MAX_VALUE : Math.min(total, done + total / LINES);
    }
  }

  /** All is done. */
  public void complete() {
    reached(total);
    close();
  }

  @Override
  public void close() {
    if (bar != null && !closed) {
      closed = true;
      bar.close();
    }
  }
}
