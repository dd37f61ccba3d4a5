package io.rfmstreams.engine.survival;

/**
 * The MBG/NBD model: E. Batislam, M. Denizel, A. Filiztekin, Empirical Validation and Comparison of
 * Models for Customer Base Analysis, International Journal of Research in Marketing 24 (2007)
 * 201–209, with its erratum by U. Wagner and D. Hoppe, 25 (2008) 225–226; the same model as D. Hoppe,
 * U. Wagner, Customer Base Analysis: The Case for a Central Variant of the Betageometric/NBD Model,
 * Marketing JRM 3 (2007) 75–90.
 *
 * <p>It is {@link BgNbd} but for one thing: a customer may stop after the first order already.
 *
 * @param unit the unit of {@code alpha}
 * @param r shape of the rates
 * @param alpha inverse scale of the rates, in units of time
 * @param a chances to stop: the higher, the more stop
 * @param b chances to stop: the higher, the fewer stop
 */
public record MbgNbd(ModelUnit unit, double r, double alpha, double a, double b)
    implements SurvivalModel {

  public MbgNbd {
    Parameters.require("MBG/NBD", "r", r);
    Parameters.require("MBG/NBD", "alpha", alpha);
    Parameters.require("MBG/NBD", "a", a);
    Parameters.require("MBG/NBD", "b", b);
  }

  @Override
  public int chancesToStop(int repeats) {
    return repeats + 1;
  }
}
