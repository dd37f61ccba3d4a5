package io.rfmstreams.fit;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * The highest point of a log-likelihood of positive parameters, searched for over their logarithms.
 *
 * <p>Parameters come as multiples of what is usual for them: none is looked for beyond a million times
 * that, or below a millionth.
 */
final class Maximum {
  private static final double EDGE = StrictMath.log(1e6);

  /** How far parameters are moved to see whether the likelihood minds. */
  private static final double FAR = StrictMath.log(1e3);

  /** A fall of the log-likelihood that no data can tell from none. */
  private static final double NO_FALL = 0.01;

  /**
   * Half the 0.90 quantile of chi-squared with one degree: at the end of a parameter's range the ratio
   * of likelihoods is nothing half the time, so that this is a test at 0.05 (S. Self, K.-Y. Liang, 1987).
   */
  private static final double NOT_REFUTED = 1.353;

  private static final double FIRST_SIMPLEX = 0.5;

  /** A gain that leaves every parameter where it is, measured by its standard error. */
  private static final double SETTLED = 1e-7;

  private static final int MOST_RESTARTS = 10;

  private static final int MOST_EVALUATIONS = 5_000;

  /** Wide enough for rounding not to show in second differences, narrow enough for what is above them. */
  private static final double DIFFERENCE = 2e-3;

  private final ToDoubleFunction<double[]> logLikelihood;
  private final double[] logs;
  private final double value;

  private Maximum(ToDoubleFunction<double[]> logLikelihood, double[] logs) {
    this.logLikelihood = logLikelihood;
    this.logs = logs;
    this.value = at(logs);
  }

  /**
   * Searches with simplexes (J. Nelder, R. Mead, A Simplex Method for Function Minimization, 1965), a new
   * one where the last one ended until nothing is gained, and takes the best over all starts.
   */
  static Maximum of(ToDoubleFunction<double[]> logLikelihood, double[][] starts) {
    Maximum best = null;
    for (double[] start : starts) {
      Maximum found = new Maximum(logLikelihood, inside(map(start, StrictMath::log)));
      double gain = Double.POSITIVE_INFINITY;
      for (int i = 0; i < MOST_RESTARTS && gain > SETTLED; i++) {
        Maximum next = new Maximum(logLikelihood, found.searched());
        gain = next.value - found.value;
        found = gain > 0 ? next : found;
      }
      if (best == null || found.value > best.value) {
        best = found;
      }
    }
    return Objects.requireNonNull(best, "no start to search from");
  }

  /**
   * The best point one simplex meets. Where the log-likelihood is flatter than its rounding, a simplex
   * does not settle; it is then stopped.
   */
  private double[] searched() {
    Sighting best = new Sighting();
    try {
      new SimplexOptimizer(1e-14, 1e-12)
          .optimize(
              GoalType.MAXIMIZE,
              new MaxEval(MOST_EVALUATIONS),
              new InitialGuess(logs),
              new NelderMeadSimplex(logs.length, FIRST_SIMPLEX),
              new ObjectiveFunction(best::look));
    } catch (MathIllegalStateException tooManyEvaluations) {
      // The best point it met still counts.
    }
    return best.point;
  }

  /** The best point looked at so far. */
  private final class Sighting {
    private double[] point = logs;
    private double height = Double.NEGATIVE_INFINITY;

    /** The log-likelihood; beyond the edges a slope leads back to them. */
    double look(double[] at) {
      double[] inside = inside(at);
      double found = at(inside) - squaredDistance(at, inside);
      if (found > height) {
        point = inside;
        height = found;
      }
      return found;
    }
  }

  private static double[] inside(double[] point) {
    return map(point, log -> Math.max(-EDGE, Math.min(EDGE, log)));
  }

  private static double squaredDistance(double[] from, double[] to) {
    return IntStream.range(0, from.length)
        .mapToDouble(i -> (from[i] - to[i]) * (from[i] - to[i]))
        .sum();
  }

  private double at(double[] point) {
    return logLikelihood.applyAsDouble(map(point, StrictMath::exp));
  }

  private static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }

  /** The parameters, as multiples of what is usual. */
  double[] parameters() {
    return map(logs, StrictMath::exp);
  }

  double value() {
    return value;
  }

  /** Whether another, under a restriction, is as high but for what no data can tell. */
  boolean isReachedBy(Maximum restricted) {
    return restricted.value > value - NO_FALL;
  }

  /** Whether another, under a restriction, is so high that the data do not refute the restriction. */
  boolean isNearly(Maximum restricted) {
    return restricted.value > value - NOT_REFUTED;
  }

  /**
   * Whether the log-likelihood is hardly lower far away, so that there is no single best point.
   *
   * @param direction for each parameter the power of the multiple that it is moved by
   */
  boolean isOpenTowards(double[] direction) {
    double[] far = logs.clone();
    for (int i = 0; i < far.length; i++) {
      far[i] += FAR * direction[i];
    }
    return at(far) > value - NO_FALL;
  }

  /**
   * Standard errors of the parameters' logarithms: the roots of the diagonal of the inverse of the
   * negative Hessian. Empty if that is not positive definite.
   */
  Optional<double[]> logErrors() {
    int n = logs.length;
    RealMatrix curvature = new Array2DRowRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double bend =
            moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1);
        curvature.setEntry(i, j, -bend / (4 * DIFFERENCE * DIFFERENCE));
        curvature.setEntry(j, i, curvature.getEntry(i, j));
      }
    }
    try {
      RealMatrix covariance = new CholeskyDecomposition(curvature).getSolver().getInverse();
      return Optional.of(
          IntStream.range(0, n).mapToDouble(i -> Math.sqrt(covariance.getEntry(i, i))).toArray());
    } catch (MathIllegalArgumentException notPositiveDefinite) {
      return Optional.empty();
    }
  }

  private double moved(int i, int iSteps, int j, int jSteps) {
    double[] point = logs.clone();
    point[i] += iSteps * DIFFERENCE;
    point[j] += jSteps * DIFFERENCE;
    return at(point);
  }
}
