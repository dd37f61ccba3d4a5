package io.rfmstreams.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number of a member that conditions and scores look at, as of a day.
 *
 * <p>Every figure is a function of the facts kept and the as-of day alone, and is defined only for a
 * member with a surviving order. One with a {@code parameter} is a family: {@code
 * DAYS_SINCE_RETURN} counts from the latest order day that came at least {@code parameter} days
 * after the order day before it.
 *
 * @param kind what is counted
 * @param parameter the gap in days for {@link Kind#DAYS_SINCE_RETURN}, 0 for every other kind
 * @param detector whose day is counted from for {@link Kind#DAYS_OVERDUE}, null for every other kind
 */
public record Figure(Kind kind, int parameter, @Nullable Detector detector) {

  /** How a figure changes when nothing but time passes. */
  public enum Ageing {
    /** By one each day, once there is a day to count from. */
    DAILY,
    /** When something leaves the rule set's window. */
    WITH_THE_WINDOW,
    /** Not at all. */
    NEVER
  }

  /** What a figure counts, and its unit. */
  public enum Kind {
    /** Days from the last surviving order to the as-of day. */
    RECENCY_DAYS("recencyDays", Ageing.DAILY, 0),
    /** Surviving orders in the rule set's window. */
    FREQUENCY("frequency", Ageing.WITH_THE_WINDOW, 0),
    /** Net amount in the rule set's window, in minor units of the deployment's currency. */
    MONETARY_MINOR("monetaryMinor", Ageing.WITH_THE_WINDOW, Long.MIN_VALUE),
    /** Days from the first surviving order to the as-of day. */
    DAYS_SINCE_FIRST_ORDER("daysSinceFirstOrder", Ageing.DAILY, 0),
    /** Days since the member last came back from a long gap; {@link #INFINITE} if it never did. */
    DAYS_SINCE_RETURN("daysSinceReturn", Ageing.DAILY, 0),
    /**
     * Days since a churn detector found the member overdue, negative before that day; {@link
     * #NOT_OVERDUE} if silence alone will never make it so.
     */
    DAYS_OVERDUE("daysOverdue", Ageing.DAILY, Long.MIN_VALUE),
    /** Surviving orders of all time. */
    LIFETIME_ORDERS("lifetimeOrders", Ageing.NEVER, 1),
    /** Net amount of all time, in minor units. */
    LIFETIME_MINOR("lifetimeMinor", Ageing.NEVER, Long.MIN_VALUE);

    private final String word;
    private final Ageing ageing;
    private final long least;

    Kind(String word, Ageing ageing, long least) {
      this.word = word;
      this.ageing = ageing;
      this.least = least;
    }

    /** What it is called outside, in conditions and in records. */
    public String word() {
      return word;
    }

    /** The same as part of a code, in kebab case. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How it changes with time. */
    public Ageing ageing() {
      return ageing;
    }

    /** The lowest value that a member with an order can have. */
    public long least() {
      return least;
    }
  }

  /** The value of "days since" something that never happened: longer ago than any limit. */
  public static final long INFINITE = Long.MAX_VALUE;

  /** The value of "days overdue" by a detector that will never speak: below any limit. */
  public static final long NOT_OVERDUE = Long.MIN_VALUE;

  public Figure {
    if ((kind == Kind.DAYS_OVERDUE) != (detector != null)) {
      throw new IllegalArgumentException(
          kind + (detector == null ? " takes a detector" : " takes no detector"));
    }
    if (kind == Kind.DAYS_SINCE_RETURN ? parameter < 1 : parameter != 0) {
      throw new IllegalArgumentException(
          kind == Kind.DAYS_SINCE_RETURN
              ? "the gap of DAYS_SINCE_RETURN must be a day or more, was " + parameter
              : kind + " takes no parameter, was given " + parameter);
    }
  }

  /** The figure of a kind that takes no parameter. */
  public static Figure of(Kind kind) {
    return new Figure(kind, 0, null);
  }

  /** Days since the latest order day that came {@code gapDays} or more after the one before it. */
  public static Figure daysSinceReturn(int gapDays) {
    return new Figure(Kind.DAYS_SINCE_RETURN, gapDays, null);
  }

  /** Days since {@code detector} found the member overdue. */
  public static Figure daysOverdue(Detector detector) {
    return new Figure(Kind.DAYS_OVERDUE, 0, detector);
  }
}
