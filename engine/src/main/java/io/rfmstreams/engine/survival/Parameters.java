package io.rfmstreams.engine.survival;

/** What a model's parameter may be, so that no formula overflows. */
final class Parameters {
  private static final double LOWEST = 1e-9;
  private static final double HIGHEST = 1e9;

  private Parameters() {}

  static void require(String model, String name, double value) {
    // Written so that NaN is refused too.
    if (!(value >= LOWEST && value <= HIGHEST)) {
      throw new IllegalArgumentException(
          model + ": " + name + " must be from " + LOWEST + " to " + HIGHEST + ", was " + value);
    }
  }
}
