package io.rfmstreams.rules;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Models as the section {@code survival} of a rule file says them. Read back they are the same, but for
 * digits of parameters beyond the eighteenth decimal.
 */
public final class SurvivalText {
  private static final int MOST_DECIMALS = 18;

  private final StringBuilder text = new StringBuilder();
  private final String indent;

  private SurvivalText(String indent) {
    this.indent = indent;
  }

  /**
   * The whole section, with lines that end in LF. What orders are worth may be added below it.
   *
   * @throws IllegalArgumentException saying why a rule file does not take the model
   */
  public static String of(SurvivalModel model) {
    SurvivalText section = new SurvivalText("  ");
    section.text.append("survival:\n");
    section.line("model", model instanceof BgNbd ? SurvivalReader.BG_NBD : SurvivalReader.MBG_NBD);
    section.line("unit", model.unit().name().toLowerCase(Locale.ROOT));
    section.parameter("r", model.r());
    section.parameter("alpha", model.alpha());
    section.parameter("a", model.a());
    section.parameter("b", model.b());
    return section.text.toString();
  }

  /**
   * What orders are worth: a part of the section, indented to stand at its end. The currency is the
   * file's.
   *
   * @throws IllegalArgumentException saying why a rule file does not take the model
   */
  public static String of(GammaGamma model) {
    SurvivalText part = new SurvivalText("    ");
    part.text.append("  gamma-gamma:\n");
    part.parameter("p", model.p());
    part.parameter("q", model.q());
    part.parameter("v", model.v());
    return part.text.toString();
  }

  private void parameter(String key, double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    BigDecimal written =
        exact.scale() > MOST_DECIMALS
            ? exact.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN)
            : exact;
    if (written.compareTo(new BigDecimal(SurvivalReader.LEAST)) < 0
        || written.compareTo(new BigDecimal(SurvivalReader.MOST)) > 0) {
      throw new IllegalArgumentException(
          "`%s` is %s, a rule file takes %s to %s"
              .formatted(key, value, SurvivalReader.LEAST, SurvivalReader.MOST));
    }
    line(key, written.toPlainString());
  }

  private void line(String key, String value) {
    text.append(indent).append(key).append(": ").append(value).append('\n');
  }
}
