package io.rfmstreams.engine;

import io.rfmstreams.engine.Trigger.Arm;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Takes a trigger back whose reason is gone before it expired. There is one at most for each trigger.
 *
 * @param triggerId its own id
 * @param cancels id of the trigger
 * @param memberId the member
 * @param ruleSet name of the rule set that proposed the trigger
 * @param ruleVersion its version
 * @param policy the policy's name
 * @param priority the policy's priority when it proposed
 * @param arm the trigger's arm
 * @param early whether the trigger was effective before triggers went out
 * @param episode the trigger's episode
 * @param sequence of the transition that the trigger is for
 * @param axis the axis of that transition
 * @param from the segment left then; null if the member was not on the axis before
 * @param to the segment entered then
 * @param expiresAt when the trigger would have expired
 * @param reason why it is taken back
 * @param cause what brought that about: the event's type, {@code rules} or {@code time}
 * @param eventId the event; null for a start of day
 * @param effectiveAt when the reason was gone
 * @param detectedAt what revealed it
 * @param picture how the member looks now; null for one that asked to be forgotten
 */
public record Cancellation(
    String triggerId,
    String cancels,
    String memberId,
    String ruleSet,
    int ruleVersion,
    String policy,
    int priority,
    Arm arm,
    boolean early,
    LocalDate episode,
    long sequence,
    String axis,
    @Nullable String from,
    String to,
    Instant expiresAt,
    Reason reason,
    String cause,
    @Nullable String eventId,
    Instant effectiveAt,
    Instant detectedAt,
    @Nullable MemberPicture picture)
    implements WinbackSignal {

  /** Why a trigger is taken back. */
  public enum Reason {
    /** The member asked to be forgotten. */
    ERASED("erased"),
    /** It no longer stands in the segment, or the rules no longer have it. */
    MOVED("moved"),
    /** It does not want to be addressed. */
    OPTED_OUT("opted-out"),
    /** It did something after which the policy waits. */
    SUPPRESSED("suppressed");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The code in kebab case, as records carry it. */
    public String code() {
      return code;
    }
  }

  @Override
  public boolean isTold() {
    return arm == Arm.TREATED && !early;
  }
}
