package io.rfmstreams.engine;

import io.rfmstreams.engine.DrainProgress.Cursor;
import java.time.Instant;
import java.util.List;

/** Stores that lose, confuse or repeat something, as a bug would. */
final class BrokenStores {

  private BrokenStores() {}

  /** Loses every third entry of the deadline index. */
  static class ForgetfulIndex extends CountedStores {
    private int added;

    @Override
    public void addDeadline(DeadlineEntry entry) {
      if (++added % 3 != 0) {
        super.addDeadline(entry);
      }
    }
  }

  /** Loses every tenth state. */
  static final class LostSaves extends MemoryStores {
    private int saved;

    @Override
    public void saveMember(String memberId, MemberState state) {
      if (++saved % 10 != 0) {
        super.saveMember(memberId, state);
      }
    }
  }

  /** After a restart the ticks read and not yet drained through are forgotten. */
  static final class ForgottenTicks extends MemoryStores {
    @Override
    public DrainProgress progress() {
      DrainProgress kept = super.progress();
      return new DrainProgress(kept.lastTick(), List.of(), kept.cursor());
    }
  }

  /** A member not known yet gets the state of whoever was saved last. */
  static final class MixedUpMembers extends MemoryStores {
    private MemberState lastSaved = MemberState.unknown();

    @Override
    public MemberState member(String memberId) {
      MemberState kept = super.member(memberId);
      return kept.isKnown() ? kept : lastSaved;
    }

    @Override
    public void saveMember(String memberId, MemberState state) {
      lastSaved = state;
      super.saveMember(memberId, state);
    }
  }

  /** Every scan begins at the beginning. */
  static final class NoCursor extends CountedStores {
    @Override
    public DeadlineScan scanDeadlines(Cursor after, Instant until) {
      return super.scanDeadlines(Cursor.afterAllOf(Instant.EPOCH), until);
    }
  }

  /** Every scan asks all members. */
  static final class Polling extends CountedStores {
    @Override
    public DeadlineScan scanDeadlines(Cursor after, Instant until) {
      members().keySet().forEach(this::member);
      return super.scanDeadlines(after, until);
    }
  }

  /** The index follows each deadline at once. */
  static final class EagerIndex extends CountedStores {
    @Override
    public void saveMember(String memberId, MemberState state) {
      Instant at = Instant.ofEpochMilli(0).plusSeconds(86_400L * state.deadline());
      addDeadline(new DeadlineEntry(at, memberId));
      super.saveMember(memberId, state);
    }
  }

  /** Counts some records twice. */
  static final class DoubleCount extends MemoryStores {
    @Override
    public void saveLedger(Ledger counted) {
      super.saveLedger(
          counted.accepted() % 7 == 6 ? counted.plus(new Ledger(1, 0, 0, 0)) : counted);
    }
  }

  /** The ledger does not survive a restart. */
  static final class LedgerInMemory extends MemoryStores {
    private boolean restarted;

    @Override
    public DrainProgress progress() {
      restarted = true;
      return super.progress();
    }

    @Override
    public Ledger ledger() {
      boolean first = restarted;
      restarted = false;
      return first ? Ledger.EMPTY : super.ledger();
    }
  }
}
