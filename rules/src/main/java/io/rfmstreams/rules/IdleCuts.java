package io.rfmstreams.rules;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Bands;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leaves out of an axis the cuts that part nothing: those with the same segments on both sides in
 * every cell.
 *
 * <p>A condition on a score brings all the score's boundaries with it, of which often one matters.
 * Without the others the axis wakes no member for nothing, and the limit that a transition names as
 * its reason is one that moved the member.
 */
final class IdleCuts {
  private IdleCuts() {}

  static Axis leaveOut(Axis axis) {
    List<Bands> dimensions = new ArrayList<>();
    int[] table = axis.table();
    int inner = table.length;
    for (Bands bands : axis.dimensions()) {
      inner /= bands.count();
      List<Integer> kept = kept(table, bands.count(), inner);
      table = only(kept, table, bands.count(), inner);
      if (kept.size() > 1) {
        long[] cuts = kept.stream().skip(1).mapToLong(bands::lowest).toArray();
        dimensions.add(new Bands(bands.figure(), cuts));
      }
    }
    return new Axis(axis.name(), axis.segments(), axis.withoutOrder(), dimensions, table);
  }

  /** The bands that differ from the one below them, and the first. */
  private static List<Integer> kept(int[] table, int count, int inner) {
    return IntStream.range(0, count)
        .filter(band -> band == 0 || !likeTheOneBelow(table, count, inner, band))
        .boxed()
        .toList();
  }

  private static boolean likeTheOneBelow(int[] table, int count, int inner, int band) {
    for (int start = 0; start < table.length; start += count * inner) {
      for (int i = start + band * inner; i < start + (band + 1) * inner; i++) {
        if (table[i] != table[i - inner]) {
          return false;
        }
      }
    }
    return true;
  }

  /** The table with only the {@code kept} bands of a dimension of {@code count} bands. */
  private static int[] only(List<Integer> kept, int[] table, int count, int inner) {
    int[] smaller = new int[table.length / count * kept.size()];
    int filled = 0;
    for (int start = 0; start < table.length; start += count * inner) {
      for (int band : kept) {
        System.arraycopy(table, start + band * inner, smaller, filled, inner);
        filled += inner;
      }
    }
    return smaller;
  }
}
