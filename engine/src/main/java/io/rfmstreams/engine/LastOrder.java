package io.rfmstreams.engine;

import org.jspecify.annotations.Nullable;

/**
 * Which of a member's orders is the last, where it matters what was ordered, and which purchase says
 * so of an order of several.
 */
final class LastOrder {
  private LastOrder() {}

  /**
   * The category of the later of two orders. Of two placed at the same instant it is the greater by
   * {@link String#compareTo}, so that it does not matter which was read first.
   */
  static @Nullable String category(
      long at, @Nullable String category, long otherAt, @Nullable String other) {
    if (at != otherAt) {
      return at > otherAt ? category : other;
    }
    if (category == null || other == null) {
      return category == null ? other : category;
    }
    return category.compareTo(other) > 0 ? category : other;
  }

  /** The category of the earlier of two purchases; of two made at the same instant as above. */
  static @Nullable String categoryOfEarlier(
      long at, @Nullable String category, long otherAt, @Nullable String other) {
    return category(otherAt, category, at, other);
  }
}
