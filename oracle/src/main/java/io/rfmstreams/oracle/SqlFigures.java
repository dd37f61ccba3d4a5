package io.rfmstreams.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A second pair of eyes on {@link Picture}: the figures as one SQL query over a table of lines, as
 * a nightly job would have it. It finds duplicates and erasures itself, and knows no memory, so it
 * holds for logs in which no member's history exceeds that.
 */
public final class SqlFigures implements AutoCloseable {

  /** Longer than any history, for a window without limit. */
  private static final int UNLIMITED_DAYS = 1_000_000;

  private final Connection connection;

  private SqlFigures(Connection connection) {
    this.connection = connection;
  }

  /** Loads lines in log order into an in-memory database. */
  public static SqlFigures over(List<LogLine> lines, RuleParameters rules) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try {
      loadRules(connection, rules);
      loadLines(connection, lines);
      return new SqlFigures(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void loadRules(Connection connection, RuleParameters rules) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE rules (zone VARCHAR, window_days INTEGER, new_days INTEGER,"
              + " won_back_days INTEGER, at_risk_days INTEGER, dormant_days INTEGER,"
              + " churned_days INTEGER, first_time_orders INTEGER, repeat_orders INTEGER,"
              + " fan_orders INTEGER)");
      statement.execute("CREATE TABLE boundaries (figure VARCHAR, boundary BIGINT)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO rules VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, rules.zone().getId());
      insert.setInt(2, Objects.requireNonNullElse(rules.windowDays(), UNLIMITED_DAYS));
      insert.setInt(3, rules.newDays());
      insert.setInt(4, rules.wonBackDays());
      insert.setInt(5, rules.atRiskDays());
      insert.setInt(6, rules.dormantDays());
      insert.setInt(7, rules.churnedDays());
      insert.setInt(8, rules.firstTimeOrders());
      insert.setInt(9, rules.repeatOrders());
      insert.setInt(10, rules.fanOrders());
      insert.execute();
    }
    loadBoundaries(connection, "r", rules.recencyBoundaries());
    loadBoundaries(connection, "f", rules.frequencyBoundaries());
    loadBoundaries(connection, "m", rules.monetaryBoundaries());
  }

  private static void loadBoundaries(
      Connection connection, String figure, List<? extends Number> boundaries) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO boundaries VALUES (?, ?)")) {
      for (Number boundary : boundaries) {
        insert.setString(1, figure);
        insert.setLong(2, boundary.longValue());
        insert.execute();
      }
    }
  }

  private static void loadLines(Connection connection, List<LogLine> lines) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE lines (position INTEGER, event_id VARCHAR, member_id VARCHAR,"
              + " type VARCHAR, occurred_ms BIGINT, amount_minor BIGINT, order_id VARCHAR)");
    }
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("lines")) {
      int position = 0;
      for (LogLine line : lines) {
        appender.beginRow();
        appender.append(position++);
        appender.append(line.eventId());
        appender.append(line.memberId());
        appender.append(line.type());
        appender.append(line.occurredAt().toEpochMilli());
        appender.append(line.amountMinor());
        appender.append(line.orderId());
        appender.endRow();
      }
    }
  }

  /** Every member that is not erased, in code-point order, as of the end of a day. */
  public SortedMap<String, Picture> asOf(LocalDate day) throws SQLException {
    SortedMap<String, Picture> pictures = new TreeMap<>(MemberIds.ORDER);
    try (PreparedStatement query = connection.prepareStatement(sql())) {
      query.setObject(1, day);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          pictures.put(row.getString("member_id"), picture(row, day));
        }
      }
    }
    return pictures;
  }

  private static Picture picture(ResultSet row, LocalDate day) throws SQLException {
    return new Picture(
        day,
        new Figures(
            row.getObject("recency_days", Integer.class),
            row.getInt("frequency"),
            row.getLong("monetary_minor"),
            row.getObject("r", Integer.class),
            row.getObject("f", Integer.class),
            row.getObject("m", Integer.class)),
        instant(row.getObject("first_purchase_ms", Long.class)),
        instant(row.getObject("last_purchase_ms", Long.class)),
        row.getInt("lifetime_orders"),
        row.getLong("lifetime_minor"),
        Map.of(
            Axis.VALUE,
            row.getString("axis_value"),
            Axis.LIFECYCLE,
            row.getString("axis_lifecycle"),
            Axis.LOYALTY,
            row.getString("axis_loyalty")));
  }

  private static @Nullable Instant instant(@Nullable Long epochMillis) {
    return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
  }

  private static String sql() {
    try (InputStream resource = SqlFigures.class.getResourceAsStream("figures.sql")) {
      return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
