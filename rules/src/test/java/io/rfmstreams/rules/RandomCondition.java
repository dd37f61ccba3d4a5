package io.rfmstreams.rules;

import io.rfmstreams.engine.CadenceLimit;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.InactivityLimit;
import io.rfmstreams.engine.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A condition about members as text, and what it means as plain Java, so that what CEL and the
 * tables make of the text can be held against something that knows neither.
 */
record RandomCondition(String text, Predicate<RandomCondition.Member> meaning) {
  static final Scores SCORES =
      Scores.byBoundaries(new long[] {3, 7, 20}, new long[] {2, 5}, new long[] {-5, 0, 10});

  private static final List<Figure> FIGURES =
      List.of(
          Figure.of(Figure.Kind.RECENCY_DAYS),
          Figure.of(Figure.Kind.FREQUENCY),
          Figure.of(Figure.Kind.MONETARY_MINOR),
          Figure.of(Figure.Kind.DAYS_SINCE_FIRST_ORDER),
          Figure.of(Figure.Kind.LIFETIME_ORDERS),
          Figure.of(Figure.Kind.LIFETIME_MINOR),
          Figure.daysSinceReturn(10),
          Figure.daysSinceReturn(180),
          Figure.daysOverdue(new InactivityLimit("silent", 30, Map.of("tea", 7))),
          Figure.daysOverdue(new CadenceLimit("off_beat", 2_500, 0, 3)));

  /** A member as conditions see it: any values that its figures can have. */
  record Member(Map<Figure, Long> figures) {
    static Member any(Random random) {
      return new Member(
          FIGURES.stream()
              .collect(Collectors.toMap(figure -> figure, figure -> anyValue(figure, random))));
    }

    private static long anyValue(Figure figure, Random random) {
      boolean extreme = random.nextInt(12) == 0;
      return switch (figure.kind()) {
        case MONETARY_MINOR, LIFETIME_MINOR ->
            extreme ? random.nextLong() : random.nextLong(-40, 40);
        case LIFETIME_ORDERS -> extreme ? Long.MAX_VALUE : random.nextLong(1, 40);
        case DAYS_OVERDUE -> extreme ? Figure.NOT_OVERDUE : random.nextLong(-40, 40);
        case DAYS_SINCE_RETURN -> extreme ? Figure.INFINITE : random.nextLong(0, 40);
        default -> extreme ? random.nextLong(0, Integer.MAX_VALUE) : random.nextLong(0, 40);
      };
    }

    long value(Figure figure) {
      return figures.getOrDefault(figure, 0L);
    }
  }

  /** Four of the figures: conditions on all of them would tell too many cases apart. */
  static List<Figure> someFigures(Random random) {
    List<Figure> figures = new ArrayList<>(FIGURES);
    Collections.shuffle(figures, random);
    return figures.subList(0, 4);
  }

  /** A condition on some of {@code figures} and on the scores. */
  static RandomCondition any(Random random, List<Figure> figures) {
    return any(random, figures, 2);
  }

  private static RandomCondition any(Random random, List<Figure> figures, int depth) {
    if (depth == 0) {
      return leaf(random, figures);
    }
    RandomCondition a = any(random, figures, depth - 1);
    RandomCondition b = any(random, figures, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> new RandomCondition("(" + a.text + " && " + b.text + ")", a.meaning.and(b.meaning));
      case 1 -> new RandomCondition("(" + a.text + " || " + b.text + ")", a.meaning.or(b.meaning));
      case 2 -> new RandomCondition("!(" + a.text + ")", a.meaning.negate());
      case 3 -> {
        RandomCondition c = any(random, figures, depth - 1);
        yield new RandomCondition(
            "(" + a.text + " ? " + b.text + " : " + c.text + ")",
            member -> a.meaning.test(member) ? b.meaning.test(member) : c.meaning.test(member));
      }
      default -> leaf(random, figures);
    };
  }

  private static RandomCondition leaf(Random random, List<Figure> figures) {
    long literal = random.nextLong(-45, 45);
    Optional<Figure> overdue = figures.stream().filter(RandomCondition::isOverdue).findFirst();
    if (overdue.isPresent() && random.nextInt(4) == 0) {
      return overdue(overdue.get());
    }
    return switch (random.nextInt(6)) {
      case 0 -> isOneOf(figure(random, figures), random);
      case 1 -> comparison(score(random), score(random), random);
      case 2 -> comparison(sum(score(random), score(random)), literal(random.nextInt(9)), random);
      case 3 -> comparison(score(random), literal(random.nextInt(7)), random);
      case 4 -> comparison(literal(literal), figure(random, figures), random);
      default -> comparison(figure(random, figures), literal(literal), random);
    };
  }

  private static boolean isOverdue(Figure figure) {
    return figure.detector() != null;
  }

  private static RandomCondition overdue(Figure figure) {
    String name = Objects.requireNonNull(figure.detector()).name();
    return new RandomCondition(name, member -> member.value(figure) >= 0);
  }

  private static RandomCondition isOneOf(Term figure, Random random) {
    List<Long> values =
        IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> random.nextLong(-45, 45)).toList();
    return new RandomCondition(
        figure.text + " in " + values, member -> values.contains(figure.value.applyAsLong(member)));
  }

  /** A part of a comparison. */
  private record Term(String text, ToLongFunction<Member> value) {}

  private static Term literal(long literal) {
    return new Term(Long.toString(literal), member -> literal);
  }

  private static Term sum(Term a, Term b) {
    return new Term(
        a.text + " + " + b.text,
        member -> a.value.applyAsLong(member) + b.value.applyAsLong(member));
  }

  private static Term figure(Random random, List<Figure> figures) {
    List<Figure> numbers = figures.stream().filter(figure -> !isOverdue(figure)).toList();
    Figure figure = numbers.get(random.nextInt(numbers.size()));
    String text =
        switch (figure.kind()) {
          case RECENCY_DAYS -> "recencyDays";
          case FREQUENCY -> "frequency";
          case MONETARY_MINOR -> "monetaryMinor";
          case DAYS_SINCE_FIRST_ORDER -> "daysSinceFirstOrder";
          case LIFETIME_ORDERS -> "lifetimeOrders";
          case LIFETIME_MINOR -> "lifetimeMinor";
          case DAYS_SINCE_RETURN -> "daysSinceReturn(" + figure.parameter() + ")";
          case DAYS_OVERDUE -> throw new IllegalArgumentException("no number: " + figure);
        };
    return new Term(text, member -> member.value(figure));
  }

  private static Term score(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Term("r", member -> SCORES.r(member.value(FIGURES.get(0))));
      case 1 -> new Term("f", member -> SCORES.f(member.value(FIGURES.get(1))));
      default -> new Term("m", member -> SCORES.m(member.value(FIGURES.get(2))));
    };
  }

  private static RandomCondition comparison(Term a, Term b, Random random) {
    String operator = List.of("<", "<=", ">", ">=", "==", "!=").get(random.nextInt(6));
    return new RandomCondition(
        a.text + " " + operator + " " + b.text,
        member -> {
          int order = Long.compare(a.value.applyAsLong(member), b.value.applyAsLong(member));
          return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "==" -> order == 0;
            default -> order != 0;
          };
        });
  }
}
