package io.rfmstreams.offline.fit;

import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.SurvivalModel;
import io.rfmstreams.fit.CustomerSummaries;
import io.rfmstreams.fit.Fit;
import io.rfmstreams.fit.SpendingFit;
import io.rfmstreams.fit.SurvivalFit;
import io.rfmstreams.rules.SurvivalText;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fit, what it means, and how a rule file says it.
 *
 * @param title the model and its unit, for people
 * @param fit the parameters
 * @param reading what they mean, a sentence a line
 * @param fragment the part of a rule file, with lines that end in LF; null if there is none
 * @param withoutFragment why there is none; null if there is one
 */
public record Fitted(
    String title,
    Fit<?> fit,
    List<String> reading,
    @Nullable String fragment,
    @Nullable String withoutFragment) {

  /**
   * Fits a model.
   *
   * @param end the calibration end
   * @throws IllegalArgumentException saying why the model cannot be fitted
   */
  public static Fitted of(
      Model model, CustomerSummaries customers, LocalDate end, ModelUnit unit, Currency currency) {
    return switch (model) {
      case BG_NBD -> survival(model, SurvivalFit.bgNbd(customers, unit), end);
      case MBG_NBD -> survival(model, SurvivalFit.mbgNbd(customers, unit), end);
      case GAMMA_GAMMA ->
          spending(model, SpendingFit.gammaGamma(customers, currency), end, currency);
    };
  }

  private static Fitted survival(Model model, Fit<? extends SurvivalModel> fit, LocalDate end) {
    String unit = fit.model().unit().name().toLowerCase(Locale.ROOT);
    return of(
        "%s, in %ss, up to %s".formatted(model.title(), unit, end),
        fit,
        SurvivalReading.of(fit.model(), fit.boundaries()),
        "",
        () -> SurvivalText.of(fit.model()));
  }

  private static Fitted spending(
      Model model, Fit<Optional<GammaGamma>> fit, LocalDate end, Currency currency) {
    return of(
        "%s, in %s, up to %s".formatted(model.title(), currency, end),
        fit,
        SpendingReading.of(fit),
        "  ", // a part of the section `survival`
        () -> SurvivalText.of(fit.model().orElseThrow())); // there is one off the boundary
  }

  private static Fitted of(
      String title, Fit<?> fit, List<String> reading, String indent, Supplier<String> written) {
    if (!fit.boundaries().isEmpty()) {
      return new Fitted(
          title, fit, reading, null, "the likelihood has no single best parameters to paste");
    }
    try {
      String text = written.get();
      return new Fitted(title, fit, reading, comment(title, fit, indent) + text, null);
    } catch (IllegalArgumentException refused) {
      return new Fitted(title, fit, reading, null, refused.getMessage());
    }
  }

  private static String comment(String title, Fit<?> fit, String indent) {
    StringBuilder comment = new StringBuilder();
    comment.append(
        String.format(
            Locale.ROOT,
            "%s# %s: %,d member%s with %,d repeat day%s, log-likelihood %.4f\n",
            indent,
            title,
            fit.customers(),
            fit.customers() == 1 ? "" : "s",
            fit.repeats(),
            fit.repeats() == 1 ? "" : "s",
            fit.logLikelihood()));
    fit.warnings()
        .forEach(
            warning ->
                comment.append(indent).append("# Warning: ").append(warning.words()).append('\n'));
    return comment.toString();
  }
}
