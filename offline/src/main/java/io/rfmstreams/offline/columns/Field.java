package io.rfmstreams.offline.columns;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.engine.Sha256;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a row gives one of our fields.
 *
 * @param lowerCase whether letters are made small, as in addresses that shops write either way
 * @param digest whether a pseudonym is made of it
 * @param values what theirs become, by theirs as {@link #key} has them; null if they stay
 * @param others what becomes of a text that is not among the values
 */
record Field(
    Source source,
    boolean lowerCase,
    boolean digest,
    @Nullable Map<String, String> values,
    Others others) {

  /** What becomes of a text that nobody has listed, an empty one too. */
  enum Others {
    /** The row is refused. */
    REFUSE,
    /** The event is not made. */
    SKIP,
    /** The field is empty. */
    EMPTY,
    /** The text stays as it is. */
    KEEP;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A listed text as it is looked up: capitals and blanks around it do not count. */
  static String key(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The field's text, perhaps empty; null if the event is not to be made.
   *
   * @param name the field's name
   */
  @Nullable String read(String name, Row row) throws RefusedRowException {
    String text = source.read(row);
    if (values != null) {
      String ours = values.get(key(text));
      if (ours != null) {
        return ours;
      }
      switch (others) {
        case SKIP -> {
          return null;
        }
        case EMPTY -> {
          return "";
        }
        case REFUSE ->
            throw new RefusedRowException(
                name.equals(EventColumn.TYPE.label()) ? Reason.UNKNOWN_TYPE : Reason.MALFORMED,
                "%s comes from %s, which the mapping does not list"
                    .formatted(name, Rejection.quoted(text)));
        case KEEP -> {
          // As it is.
        }
      }
    }
    String written = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
    return digest && !written.isBlank() ? Sha256.hexOf(written) : written;
  }
}
