package io.rfmstreams.rules;

import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.CadenceLimit;
import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.SurvivalLimit;
import io.rfmstreams.engine.Window;
import io.rfmstreams.engine.survival.BgNbd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members with one order day, and whether an axis overlooks them: the BG/NBD lets nobody stop before a
 * first repeat, so it never speaks of them, and what it leads to must be reached in another way too.
 *
 * <p>A one-time buyer has one order day, and most have one order on it. So a segment that takes
 * members with one order must have a way in for them; only one that takes none of those may count
 * on several orders of that day.
 */
final class OneTimeBuyers {
  private final AxisTable table;
  private final Window window;
  private final List<Bands> dimensions;

  OneTimeBuyers(AxisTable table, Window window) {
    this.table = table;
    this.window = window;
    this.dimensions = table.dimensions();
  }

  /** Whether a BG/NBD detector brings members into a segment that one-time buyers never get into. */
  boolean areLeftOutOf(int segment) {
    List<int[]> cells = table.cellsOf(segment);
    if (cells.stream().noneMatch(cell -> isEnteredByBgNbd(segment, cell))) {
      return false;
    }
    List<int[]> ofOneDay = cells.stream().filter(this::fitOneOrderDay).toList();
    List<int[]> ofOneOrder = ofOneDay.stream().filter(this::fitOneOrder).toList();
    return (ofOneOrder.isEmpty() ? ofOneDay : ofOneOrder).stream().noneMatch(this::areOpen);
  }

  /** Whether it is another segment before the BG/NBD detectors spoke. */
  private boolean isEnteredByBgNbd(int segment, int[] bands) {
    int[] before = bands.clone();
    for (int i = 0; i < before.length; i++) {
      if (isBgNbd(dimensions.get(i).figure().detector())) {
        before[i] = 0;
      }
    }
    return table.segment(before) != segment;
  }

  /** Whether a member with a single order can have figures in these bands but for what detectors say. */
  private boolean fitOneOrder(int[] bands) {
    for (int i = 0; i < bands.length; i++) {
      Bands dimension = dimensions.get(i);
      boolean fits =
          switch (dimension.figure().kind()) {
            case FREQUENCY -> bands[i] == dimension.of(0) || bands[i] == dimension.of(1);
            case LIFETIME_ORDERS -> bands[i] == dimension.of(1);
            default -> true;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Whether a member with one order day can have figures in these bands but for what detectors say. */
  private boolean fitOneOrderDay(int[] bands) {
    long youngest = 0;
    long oldest = Figure.INFINITE;
    for (int i = 0; i < bands.length; i++) {
      Bands dimension = dimensions.get(i);
      switch (dimension.figure().kind()) {
        case RECENCY_DAYS, DAYS_SINCE_FIRST_ORDER -> {
          // The same day: both count from it.
          youngest = Math.max(youngest, dimension.lowest(bands[i]));
          oldest = Math.min(oldest, dimension.nextCutAbove(dimension.lowest(bands[i])) - 1);
        }
        case DAYS_SINCE_RETURN -> {
          if (bands[i] != dimension.of(Figure.INFINITE)) {
            return false;
          }
        }
        case FREQUENCY -> {
          // All its orders leave the window on one day, and an unlimited one never.
          if (dimension.nextCutAbove(dimension.lowest(bands[i])) <= 1) {
            if (window.isUnlimited()) {
              return false;
            }
            youngest = Math.max(youngest, window.days());
          } else if (bands[i] > dimension.of(0)) {
            oldest = Math.min(oldest, window.days() - 1);
          }
        }
        case DAYS_OVERDUE, MONETARY_MINOR, LIFETIME_ORDERS, LIFETIME_MINOR -> {}
      }
    }
    return youngest <= oldest;
  }

  /** Whether no detector that needs several order days must speak. */
  private boolean areOpen(int[] bands) {
    for (int i = 0; i < bands.length; i++) {
      if (bands[i] > 0 && needsSeveralDays(dimensions.get(i).figure().detector())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBgNbd(@Nullable Detector detector) {
    return detector instanceof SurvivalLimit limit && limit.model() instanceof BgNbd;
  }

  private static boolean needsSeveralDays(@Nullable Detector detector) {
    return isBgNbd(detector) || detector instanceof CadenceLimit;
  }
}
