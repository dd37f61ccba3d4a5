package io.rfmstreams.rules;

import io.rfmstreams.rules.AxisDraft.SegmentDraft;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads axes: that they have names, segments, and a segment for every member. */
final class AxisReader {
  private static final int MOST_AXES = 8;
  private static final int MOST_SEGMENTS = 64;

  private final Problems problems;

  AxisReader(Problems problems) {
    this.problems = problems;
  }

  List<AxisDraft> read(List<YamlNode> nodes) {
    List<AxisDraft> axes = new ArrayList<>();
    refuseMoreThan(MOST_AXES, nodes, "axes");
    for (YamlNode node : nodes) {
      axes.add(axis(node));
    }
    refuseTwice("axis", axes.stream().map(AxisDraft::name).toList());
    return axes;
  }

  private AxisDraft axis(YamlNode node) {
    Section axis =
        Section.of(node, "an axis", List.of("name", "without-order", "segments"), problems);
    Scalar name = axis.name("name", Name.AXIS);
    Scalar withoutOrder = axis.name("without-order", Name.SEGMENT);
    List<YamlNode> nodes = axis.list("segments");
    refuseMoreThan(MOST_SEGMENTS, nodes, "segments");
    List<SegmentDraft> segments = nodes.stream().map(this::segment).toList();
    refuseTwice("segment", segments.stream().map(SegmentDraft::name).toList());
    checkCatchAll(name.text(), segments);
    return new AxisDraft(name, segments, withoutOrder);
  }

  private SegmentDraft segment(YamlNode node) {
    Section segment = Section.of(node, "a segment", List.of("name", "when"), problems);
    return new SegmentDraft(segment.name("name", Name.SEGMENT), segment.optionalText("when"));
  }

  private void checkCatchAll(String axis, List<SegmentDraft> segments) {
    for (int i = 0; i < segments.size(); i++) {
      SegmentDraft segment = segments.get(i);
      boolean last = i == segments.size() - 1;
      if (last && segment.when().isPresent()) {
        problems.error(
            segment.when().get().at(),
            "the last segment of axis `" + axis + "` has a condition",
            "a last segment without `when`, so that every member has a segment");
      } else if (!last && segment.when().isEmpty()) {
        problems.error(
            segments.get(i + 1).name().at(),
            "the segments from here on are never reached: `"
                + segment.name().text()
                + "` before them has no `when`",
            "a segment without `when` only at the end of its axis");
      }
    }
  }

  private void refuseMoreThan(int most, List<YamlNode> nodes, String what) {
    if (nodes.size() > most) {
      problems.error(
          nodes.get(most).at(), "there are " + nodes.size() + " " + what, "at most " + most);
    }
  }

  private void refuseTwice(String what, List<Scalar> names) {
    Map<String, Scalar> first = new HashMap<>();
    for (Scalar name : names) {
      Optional<Scalar> before = Optional.ofNullable(first.putIfAbsent(name.text(), name));
      if (before.isPresent() && !name.text().isEmpty()) {
        problems.error(
            name.at(),
            "the " + what + " `" + name.text() + "` is named twice",
            "a name of its own; the first is in line " + before.get().at().line());
      }
    }
  }
}
