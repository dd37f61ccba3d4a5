package io.rfmstreams.topology;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts what is asked of stores, by the name of the method. */
final class Costs {
  private final Map<String, Integer> calls = new TreeMap<>();

  /** How often a method was called since the last {@link #reset}. */
  int of(String method) {
    return calls.getOrDefault(method, 0);
  }

  /** Everything counted since the last {@link #reset}. */
  Map<String, Integer> all() {
    return Map.copyOf(calls);
  }

  void reset() {
    calls.clear();
  }

  /** The same store, counted; so are the steps of its iterators. */
  @SuppressWarnings("unchecked")
  <K, V> KeyValueStore<K, V> counted(KeyValueStore<K, V> store) {
    return (KeyValueStore<K, V>) counted(KeyValueStore.class, store);
  }

  private <T> T counted(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              calls.merge(method.getName(), 1, Integer::sum);
              try {
                Object answer = method.invoke(target, arguments);
                return answer instanceof KeyValueIterator<?, ?>
                    ? counted(KeyValueIterator.class, answer)
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
