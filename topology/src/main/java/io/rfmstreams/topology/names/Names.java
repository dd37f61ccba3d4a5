package io.rfmstreams.topology.names;

/**
 * The names of nodes and stores. They are persisted: in changelog topics, in state directories, in
 * metrics and in the golden topology. A store that is renamed is an empty store.
 */
public final class Names {

  /** Members' states by member id. */
  public static final String MEMBERS = "members";

  /** The index of who is due when. */
  public static final String DEADLINES = "deadlines";

  /** Ticks read, how far they are drained, and the generation the stores belong to. */
  public static final String TICKS = "ticks";

  /** What became of every record read. */
  public static final String LEDGER = "ledger";

  public static final String READ_JOURNAL = "read-member-events";
  public static final String CHECK_EVENT = "check-event";
  public static final String DECIDE_LIFECYCLE = "decide-lifecycle";
  public static final String EMIT_RECORDS = "emit-records";
  public static final String WRITE_TRANSITIONS = "write-segment-transitions";
  public static final String WRITE_PICTURES = "write-member-segments";
  public static final String WRITE_TRIGGERS = "write-winback-triggers";
  public static final String WRITE_DEAD_LETTERS = "write-dead-letters";

  private Names() {}

  /** The changelog topic of a store. */
  public static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + "-changelog";
  }
}
