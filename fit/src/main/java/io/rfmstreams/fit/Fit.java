package io.rfmstreams.fit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model fitted to a customer base.
 *
 * @param model the model at the best parameters found, or at the boundary that fits as well
 * @param parameters its parameters, in the papers' order
 * @param logLikelihood natural logarithm of the likelihood there, with times or values in the model's
 *     unit
 * @param customers how many customers it was fitted to
 * @param repeats how many repeat days these have
 * @param boundaries ends of the parameters' range that the data do not tell from the best inside it;
 *     with any there is no single best, and no standard error
 * @param warnings why the result should not be taken at face value; empty if it may be
 */
public record Fit<M>(
    M model,
    List<Parameter> parameters,
    double logLikelihood,
    long customers,
    long repeats,
    Set<Boundary> boundaries,
    List<Warning> warnings) {

  public Fit {
    parameters = List.copyOf(parameters);
    boundaries = Set.copyOf(boundaries);
    warnings = List.copyOf(warnings);
  }

  /**
   * An estimated parameter.
   *
   * @param name its name in the papers
   * @param value the estimate
   * @param standardError its standard error, from the curvature of the log-likelihood at the maximum;
   *     empty if the log-likelihood has no proper maximum there
   * @param onBoundary whether the value only shows where the search ended
   */
  public record Parameter(
      String name, double value, OptionalDouble standardError, boolean onBoundary) {}

  /** A reason for doubt, in words for the reader of a report. */
  public record Warning(Kind kind, String words) {}

  /** What is doubtful. */
  public enum Kind {
    /** The likelihood rises, or stays, towards an end of a parameter's range: there is no single best. */
    BOUNDARY,
    /** There are too few customers for the number of parameters. */
    TOO_LITTLE_DATA,
    /** The data do not tell a parameter, or not from an end of its range that changes what is said. */
    UNCERTAIN,
    /** Some customers were left out. */
    LEFT_OUT
  }

  /**
   * The parameters at a maximum, with standard errors by the delta method; without any on a boundary.
   *
   * @param slopes by how much each value changes when the logarithm searched over does
   */
  static List<Parameter> parameters(
      List<String> names,
      double[] values,
      double[] slopes,
      Maximum maximum,
      Set<Boundary> boundaries) {
    Optional<double[]> logErrors = boundaries.isEmpty() ? maximum.logErrors() : Optional.empty();
    return IntStream.range(0, values.length)
        .mapToObj(
            i ->
                new Parameter(
                    names.get(i),
                    values[i],
                    logErrors
                        .map(errors -> OptionalDouble.of(slopes[i] * errors[i]))
                        .orElse(OptionalDouble.empty()),
                    boundaries.stream().anyMatch(one -> one.untold().contains(names.get(i)))))
        .toList();
  }
}
