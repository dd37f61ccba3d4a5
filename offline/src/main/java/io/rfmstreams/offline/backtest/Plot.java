package io.rfmstreams.offline.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A plot as inline SVG. Colours and letters come from the page's style sheet, so that it follows the
 * page into the dark; 1 to 4 number the colours.
 */
final class Plot {
  private static final int WIDTH = 440;
  private static final int LEFT = 52;
  private static final int RIGHT = 22;
  private static final int TOP = 26;
  private static final int BOTTOM = 44;
  private static final int TITLE_BASELINE = 14;
  private static final int TICK_GAP = 6;
  private static final int MOST_TICKS = 6;
  private static final int DOT_RADIUS = 9;
  private static final double BOX_HALF = 7;

  private final int height;
  private final Axis x;
  private final Axis y;
  private final StringBuilder marks = new StringBuilder();

  /** Where points with letters lie, in the picture's units. */
  private final List<Point> named = new ArrayList<>();

  private final String description;

  /**
   * An axis.
   *
   * @param label how its numbers are written
   */
  record Axis(String title, double low, double high, DoubleFunction<String> label) {}

  /** A point in the axes' units. */
  record Point(double x, double y) {}

  /**
   * @param description what it shows, for those who do not see it
   * @param height in the units of a width of 440
   */
  Plot(String description, int height, Axis x, Axis y) {
    this.description = description;
    this.height = height;
    this.x = x;
    this.y = y;
  }

  /** A line through points. */
  Plot line(int colour, boolean dashed, List<Point> points) {
    String path =
        points.stream()
            .map(point -> number(atX(point.x())) + "," + number(atY(point.y())))
            .collect(Collectors.joining(" "));
    marks.append(
        "<polyline class=\"line c%d%s\" points=\"%s\"/>%n"
            .formatted(colour, dashed ? " dashed" : "", path));
    return this;
  }

  /** A filled point. */
  Plot point(int colour, Point point) {
    marks.append(
        "<circle class=\"f%d\" cx=\"%s\" cy=\"%s\" r=\"3.5\"/>%n"
            .formatted(colour, number(atX(point.x())), number(atY(point.y()))));
    return this;
  }

  /** A point with a few letters in it; beside its place, on a stalk, where another one covers that. */
  Plot named(int colour, Point point, String letters) {
    double atX = atX(point.x());
    double place = atY(point.y());
    double step = (place > height / 2.0 ? -1 : 1) * 2.0 * DOT_RADIUS;
    double free = place;
    while (isCovered(atX, free)) {
      free += step;
    }
    named.add(new Point(atX, free));
    if (free != place) {
      segment("line c" + colour, atX, place, atX, free);
    }
    marks.append(
        "<circle class=\"f%d\" cx=\"%s\" cy=\"%s\" r=\"%d\"/>%n"
            .formatted(colour, number(atX), number(free), DOT_RADIUS));
    text("in", atX, free + 4, "middle", letters);
    return this;
  }

  private boolean isCovered(double atX, double atY) {
    return named.stream()
        .anyMatch(other -> Math.hypot(other.x() - atX, other.y() - atY) < 2 * DOT_RADIUS);
  }

  /** How far a value may be off. */
  Plot range(int colour, double at, double low, double high) {
    segment("c" + colour, atX(at), atY(low), atX(at), atY(high));
    return this;
  }

  /** An upright line with words beside it. */
  Plot upright(double at, String words) {
    segment("axis dashed", atX(at), TOP, atX(at), height - BOTTOM);
    boolean right = at - x.low() > (x.high() - x.low()) / 2;
    text(
        "name", atX(at) + (right ? -TICK_GAP : TICK_GAP), TOP + 12, right ? "end" : "start", words);
    return this;
  }

  /** A box from quartile to quartile with its median, at a height, with its name above. */
  Plot box(int colour, double at, Alerts.Quartiles days, String name) {
    double middle = atY(at);
    marks.append(
        "<rect class=\"f%d soft\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>%n"
            .formatted(
                colour,
                number(atX(days.lower()) - 1),
                number(middle - BOX_HALF),
                number(atX(days.upper()) - atX(days.lower()) + 2),
                number(2 * BOX_HALF)));
    marks.append(
        "<line class=\"line c%d\" x1=\"%3$s\" y1=\"%2$s\" x2=\"%3$s\" y2=\"%4$s\"/>%n"
            .formatted(
                colour,
                number(middle - BOX_HALF),
                number(atX(days.median())),
                number(middle + BOX_HALF)));
    text("name", LEFT, middle - BOX_HALF - 4, "start", name);
    return this;
  }

  /** The plot as an SVG element. */
  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, height, ReportPage.onPage(description)));
    StringBuilder onlyMarks = new StringBuilder(marks);
    marks.setLength(0);
    axes();
    svg.append(marks).append(onlyMarks).append("</svg>\n");
    marks.setLength(0);
    marks.append(onlyMarks);
    return svg.toString();
  }

  private void axes() {
    int bottom = height - BOTTOM;
    for (double tick : ticks(x)) {
      segment("grid", atX(tick), TOP, atX(tick), bottom);
      text("", atX(tick), bottom + 16, "middle", x.label().apply(tick));
    }
    for (double tick : ticks(y)) {
      String label = y.label().apply(tick);
      if (!label.isEmpty()) {
        segment("grid", LEFT, atY(tick), WIDTH - RIGHT, atY(tick));
        text("", LEFT - TICK_GAP, atY(tick) + 4, "end", label);
      }
    }
    segment("axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    text("", (LEFT + WIDTH - RIGHT) / 2.0, height - 8, "middle", x.title());
    text("", 0, TITLE_BASELINE, "start", y.title());
  }

  /** Steps of 1, 2 or 5 times a power of ten. */
  private static List<Double> ticks(Axis axis) {
    double rough = (axis.high() - axis.low()) / MOST_TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
    long first = (long) Math.ceil(axis.low() / step - 1e-9);
    long last = (long) Math.floor(axis.high() / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
  }

  private double atX(double value) {
    return LEFT + (value - x.low()) / (x.high() - x.low()) * (WIDTH - LEFT - RIGHT);
  }

  private double atY(double value) {
    return height - BOTTOM - (value - y.low()) / (y.high() - y.low()) * (height - BOTTOM - TOP);
  }

  private void segment(String kind, double x1, double y1, double x2, double y2) {
    marks.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n"
            .formatted(kind, number(x1), number(y1), number(x2), number(y2)));
  }

  private void text(String kind, double x, double y, String anchor, String words) {
    marks.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n"
            .formatted(kind, number(x), number(y), anchor, ReportPage.onPage(words)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
