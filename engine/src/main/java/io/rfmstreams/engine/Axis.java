package io.rfmstreams.engine;

import java.util.List;

/**
 * One way of sorting members into segments: exactly one segment for every member.
 *
 * <p>An axis is a table. Its dimensions are banded figures; a cell is one combination of their bands;
 * the table names the segment of each cell. Whoever builds it evaluates conditions once per cell, the
 * engine only looks up, so an axis cannot depend on the segment before, on the clock or on anything
 * but the figures.
 *
 * @param name the axis's name, for instance {@code lifecycle}
 * @param segments the names of its segments, distinct; a segment is referred to by its index here
 * @param withoutOrder index of the segment of a member with no surviving order
 * @param dimensions the banded figures that span the cells
 * @param table segment index per cell, as {@link Cells} numbers the dimensions' bands
 */
public record Axis(
    String name, List<String> segments, int withoutOrder, List<Bands> dimensions, int[] table) {

  public Axis {
    segments = List.copyOf(segments);
    dimensions = List.copyOf(dimensions);
    table = table.clone();
    if (segments.stream().distinct().count() != segments.size()) {
      throw new IllegalArgumentException("axis " + name + " names a segment twice: " + segments);
    }
    int cells = Cells.ofBands(dimensions).count();
    if (table.length != cells) {
      throw new IllegalArgumentException(
          "axis " + name + " has " + cells + " cells, its table " + table.length);
    }
    requireSegment(name, segments, withoutOrder);
    for (int segment : table) {
      requireSegment(name, segments, segment);
    }
  }

  private static void requireSegment(String axis, List<String> segments, int segment) {
    if (segment < 0 || segment >= segments.size()) {
      throw new IllegalArgumentException(
          "axis " + axis + " has segments 0 to " + (segments.size() - 1) + ", not " + segment);
    }
  }

  /** The segment of a cell given by each dimension's band, in the dimensions' order. */
  public int segmentAt(int... bands) {
    return table[Cells.ofBands(dimensions).number(bands)];
  }

  /** The table as the engine holds it: not a copy, never written to. */
  int[] cells() {
    return table;
  }

  /** A copy of the table. */
  @Override
  public int[] table() {
    return table.clone();
  }
}
