package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All records that differ from one in one place, however deep: found by walking over its components, so
 * that a component nobody thought of is among them.
 */
final class Variants {

  private Variants() {}

  /** The variants, by what differs. Each component of each record differs in at least one. */
  static <R extends Record> Map<String, R> of(R record) {
    Map<String, R> variants = new LinkedHashMap<>();
    RecordComponent[] components = record.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      Object value = value(component, record);
      String name = record.getClass().getSimpleName() + "." + component.getName();
      int before = variants.size();
      int number = 0;
      for (Map.Entry<String, @Nullable Object> other :
          others(component.getGenericType(), value).entrySet()) {
        R built = with(record, i, other.getValue());
        if (built != null) {
          variants.put(name + "#" + ++number + other.getKey(), built);
        }
      }
      assertThat(variants.size()).as("variants of %s", name).isGreaterThan(before);
    }
    return variants;
  }

  private static Map<String, @Nullable Object> others(Type type, @Nullable Object value) {
    Map<String, @Nullable Object> others = new LinkedHashMap<>();
    if (value instanceof String text) {
      others.put("", text + "x");
    } else if (value instanceof Integer number) {
      others.put("", number + 1);
      others.put(" less", number - 1);
    } else if (value instanceof Double number) {
      others.put("", number * 1.25);
    } else if (value instanceof Boolean flag) {
      others.put("", !flag);
    } else if (value instanceof Duration duration) {
      others.put("", duration.plusDays(1));
    } else if (value instanceof Currency) {
      others.put("", Currency.getInstance("EUR"));
    } else if (value instanceof Enum<?> constant) {
      Enum<?>[] all = constant.getDeclaringClass().getEnumConstants();
      others.put("", all[(constant.ordinal() + 1) % all.length]);
    } else if (value instanceof BitSet bits) {
      BitSet flipped = (BitSet) bits.clone();
      flipped.flip(0);
      others.put("", flipped);
    } else if (value instanceof int[] numbers) {
      int[] changed = numbers.clone();
      changed[0]++;
      others.put("", changed);
    } else if (value instanceof Bands bands) {
      addBands(bands, others);
    } else if (value instanceof List<?> list) {
      addLists(list, others);
    } else if (value instanceof Set<?> set) {
      Set<Object> more = new LinkedHashSet<>(set);
      more.add("another");
      others.put("", more);
    } else if (value instanceof Map<?, ?> map) {
      addMaps(map, valueType(type), others);
    } else if (value instanceof Record record) {
      Variants.of(record).forEach(others::put);
    } else if (value != null) {
      throw new AssertionError("say how a " + value.getClass() + " differs");
    }
    return others;
  }

  private static void addBands(Bands bands, Map<String, @Nullable Object> others) {
    long[] cuts = bands.cuts();
    cuts[cuts.length - 1]++;
    others.put(" cuts", new Bands(bands.figure(), cuts));
    if (bands.figure().kind() == Figure.Kind.RECENCY_DAYS) {
      others.put(" kind", new Bands(Figure.of(Figure.Kind.DAYS_SINCE_FIRST_ORDER), bands.cuts()));
    } else {
      Figure figure = bands.figure();
      if (figure.detector() instanceof Record detector) {
        Variants.of(detector)
            .forEach(
                (what, other) ->
                    others.put(
                        " " + what, new Bands(Figure.daysOverdue((Detector) other), bands.cuts())));
      } else if (figure.parameter() > 0) {
        others.put(
            " parameter", new Bands(Figure.daysSinceReturn(figure.parameter() + 1), bands.cuts()));
      }
    }
  }

  /** Another first, second … element, and one element fewer. */
  private static void addLists(List<?> list, Map<String, @Nullable Object> others) {
    for (int i = 0; i < list.size(); i++) {
      int place = i;
      others(Object.class, list.get(i))
          .forEach(
              (what, other) -> {
                List<@Nullable Object> changed = new ArrayList<>(list);
                changed.set(place, other);
                others.put("[" + place + "]" + what, changed);
              });
    }
    others.put(" fewer", list.subList(0, list.size() - 1));
  }

  private static void addMaps(Map<?, ?> map, Type valueType, Map<String, @Nullable Object> others) {
    Object added =
        Map.<Type, Object>of(
                String.class, "text", Integer.class, 7, Duration.class, Duration.ofDays(7))
            .get(valueType);
    assertThat(added).as("a value of type %s", valueType).isNotNull();
    Map<Object, @Nullable Object> more = new TreeMap<>(map);
    more.put("another", added);
    others.put(" more", more);
    map.forEach(
        (key, value) -> {
          Map<Object, @Nullable Object> changed = new TreeMap<>(map);
          changed.put(key, added);
          others.put(" " + key, changed);
        });
  }

  private static Type valueType(Type map) {
    return ((ParameterizedType) map).getActualTypeArguments()[1];
  }

  private static @Nullable Object value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The record with another component; null if it does not take it. */
  @SuppressWarnings("unchecked") // A record's constructor makes what the record is.
  private static <R extends Record> @Nullable R with(R record, int place, @Nullable Object other) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = i == place ? other : value(components[i], record);
    }
    try {
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException refused) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
