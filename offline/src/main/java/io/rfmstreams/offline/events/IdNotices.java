package io.rfmstreams.offline.events;

import io.rfmstreams.engine.MangledIds;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Rejection;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is odd about the ids of a file's events, none of which is refused for it. */
public final class IdNotices implements AutoCloseable {
  private final Mangled members = new Mangled("member");
  private final Mangled events = new Mangled("event");
  private final Mangled orders = new Mangled("order");
  private final SharedIds sharedEvents;
  private final SharedIds sharedOrders;

  /**
   * @param directory where hashes of ids are kept; the caller removes it
   */
  public IdNotices(Path directory) {
    SharedIds ofEvents = new SharedIds(directory, "event-ids");
    try {
      sharedOrders = new SharedIds(directory, "order-ids");
    } catch (UncheckedIOException e) {
      ofEvents.close();
      throw e;
    }
    sharedEvents = ofEvents;
  }

  /** Looks at one more event. */
  public void take(EventLine.Event line) {
    MemberEvent event = line.event();
    members.take(event.memberId(), line.number());
    events.take(event.eventId(), line.number());
    sharedEvents.add(event.eventId(), event.memberId(), line.number());
    String orderId = event.orderId();
    if (orderId != null) {
      orders.take(orderId, line.number());
      sharedOrders.add(orderId, event.memberId(), line.number());
    }
  }

  /** All there is to tell, after the last event; once. */
  public List<Notice> tell() {
    List<Notice> notices = new ArrayList<>();
    for (Mangled ids : List.of(members, events, orders)) {
      if (ids.count > 0) {
        notices.add(ids.notice());
      }
    }
    shared(notices, sharedOrders, "order", "a guest who became a member?");
    shared(notices, sharedEvents, "event", "an event told again under another account?");
    return notices;
  }

  private static void shared(List<Notice> notices, SharedIds ids, String kind, String whatItMayBe) {
    ids.count();
    if (ids.shared() > 0) {
      notices.add(
          new Notice(
              kind + "-ids-of-several-members",
              ids.shared(),
              said(
                  "%,d %s ids are there under several members (line %,d has the first again), and count for each: %s",
                  ids.shared(), kind, ids.firstLine(), whatItMayBe)));
    }
  }

  private static String said(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public void close() {
    sharedEvents.close();
    sharedOrders.close();
  }

  /** Ids of one kind that look mangled. */
  private static final class Mangled {
    private final String kind;
    private long count;
    private long firstLine;
    private @Nullable String first;

    Mangled(String kind) {
      this.kind = kind;
    }

    void take(String id, long line) {
      if (MangledIds.looksMangled(id)) {
        count++;
        firstLine = first == null ? line : firstLine;
        first = first == null ? id : first;
      }
    }

    Notice notice() {
      return new Notice(
          "mangled-" + kind + "-ids",
          count,
          said(
              "%,d records have %s ids such as %s (line %,d), as spreadsheets make of numbers, or programs of nothing: taken as they are, so that several may have become one",
              count, kind, Rejection.quoted(String.valueOf(first)), firstLine));
    }
  }
}
