package io.rfmstreams.app.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** How far long work has come: a bar on a terminal, a plain line every tenth of the way elsewhere. */
public final class Progress implements AutoCloseable {
  private static final int LINES = 10;

  private final String what;
  private final long total;
  private final PrintWriter lines;
  private final @Nullable ProgressBar bar;
  private long nextLine;

  /**
   * @param what the work, for instance "loading"
   * @param total how many steps it has
   * @param lines where lines go if there is no terminal
   */
  public Progress(String what, long total, PrintWriter lines) {
    this.what = what;
    this.total = total;
    this.lines = lines;
    this.bar =
        Ansi.AUTO.enabled()
            ? new ProgressBarBuilder().setTaskName(what).setInitialMax(total).build()
            : null;
    this.nextLine = Math.max(1, total / LINES);
  }

  /** So many steps are done by now. */
  public void reached(long done) {
    if (bar != null) {
      bar.stepTo(done);
    } else if (done >= nextLine) {
      lines.printf("%s: %,d of %,d%n", what, done, total);
      nextLine += Math.max(1, total / LINES);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
