package io.rfmstreams.app.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** The threads of this process that do an application's work: its stream threads, or a floor's one. */
final class WorkingThreads {
  private static final String FLOOR = "-floor";

  private WorkingThreads() {}

  /** What a floor calls its thread. */
  static String floor(String applicationId) {
    return applicationId + FLOOR;
  }

  /** Processor time that those alive have used so far, in nanoseconds. */
  static long busyNanos(String applicationId) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && worksFor(applicationId, thread.getThreadName())) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos;
  }

  /** Streams names a thread after its client, and that one after the application and a random id. */
  static boolean worksFor(String applicationId, String threadName) {
    return threadName.equals(floor(applicationId))
        || (threadName.startsWith(applicationId)
            && threadName
                .substring(applicationId.length())
                .matches("-[0-9a-f-]{36}-StreamThread-\\d+"));
  }
}
