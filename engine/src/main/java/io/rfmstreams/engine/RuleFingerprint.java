package io.rfmstreams.engine;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a rule book decides, as a hash: two books with one fingerprint decide alike, whatever their files
 * look like. Labels, comments, the order of keys and the way a file is laid out are not in it.
 *
 * <p>It is persisted with the stores of a generation, so what is hashed never changes for rules that stay
 * the same: names here are written out, not taken from the code, and a component that comes later is
 * added only where it differs from what held before there was one. Every value has its name and its
 * length before it, so that no two books give one text.
 */
final class RuleFingerprint {
  private final StringBuilder text = new StringBuilder();

  private RuleFingerprint() {}

  /** The fingerprint of a rule book: SHA-256, as 64 lower-case hexadecimal digits. */
  static String of(RuleBook book) {
    RuleFingerprint fingerprint = new RuleFingerprint();
    List<RuleBook.Version> versions = book.versions();
    for (int i = 0; i < versions.size(); i++) {
      fingerprint.add(versions.get(i).rules());
      // The first one holds on all days before, so its own day changes nothing.
      if (i != book.firstVersion()) {
        fingerprint.add("effective", versions.get(i).effectiveFrom().toString());
      }
    }
    return Sha256.hexOf(fingerprint.text.toString());
  }

  private void add(RuleSet rules) {
    add("rule set", rules.name());
    add("version", Integer.toString(rules.version()));
    add("window", rules.window().isUnlimited() ? "all" : Integer.toString(rules.window().days()));
    add("recency score", rules.scores().recency());
    add("frequency score", rules.scores().frequency());
    add("monetary score", rules.scores().monetary());
    for (Axis axis : rules.axes()) {
      add("axis", axis.name());
      add("segments", axis.segments());
      add("without order", Integer.toString(axis.withoutOrder()));
      axis.dimensions().forEach(bands -> add("dimension", bands));
      add("table", Arrays.toString(axis.cells()));
    }
    SurvivalRules survival = rules.survival();
    if (survival != null) {
      add("survival", survival);
    }
    for (Policy policy : rules.policies()) {
      add(policy);
    }
    add("event types", new TreeSet<>(rules.eventTypes()));
  }

  private void add(String name, Bands bands) {
    Figure figure = bands.figure();
    add(name, figureName(figure.kind()));
    add("parameter", Integer.toString(figure.parameter()));
    add("cuts", Arrays.toString(bands.cuts()));
    Detector detector = figure.detector();
    if (detector != null) {
      add(detector);
    }
  }

  private static String figureName(Figure.Kind kind) {
    return switch (kind) {
      case RECENCY_DAYS -> "recency days";
      case FREQUENCY -> "frequency";
      case MONETARY_MINOR -> "monetary minor";
      case DAYS_SINCE_FIRST_ORDER -> "days since first order";
      case DAYS_SINCE_RETURN -> "days since return";
      case DAYS_OVERDUE -> "days overdue";
      case LIFETIME_ORDERS -> "lifetime orders";
      case LIFETIME_MINOR -> "lifetime minor";
    };
  }

  private void add(Detector detector) {
    add("detector", detector.name());
    if (detector instanceof InactivityLimit limit) {
      add("inactivity days", Integer.toString(limit.days()));
      add("by category", limit.daysByCategory());
    } else if (detector instanceof CadenceLimit limit) {
      add("cadence factor milli", Integer.toString(limit.factorMilli()));
      add("spreads milli", Integer.toString(limit.spreadsMilli()));
      add("least order days", Integer.toString(limit.minOrderDays()));
    } else if (detector instanceof SurvivalLimit limit) {
      add("alive below", number(limit.limit()));
      add(limit.model());
    }
  }

  private void add(String name, SurvivalRules survival) {
    add(name, Integer.toString(survival.horizonDays()));
    add(survival.model());
    GammaGamma value = survival.orderValue();
    if (value != null) {
      add("order value", value.currency().getCurrencyCode());
      add("p", number(value.p()));
      add("q", number(value.q()));
      add("v", number(value.v()));
    }
  }

  private void add(SurvivalModel model) {
    add("model", modelName(model));
    add("unit in days", Integer.toString(model.unit().days()));
    add("r", number(model.r()));
    add("alpha", number(model.alpha()));
    add("a", number(model.a()));
    add("b", number(model.b()));
  }

  private static String modelName(SurvivalModel model) {
    if (model instanceof BgNbd) {
      return "bg-nbd";
    }
    if (model instanceof MbgNbd) {
      return "mbg-nbd";
    }
    throw new IllegalStateException("a model without a name: " + model);
  }

  private void add(Policy policy) {
    add("policy", policy.name());
    add("matches", policy.matches().toString());
    add("first moves", Boolean.toString(policy.firstMoves()));
    add("consent required", Boolean.toString(policy.consentRequired()));
    add("suppress after days", policy.suppressAfterDays());
    add("cool-down", policy.cooldown().toString());
    add("expires after", policy.expiresAfter().toString());
    add("holdout permille", Integer.toString(policy.holdoutPermille()));
    add("salt", policy.salt());
    add("priority", Integer.toString(policy.priority()));
    add("offer", policy.offer());
  }

  private void add(String name, Collection<String> values) {
    add(name, Integer.toString(values.size()));
    values.forEach(value -> add("each", value));
  }

  private void add(String name, Map<String, ?> values) {
    add(name, Integer.toString(values.size()));
    new TreeMap<>(values)
        .forEach(
            (key, value) -> {
              add("key", key);
              add("value", value.toString());
            });
  }

  private void add(String name, String value) {
    text.append(name).append(' ').append(value.length()).append(' ').append(value).append('\n');
  }

  /** All bits of a number; its decimal digits could differ between Java versions. */
  private static String number(double value) {
    return Double.toHexString(value);
  }
}
