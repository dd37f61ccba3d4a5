package io.rfmstreams.offline.columns;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import java.util.Locale;
import java.util.Set;

/** When a row tells something: what one of its columns must be. */
sealed interface Condition {

  Column column();

  /**
   * Whether it holds.
   *
   * @param amounts how the export writes amounts
   */
  boolean holds(Row row, AmountForm amounts) throws RefusedRowException;

  /** A column that is empty, or is not. */
  record Emptiness(Column column, boolean empty) implements Condition {
    @Override
    public boolean holds(Row row, AmountForm amounts) {
      return row.isEmpty(column) == empty;
    }
  }

  /** An amount that is zero or empty, or is neither. */
  record Zero(Column column, boolean zero) implements Condition {
    @Override
    public boolean holds(Row row, AmountForm amounts) throws RefusedRowException {
      boolean nothing =
          row.isEmpty(column) || amounts.read(row.text(column), column.name()).signum() == 0;
      return nothing == zero;
    }
  }

  /**
   * A column with one of the texts listed.
   *
   * @param is those it holds for, as {@link Field#key} has them
   * @param isNot those it does not hold for
   */
  record OneOf(Column column, Set<String> is, Set<String> isNot, Others others)
      implements Condition {
    @Override
    public boolean holds(Row row, AmountForm amounts) throws RefusedRowException {
      String key = Field.key(row.text(column));
      if (is.contains(key) || isNot.contains(key)) {
        return is.contains(key);
      }
      if (others == Others.REFUSE) {
        throw new RefusedRowException(
            Reason.MALFORMED,
            "%s is %s, which the mapping does not list"
                .formatted(column.name(), Rejection.quoted(row.text(column))));
      }
      return others == Others.TAKE;
    }
  }

  /** What becomes of a text that is not listed, an empty one too. */
  enum Others {
    /** The row is refused. */
    REFUSE,
    /** The condition does not hold. */
    SKIP,
    /** It holds. */
    TAKE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
