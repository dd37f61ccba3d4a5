package io.rfmstreams.engine.survival;

/**
 * The BG/NBD model: P. Fader, B. Hardie, K. Lee, "Counting Your Customers" the Easy Way, Marketing
 * Science 24 (2005) 275–284.
 *
 * <p>A customer orders at a rate λ, which is Gamma(r, α) over the customers, and after each repeat
 * order stops for good with a chance p, which is Beta(a, b). So nobody stops before the first repeat,
 * and {@link #pAlive} of a customer without one is exactly 1.
 *
 * @param unit the unit of {@code alpha}
 * @param r shape of the rates
 * @param alpha inverse scale of the rates, in units of time
 * @param a chances to stop: the higher, the more stop
 * @param b chances to stop: the higher, the fewer stop
 */
public record BgNbd(ModelUnit unit, double r, double alpha, double a, double b)
    implements SurvivalModel {

  public BgNbd {
    Parameters.require("BG/NBD", "r", r);
    Parameters.require("BG/NBD", "alpha", alpha);
    Parameters.require("BG/NBD", "a", a);
    Parameters.require("BG/NBD", "b", b);
  }

  @Override
  public int chancesToStop(int repeats) {
    return repeats;
  }
}
