package io.rfmstreams.engine.survival;

/** The unit of time that a model's {@code alpha} is in. */
public enum ModelUnit {
  DAY(1),
  WEEK(7);

  private final int days;

  ModelUnit(int days) {
    this.days = days;
  }

  /** How many days one unit has. */
  public int days() {
    return days;
  }

  double fromDays(int count) {
    return count / (double) days;
  }
}
