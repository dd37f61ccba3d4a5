package io.rfmstreams.app.fit;

import io.rfmstreams.engine.survival.ModelUnit;

/** Units of time, under the names the command line takes. */
enum Unit {
  WEEK("week", ModelUnit.WEEK),
  DAY("day", ModelUnit.DAY);

  private final String word;
  private final ModelUnit unit;

  Unit(String word, ModelUnit unit) {
    this.word = word;
    this.unit = unit;
  }

  ModelUnit unit() {
    return unit;
  }

  @Override
  public String toString() {
    return word;
  }
}
