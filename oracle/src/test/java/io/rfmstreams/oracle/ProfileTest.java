package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileTest {

  @Test
  void newestByInstantWins_whereverItLiesInTheLog() {
    Story story =
        member("m")
            .said("2026-01-05", "locale=zh-CN", "consent=yes")
            .said("2026-01-04", "locale=en-GB", "consent=no", "zone=Asia/Shanghai");

    assertThat(said(story))
        .containsOnly(
            Map.entry("locale", "zh-CN"),
            Map.entry("consent", "yes"),
            Map.entry("zone", "Asia/Shanghai"));
    assertThat(story.facts().profile().said().get("consent"))
        .isEqualTo(new Profile.Said("yes", story.at("2026-01-05")));
  }

  @Test
  void noWins_ofConsentsOfOneInstant() {
    Story story =
        member("m")
            .said("2026-01-05", "consent=no", "consent.sms=YES")
            .said("2026-01-05", "consent=yes", "consent.sms=No");

    assertThat(said(story))
        .containsOnly(Map.entry("consent", "no"), Map.entry("consent.sms", "no"));
  }

  @Test
  void greatestByCodePointWins_ofOtherValuesOfOneInstant() {
    Story story = member("m").said("2026-01-05", "locale=😀").said("2026-01-05", "locale=～");

    assertThat("😀").isLessThan("～");
    assertThat(said(story)).containsOnly(Map.entry("locale", "😀"));
  }

  @Test
  void valueStays_whenANewerEventHasNoneOrAnEmptyOne() {
    Story story =
        member("m")
            .said("2026-01-05", "consent=no", "channel.preferred=sms")
            .said("2026-01-06", "consent=", "channel.preferred=")
            .said("2026-01-07");

    assertThat(said(story))
        .containsOnly(Map.entry("consent", "no"), Map.entry("channel.preferred", "sms"));
  }

  @Test
  void consentIsReadInAnyCase_inATurkishLocaleToo() {
    assertThat(member("m").said("2026-01-05", "consent=NO").facts().profile().refuses()).isTrue();
    assertThat(member("m").said("2026-01-05", "consent=Yes").facts().profile().refuses()).isFalse();
  }

  @Test
  void onlyProfileEventsSpeak_ofTheAttributesLookedAt() {
    Story story =
        member("m")
            .said("2026-01-05", "consent=no")
            .asA("signup")
            .said("2026-01-06", "birthday=--02-29", "consents=no");

    assertThat(said(story)).isEmpty();
    assertThat(story.facts().profile().leavesConsentOpen()).isTrue();
  }

  @Test
  void erasureForgetsIt() {
    Story story = member("m").said("2026-01-05", "consent=yes").wasErased("2026-01-06");

    assertThat(said(story)).isEmpty();
  }

  @Test
  void isTheSame_inWhateverOrderAndHoweverOftenEventsCome() {
    for (long seed = 1; seed <= 200; seed++) {
      List<LogLine> lines =
          new ArrayList<>(HostileLogs.seeded(seed).withMembers(1).withEventsPerMember(60).lines());
      Profile first = Profile.of(lines);
      lines.addAll(List.copyOf(lines));
      Collections.shuffle(lines, new Random(seed));
      assertThat(Profile.of(lines)).as("seed %d", seed).isEqualTo(first);
    }
  }

  private static Map<String, String> said(Story story) {
    Map<String, String> values = new TreeMap<>();
    story.facts().profile().said().forEach((name, said) -> values.put(name, said.value()));
    return values;
  }
}
