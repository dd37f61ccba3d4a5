package io.rfmstreams.service.pipeline;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Watches the step that decides while the real topology runs: each call of it, by a record or by the
 * timer of slices, and how many members of the deadline index were handled in it. Kafka Streams puts it
 * there ({@code processor.wrapper.class}); the product knows nothing of it.
 */
public final class DrainWatch implements ProcessorWrapper {
  private static final String STEP = "decide-lifecycle";
  private static final String INDEX = "deadlines";

  /** Streams makes the wrapper, so a test finds what it saw by the application's id. */
  private static final Map<String, Seen> SEEN = new ConcurrentHashMap<>();

  private Seen seen = new Seen();

  /** The client settings that have an application watched. */
  static Map<String, String> settings() {
    return Map.of(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, DrainWatch.class.getName());
  }

  /** What is seen of an application. */
  static Seen of(String applicationId) {
    return SEEN.computeIfAbsent(applicationId, id -> new Seen());
  }

  /**
   * One call of the step.
   *
   * @param bySlice whether the timer called; a record otherwise
   * @param handled members of the deadline index handled in it
   * @param began when, in nanoseconds of some clock
   * @param ended when, by the same clock
   */
  record Call(boolean bySlice, int handled, long began, long ended) {}

  /** What has been seen of an application up to now. */
  static final class Seen {
    private final List<String> starts = new ArrayList<>();
    private List<Call> calls = new ArrayList<>();
    private int handled;

    /** The thread of each start of the step: one a task, and one more whenever a task was lost. */
    synchronized List<String> starts() {
      return List.copyOf(starts);
    }

    /** Members handled since {@link #drain} was last asked. */
    synchronized int handled() {
      return handled;
    }

    /** The calls from the first to the last that handled a member, since this was last asked. */
    synchronized List<Call> drain() {
      int first = 0;
      while (first < calls.size() && calls.get(first).handled() == 0) {
        first++;
      }
      int last = calls.size();
      while (last > first && calls.get(last - 1).handled() == 0) {
        last--;
      }
      List<Call> drain = List.copyOf(calls.subList(first, last));
      calls = new ArrayList<>();
      handled = 0;
      return drain;
    }

    private synchronized void started() {
      starts.add(Thread.currentThread().getName());
    }

    private synchronized void called(Call call) {
      calls.add(call);
      handled += call.handled();
    }
  }

  static int handled(List<Call> calls) {
    return calls.stream().mapToInt(Call::handled).sum();
  }

  /** From the first call's beginning to the last one's end. */
  static Duration duration(List<Call> calls) {
    return Duration.ofNanos(calls.get(calls.size() - 1).ended() - calls.get(0).began());
  }

  @Override
  public void configure(Map<String, ?> settings) {
    seen = of(String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG)));
  }

  @Override
  public <KIn, VIn, KOut, VOut>
      WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
          String name, ProcessorSupplier<KIn, VIn, KOut, VOut> step) {
    return ProcessorWrapper.asWrapped(name.equals(STEP) ? watched(step) : step);
  }

  @Override
  public <KIn, VIn, VOut>
      WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
          String name, FixedKeyProcessorSupplier<KIn, VIn, VOut> step) {
    return ProcessorWrapper.asWrappedFixedKey(step);
  }

  private <KIn, VIn, KOut, VOut> ProcessorSupplier<KIn, VIn, KOut, VOut> watched(
      ProcessorSupplier<KIn, VIn, KOut, VOut> step) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<KIn, VIn, KOut, VOut> get() {
        return new Watched<>(step.get(), seen);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return step.stores();
      }
    };
  }

  private static final class Watched<KIn, VIn, KOut, VOut>
      implements Processor<KIn, VIn, KOut, VOut> {
    private final Processor<KIn, VIn, KOut, VOut> step;
    private final Seen seen;
    private int handled;

    Watched(Processor<KIn, VIn, KOut, VOut> step, Seen seen) {
      this.step = step;
      this.seen = seen;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void init(ProcessorContext<KOut, VOut> context) {
      seen.started();
      step.init(
          (ProcessorContext<KOut, VOut>)
              standIn(
                  ProcessorContext.class,
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("schedule")) {
                      arguments[2] = watched((Punctuator) arguments[2]);
                    }
                    Object answer = invoke(context, method, arguments);
                    return method.getName().equals("getStateStore") && arguments[0].equals(INDEX)
                        ? counted(answer)
                        : answer;
                  }));
    }

    private Punctuator watched(Punctuator slice) {
      return now -> watch(true, () -> slice.punctuate(now));
    }

    /** Each entry handled is removed from the index, and nothing else is; members share entries. */
    @SuppressWarnings("unchecked")
    private Object counted(Object index) {
      KeyValueStore<Bytes, byte[]> entries = (KeyValueStore<Bytes, byte[]>) index;
      return standIn(
          KeyValueStore.class,
          (proxy, method, arguments) -> {
            if (method.getName().equals("delete")) {
              handled += membersOf(entries.get((Bytes) arguments[0]));
            }
            return invoke(index, method, arguments);
          });
    }

    /** The first one's id is in the key; the others' are here, each with its length before it. */
    private static int membersOf(byte[] entry) {
      int members = 1;
      for (ByteBuffer in = ByteBuffer.wrap(entry); in.hasRemaining(); members++) {
        int length = Short.toUnsignedInt(in.getShort());
        in.position(in.position() + length);
      }
      return members;
    }

    @Override
    public void process(Record<KIn, VIn> record) {
      watch(false, () -> step.process(record));
    }

    private void watch(boolean bySlice, Runnable call) {
      handled = 0;
      long began = System.nanoTime();
      call.run();
      seen.called(new Call(bySlice, handled, began, System.nanoTime()));
    }

    @Override
    public void close() {
      step.close();
    }
  }

  private static <T> T standIn(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
