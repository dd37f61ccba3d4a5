package io.rfmstreams.rules;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Window;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads trigger policies, all but what their conditions mean. */
final class PolicyReader {
  private static final int MOST_POLICIES = 64;
  private static final int HIGHEST_PRIORITY = 1_000_000;
  private static final List<String> KEYS =
      List.of(
          "name",
          "when",
          "first-moves",
          "consent",
          "suppress-after",
          "cooldown-days",
          "expires-after-days",
          "holdout",
          "priority",
          "salt",
          "offer");

  /** A policy's way with members who never said whether they want to be addressed. */
  private static final String REQUIRED = "required";

  private static final String UNLESS_REFUSED = "unless-refused";

  private final Set<String> eventTypes;
  private final Problems problems;

  /**
   * @param eventTypes the types of events that there are
   */
  PolicyReader(Set<String> eventTypes, Problems problems) {
    this.eventTypes = eventTypes;
    this.problems = problems;
  }

  List<PolicyDraft> read(List<YamlNode> nodes) {
    if (nodes.size() > MOST_POLICIES) {
      problems.error(
          nodes.get(MOST_POLICIES).at(),
          "there are " + nodes.size() + " policies",
          "at most " + MOST_POLICIES);
    }
    List<PolicyDraft> policies = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode node : nodes) {
      PolicyDraft policy = policy(node);
      policies.add(policy);
      if (!names.add(policy.name().text()) && !policy.name().text().isEmpty()) {
        problems.error(
            policy.name().at(),
            "the policy `" + policy.name().text() + "` is named twice",
            "a name of its own");
      }
    }
    return policies;
  }

  private PolicyDraft policy(YamlNode node) {
    Section policy = Section.of(node, "a policy", KEYS, problems);
    Scalar name = policy.name("name", Name.POLICY);
    int priority =
        policy.has("priority")
            ? (int) policy.number("priority", -HIGHEST_PRIORITY, HIGHEST_PRIORITY)
            : 0;
    return new PolicyDraft(
        name,
        policy.text("when"),
        isOneOf(policy, "first-moves", "true", "false"),
        isOneOf(policy, "consent", REQUIRED, UNLESS_REFUSED),
        suppressAfterDays(policy),
        Duration.ofDays(policy.number("cooldown-days", 0, Window.LONGEST_DAYS)),
        Duration.ofDays(policy.number("expires-after-days", 1, Window.LONGEST_DAYS)),
        permille(policy.text("holdout")),
        policy.optionalText("salt").map(Scalar::text).orElse(name.text()),
        priority,
        offer(policy));
  }

  /** Whether a key stands for {@code yes}; {@code no} is meant where it is missing. */
  private boolean isOneOf(Section policy, String key, String yes, String no) {
    return policy
        .optionalText(key)
        .map(
            written -> {
              if (!written.text().isEmpty() && !List.of(yes, no).contains(written.text())) {
                problems.notOneOf(
                    written.at(),
                    "`" + key + "` is " + written.kind(),
                    written.text(),
                    List.of(yes, no));
              }
              return written.text().equals(yes);
            })
        .orElse(false);
  }

  private SortedMap<String, Integer> suppressAfterDays(Section policy) {
    SortedMap<String, Integer> days = new TreeMap<>();
    policy
        .optional("suppress-after")
        .ifPresent(
            node ->
                Section.entries(node, "`suppress-after`", problems)
                    .forEach(
                        (type, entry) -> {
                          if (!eventTypes.contains(type)) {
                            problems.notOneOf(
                                entry.key().at(),
                                "`suppress-after` names `" + type + "`, which is no event type",
                                type,
                                eventTypes.stream()
                                    .filter(known -> !known.equals(MemberEvent.ERASED))
                                    .toList());
                          } else if (type.equals(MemberEvent.ERASED)) {
                            problems.error(
                                entry.key().at(),
                                "`suppress-after` names `erased`, which forgets the member",
                                "another event type; who was erased gets no trigger anyway");
                          }
                          Scalar written = Section.text(entry.value(), "`" + type + "`", problems);
                          Section.number(
                                  written, "`" + type + "`", 1, Window.LONGEST_DAYS, problems)
                              .ifPresent(number -> days.put(type, (int) number));
                        }));
    return days;
  }

  private int permille(Scalar holdout) {
    String text = holdout.text();
    if (text.matches("[0-9]{1,3}(\\.[0-9])?%")) {
      int permille =
          new BigDecimal(text.substring(0, text.length() - 1)).movePointRight(1).intValueExact();
      if (permille <= 1000) {
        return permille;
      }
    }
    if (!text.isEmpty()) {
      problems.error(
          holdout.at(),
          "`holdout` is " + holdout.kind(),
          "a share from 0% to 100%, at most one decimal, for instance 10% or 2.5%");
    }
    return 0;
  }

  private Map<String, String> offer(Section policy) {
    Map<String, String> offer = new LinkedHashMap<>();
    policy
        .optional("offer")
        .ifPresent(
            node ->
                Section.entries(node, "`offer`", problems)
                    .forEach(
                        (key, entry) -> {
                          Section.text(entry.key(), "a key of `offer`", problems);
                          Scalar value =
                              Section.text(entry.value(), "`" + key + "` of `offer`", problems);
                          offer.put(key, value.text());
                        }));
    return offer;
  }
}
