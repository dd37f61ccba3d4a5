package io.rfmstreams.offline.replay;

import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventLine;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.files.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a replay finds, in memory; each member's in order. */
public final class FoundByReplay implements ReplayOutput {
  static final EventsByMember.Progress UNTOLD =
      new EventsByMember.Progress() {
        @Override
        public void read(long bytes, long of) {}

        @Override
        public void played(long events, long of) {}
      };

  private final List<MemberPicture> members = Collections.synchronizedList(new ArrayList<>());
  private final List<Transition> transitions = Collections.synchronizedList(new ArrayList<>());
  private final List<WinbackSignal> signals = Collections.synchronizedList(new ArrayList<>());
  private final List<EventLine.Reject> rejects = Collections.synchronizedList(new ArrayList<>());
  private final Account account;

  private FoundByReplay(EventsFile file, RuleBook rules, EventsByMember.Order order)
      throws IOException, InterruptedException {
    try (TemporaryFolder scratch = TemporaryFolder.named("replay")) {
      account = Replay.of(file, rules, order, scratch.path(), this, UNTOLD);
    }
  }

  /** Replays a file. */
  public static FoundByReplay of(
      Path file, RuleBook rules, @Nullable LocalDate asOf, boolean asLogged)
      throws IOException, InterruptedException {
    return new FoundByReplay(
        new EventsFile(file.toString()), rules, new EventsByMember.Order(asOf, asLogged));
  }

  public List<MemberPicture> members() {
    return members;
  }

  public List<Transition> transitions() {
    return transitions;
  }

  public List<WinbackSignal> signals() {
    return signals;
  }

  List<EventLine.Reject> rejects() {
    return rejects;
  }

  /** Where every line and every amount went. */
  public Account account() {
    return account;
  }

  /** What was counted beside the fates of lines. */
  public Tally tally() {
    return account.tally();
  }

  @Override
  public Part part() {
    return new Part() {
      @Override
      public void member(MemberPicture member) {
        members.add(member);
      }

      @Override
      public void transition(Transition transition) {
        transitions.add(transition);
      }

      @Override
      public void signal(WinbackSignal signal) {
        signals.add(signal);
      }

      @Override
      public void rejected(EventLine.Reject reject) {
        rejects.add(reject);
      }

      @Override
      public void close() {}
    };
  }
}
