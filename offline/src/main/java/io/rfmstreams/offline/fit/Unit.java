package io.rfmstreams.offline.fit;

import io.rfmstreams.engine.survival.ModelUnit;

/** Units of time, under the names the command line takes. */
public enum Unit {
  WEEK("week", ModelUnit.WEEK),
  DAY("day", ModelUnit.DAY);

  private final String word;
  private final ModelUnit unit;

  Unit(String word, ModelUnit unit) {
    this.word = word;
    this.unit = unit;
  }

  public ModelUnit unit() {
    return unit;
  }

  @Override
  public String toString() {
    return word;
  }
}
