package io.rfmstreams.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A win-back trigger as it is told, or the end of one. Held-out members have the same ones, which
 * nobody is sent.
 *
 * @param policy the policy's name
 * @param sequence of the transition that made the member a candidate; likewise axis, from and to. A
 *     cancel repeats those of what it cancels, and they and the policy name that
 * @param cause of a send the transition's; of a cancel the type of the event that ended the trigger,
 *     or {@code time}
 * @param effectiveAt of a send the transition's; of a cancel that of what ended it; likewise
 *     detectedAt
 * @param expiresAt from here on the send may not be acted on, and nothing cancels it
 * @param reason why a cancel; null on a send
 * @param early effective before triggers are written at all, as far as the send goes; its cancel is
 *     as invisible
 */
public record Signal(
    String memberId,
    Action action,
    String policy,
    long sequence,
    Axis axis,
    @Nullable String from,
    String to,
    String cause,
    Instant effectiveAt,
    Instant detectedAt,
    Instant expiresAt,
    @Nullable Reason reason,
    boolean early) {

  /** What a consumer is asked to do. */
  public enum Action {
    SEND,
    CANCEL
  }

  /** Why a trigger was cancelled; where several hold, the first in this order. */
  public enum Reason {
    ERASED("erased"),
    MOVED("moved"),
    OPTED_OUT("opted-out"),
    SUPPRESSED("suppressed");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The reason's name in files and topics. */
    public String code() {
      return code;
    }
  }
}
