package io.rfmstreams.app.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** The stream threads of an application in this process. */
final class StreamThreads {

  private StreamThreads() {}

  /** Processor time that those alive have used so far, in nanoseconds. */
  static long busyNanos(String applicationId) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && isStreamThread(thread.getThreadName(), applicationId)) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos;
  }

  /** Streams names a thread after its client, and that one after the application and a random id. */
  static boolean isStreamThread(String threadName, String applicationId) {
    return threadName.startsWith(applicationId + "-")
        && threadName.substring(applicationId.length()).matches("-[0-9a-f-]{36}-StreamThread-\\d+");
  }
}
