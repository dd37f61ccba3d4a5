package io.rfmstreams.engine.survival;

/** What a model's parameter may be, so that no formula overflows. */
final class Parameters {
  private static final double LOWEST = 1e-12;
  private static final double HIGHEST = 1e12;

  private Parameters() {}

  static void require(String model, String name, double value) {
    require(model, name, value, HIGHEST);
  }

  static void require(String model, String name, double value, double highest) {
    // Written so that NaN is refused too.
    if (!(value >= LOWEST && value <= highest)) {
      throw new IllegalArgumentException(
          model + ": " + name + " must be from " + LOWEST + " to " + highest + ", was " + value);
    }
  }
}
