package io.rfmstreams.service.setup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;

/**
 * One schema of ours beside those registered.
 *
 * @param subject what it is registered as
 * @param compatibility how it may evolve
 * @param state how it stands
 * @param problems the version and the field each one is about; empty unless it does not fit
 */
public record SchemaReport(
    String subject, String compatibility, State state, List<String> problems) {

  /** How a schema of ours stands in the registry. */
  public enum State {
    /** This very schema is there. */
    REGISTERED,
    /** It is not there, and may be registered. */
    COMPATIBLE,
    /** It does not fit what is there. */
    INCOMPATIBLE
  }

  @JsonIgnore
  public String said() {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
