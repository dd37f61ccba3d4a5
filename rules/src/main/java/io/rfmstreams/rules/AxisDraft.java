package io.rfmstreams.rules;

import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An axis as its author wrote it.
 *
 * @param segments in their order; the first whose condition holds is a member's
 * @param withoutOrder the segment of members with no surviving order, one of the above or another
 */
record AxisDraft(Scalar name, List<SegmentDraft> segments, Scalar withoutOrder) {

  /**
   * A segment as its author wrote it.
   *
   * @param when its condition; none makes it the segment of all members that are left
   */
  record SegmentDraft(Scalar name, Optional<Scalar> when) {}

  /** The names of its segments in the file's order; that of members without orders last if new. */
  List<String> segmentNames() {
    Set<String> names = new LinkedHashSet<>();
    segments.forEach(segment -> names.add(segment.name().text()));
    names.add(withoutOrder.text());
    return List.copyOf(names);
  }
}
