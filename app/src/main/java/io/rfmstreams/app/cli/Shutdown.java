package io.rfmstreams.app.cli;

import io.rfmstreams.offline.files.TemporaryFolder;
import io.rfmstreams.service.pipeline.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clean end for what a long command has opened: closed once, the last opened first, whether the
 * command ends by itself or by Ctrl-C or SIGTERM. Use it in a try-with-resources statement.
 *
 * <pre>{@code
 * try (Shutdown shutdown = Shutdown.onSignals()) {
 *   EmbeddedBroker broker = shutdown.closing("broker", EmbeddedBroker.start(directory));
 *   ...
 *   shutdown.await();
 * }
 * }</pre>
 */
public final class Shutdown implements Service.Closer, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Deque<Opened> opened = new ArrayDeque<>();
  private final CountDownLatch requested = new CountDownLatch(1);
  private boolean closed;
  private @Nullable Thread hook;

  private record Opened(String what, AutoCloseable resource) {}

  private Shutdown() {}

  /** A shutdown that signals set off. */
  public static Shutdown onSignals() {
    Shutdown shutdown = new Shutdown();
    Thread hook = new Thread(shutdown::signalled, "shutdown");
    shutdown.hook = hook;
    Runtime.getRuntime().addShutdownHook(hook);
    return shutdown;
  }

  /** Long work that keeps files of its own in a folder until it is done. */
  public interface Work<T> {
    /**
     * Does it.
     *
     * @param shutdown takes what else is to be closed
     * @param scratch an empty folder, which goes with the work
     */
    T run(Shutdown shutdown, Path scratch) throws IOException, InterruptedException;
  }

  /**
   * Does long work that signals may end.
   *
   * @param folder what the name of its temporary folder begins with
   * @throws Failure if a signal ended it: what it works with is gone by then, and fails in ways of no
   *     interest
   */
  public static <T> T during(String folder, Work<T> work) throws IOException, InterruptedException {
    try (Shutdown shutdown = onSignals()) {
      try {
        TemporaryFolder scratch = shutdown.closing("scratch folder", TemporaryFolder.named(folder));
        return work.run(shutdown, scratch.path());
      } catch (IOException | RuntimeException e) {
        if (shutdown.isRequested()) {
          throw Failure.failed("interrupted", e);
        }
        throw e;
      }
    }
  }

  /** Adds what is to be closed; at once if the end has begun. Returns it. */
  @Override
  public <T extends AutoCloseable> T closing(String what, T resource) {
    synchronized (this) {
      if (!closed) {
        opened.push(new Opened(what, resource));
        return resource;
      }
    }
    closeOne(new Opened(what, resource));
    return resource;
  }

  /** Asks for the end, from any thread: {@link #await} returns. */
  public void request() {
    requested.countDown();
  }

  /** Whether the end has been asked for, by a signal or by {@link #request}. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits until the end is asked for. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /** Closes everything and returns when that is done; the second call has nothing left to do. */
  @Override
  public void close() {
    request();
    closeAll();
    if (hook != null && Thread.currentThread() != hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException signalledMeanwhile) {
        LOG.debug("the process ends already");
      }
    }
  }

  private void signalled() {
    request();
    closeAll();
    Logging.end();
  }

  private synchronized void closeAll() {
    closed = true;
    while (!opened.isEmpty()) {
      closeOne(opened.pop());
    }
  }

  private static void closeOne(Opened opened) {
    LOG.info("Closing {}", opened.what());
    try {
      opened.resource().close();
    } catch (Exception e) {
      LOG.warn("{} did not close cleanly", opened.what(), e);
    }
  }
}
