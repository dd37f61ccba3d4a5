package io.rfmstreams.rules;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Window;
import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds rule files into the rule book of a deployment, if they fit it and each other. */
public final class RuleBooks {
  private final Deployment deployment;
  private final String saidBy;
  private final List<Problem> problems = new ArrayList<>();

  private RuleBooks(Deployment deployment, String saidBy) {
    this.deployment = deployment;
    this.saidBy = saidBy;
  }

  /**
   * The rule book where no settings name a zone and currency: those of the first file hold, and all
   * triggers go out.
   *
   * @param files in the order of their publication, at least one
   * @param bounds what the settings say of every deployment
   * @throws RuleFileException if a file names another zone or currency than the first, looks back
   *     further than the longest window, or is the same version of the same rule set as another
   */
  public static RuleBook of(List<RuleFile> files, Deployment.Bounds bounds) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a rule book needs at least one rule file");
    }
    RuleFile first = files.get(0);
    Deployment deployment = bounds.in(first.zone(), first.currency());
    return new RuleBooks(deployment, "as " + first.source() + " says").bind(files);
  }

  /**
   * The rule book of a deployment with settings.
   *
   * @param files in the order of their publication, at least one
   * @throws RuleFileException if a file names another zone or currency than the deployment's, looks
   *     back further than its longest window, or is the same version of the same rule set as
   *     another
   */
  public static RuleBook of(Deployment deployment, List<RuleFile> files) {
    return new RuleBooks(deployment, "as the settings say").bind(files);
  }

  private RuleBook bind(List<RuleFile> files) {
    Map<String, RuleFile> versions = new HashMap<>();
    for (RuleFile file : files) {
      checkFits(file);
      String version = file.rules().name() + "/" + file.rules().version();
      Optional.ofNullable(versions.putIfAbsent(version, file))
          .ifPresent(
              other ->
                  note(
                      file,
                      "version",
                      "`%s` version %d is also in %s"
                          .formatted(file.rules().name(), file.rules().version(), other.source()),
                      "a version number of its own"));
    }
    if (!problems.isEmpty()) {
      throw new RuleFileException(problems);
    }
    return new RuleBook(
        deployment,
        files.stream()
            .map(
                file ->
                    new RuleBook.Version(file.rules(), file.effective().orElse(LocalDate.EPOCH)))
            .toList());
  }

  private void checkFits(RuleFile file) {
    if (!file.zone().equals(deployment.zone())) {
      note(file, "zone", "`zone` is " + file.zone(), deployment.zone() + ", " + saidBy);
    }
    if (!file.currency().equals(deployment.currency())) {
      note(
          file,
          "currency",
          "`currency` is " + file.currency(),
          deployment.currency() + ", " + saidBy);
    }
    int longest = deployment.longestWindowDays();
    Window window = file.rules().window();
    if (!window.isUnlimited() && window.days() > longest) {
      note(
          file,
          "window",
          "`window` is " + window.days(),
          "at most " + longest + ", the deployment's longest window, or unlimited");
    }
    for (Axis axis : file.rules().axes()) {
      for (Bands bands : axis.dimensions()) {
        long furthest = bands.lowest(bands.count() - 1);
        if (bands.figure().kind() == Figure.Kind.DAYS_SINCE_RETURN && furthest > longest) {
          note(
              file,
              "axes",
              "axis `%s` asks whether `%s` reached %d"
                  .formatted(axis.name(), FigureWord.written(bands.figure()), furthest),
              "at most " + longest + ", the deployment's longest window");
        }
      }
    }
  }

  private void note(RuleFile file, String key, String wrong, String expected) {
    Position at = file.placeOf(key);
    problems.add(
        new Problem(file.source(), at.line(), at.column(), wrong, expected, Optional.empty()));
  }
}
