-- Every member's figures, scores and segments as of the end of a day, the one parameter.
--
-- lines       position (in the log), event_id, member_id, type, occurred_ms, amount_minor, order_id
-- rules       one row: the zone, the window and the limits
-- boundaries  figure (r, f or m), boundary
--
-- No memory is at work here: every line is remembered, so this holds for members whose histories
-- fit into the memory.
WITH asked AS (
  SELECT CAST(? AS DATE) AS as_of
),

-- Lines of later days are not known yet.
known AS (
  SELECT
    lines.*,
    type IN ('purchase', 'refund') AS is_money,
    CAST(timezone(rules.zone, timezone('UTC', epoch_ms(occurred_ms))) AS DATE) AS day
  FROM lines, rules, asked
  WHERE day <= as_of
),

-- The erasure in force: the one of the latest instant, where the log has it first.
erasures AS (
  SELECT member_id, occurred_ms AS erased_ms, position AS erased_position
  FROM known
  WHERE type = 'erased'
  QUALIFY row_number() OVER (PARTITION BY member_id ORDER BY occurred_ms DESC, position) = 1
),

since_erasure AS (
  SELECT known.*
  FROM known LEFT JOIN erasures USING (member_id)
  WHERE erased_ms IS NULL OR (position > erased_position AND occurred_ms > erased_ms)
),

-- Of several lines with one id the first in the log wins; the others say the same, or are refused.
accepted AS (
  SELECT *
  FROM since_erasure
  QUALIFY row_number() OVER (PARTITION BY member_id, is_money, event_id ORDER BY position) = 1
),

-- A purchase that names no order is one.
purchased AS (
  SELECT
    member_id,
    order_id,
    CASE WHEN order_id IS NULL THEN event_id END AS lone_event_id,
    min(occurred_ms) AS ordered_ms,
    min(day) AS ordered_day,
    CAST(sum(amount_minor) AS BIGINT) AS amount_minor
  FROM accepted
  WHERE type = 'purchase'
  GROUP BY ALL
),

given_back AS (
  SELECT member_id, order_id, CAST(sum(amount_minor) AS BIGINT) AS refund_minor
  FROM accepted
  WHERE type = 'refund' AND order_id IS NOT NULL
  GROUP BY ALL
),

orders AS (
  SELECT
    member_id,
    ordered_ms,
    ordered_day,
    amount_minor - coalesce(refund_minor, 0) AS net_minor
  FROM purchased LEFT JOIN given_back USING (member_id, order_id)
  WHERE refund_minor IS NULL OR refund_minor < amount_minor
),

unnamed_refunds AS (
  SELECT member_id, day, amount_minor
  FROM accepted
  WHERE type = 'refund' AND order_id IS NULL
),

order_figures AS (
  SELECT
    member_id,
    min(ordered_ms) AS first_purchase_ms,
    max(ordered_ms) AS last_purchase_ms,
    min(ordered_day) AS first_day,
    max(ordered_day) AS last_day,
    count(*) AS lifetime_orders,
    sum(net_minor) AS lifetime_minor,
    count(*) FILTER (as_of - ordered_day < window_days) AS frequency,
    coalesce(sum(net_minor) FILTER (as_of - ordered_day < window_days), 0) AS window_minor
  FROM orders, rules, asked
  GROUP BY member_id
),

refund_figures AS (
  SELECT
    member_id,
    sum(amount_minor) AS lifetime_minor,
    coalesce(sum(amount_minor) FILTER (as_of - day < window_days), 0) AS window_minor
  FROM unnamed_refunds, rules, asked
  GROUP BY member_id
),

-- The latest order day that came the dormant limit or more after the order day before it.
comebacks AS (
  SELECT member_id, max(ordered_day) AS back_day
  FROM (
    SELECT
      member_id,
      ordered_day,
      lag(ordered_day) OVER (PARTITION BY member_id ORDER BY ordered_day) AS day_before
    FROM (SELECT DISTINCT member_id, ordered_day FROM orders)
  ), rules
  WHERE ordered_day - day_before >= dormant_days
  GROUP BY member_id
),

figures AS (
  SELECT
    members.member_id,
    first_purchase_ms,
    last_purchase_ms,
    coalesce(lifetime_orders, 0) AS lifetime_orders,
    coalesce(o.lifetime_minor, 0) - coalesce(u.lifetime_minor, 0) AS lifetime_minor,
    as_of - last_day AS recency_days,
    as_of - first_day AS days_a_customer,
    as_of - back_day AS days_since_comeback,
    coalesce(frequency, 0) AS frequency,
    coalesce(o.window_minor, 0) - coalesce(u.window_minor, 0) AS monetary_minor
  FROM (SELECT DISTINCT member_id FROM accepted) AS members
  CROSS JOIN asked
  LEFT JOIN order_figures AS o USING (member_id)
  LEFT JOIN refund_figures AS u USING (member_id)
  LEFT JOIN comebacks USING (member_id)
),

scores AS (
  SELECT
    figures.*,
    1 + (SELECT count(*) FROM boundaries WHERE figure = 'r' AND boundary > recency_days) AS r,
    1 + (SELECT count(*) FROM boundaries WHERE figure = 'f' AND boundary <= frequency) AS f,
    1 + (SELECT count(*) FROM boundaries WHERE figure = 'm' AND boundary <= monetary_minor) AS m
  FROM figures
)

SELECT
  member_id,
  first_purchase_ms,
  last_purchase_ms,
  CAST(lifetime_orders AS INTEGER) AS lifetime_orders,
  CAST(lifetime_minor AS BIGINT) AS lifetime_minor,
  CAST(recency_days AS INTEGER) AS recency_days,
  CAST(frequency AS INTEGER) AS frequency,
  CAST(monetary_minor AS BIGINT) AS monetary_minor,
  CAST(CASE WHEN recency_days IS NOT NULL THEN r END AS INTEGER) AS r,
  CAST(CASE WHEN recency_days IS NOT NULL THEN f END AS INTEGER) AS f,
  CAST(CASE WHEN recency_days IS NOT NULL THEN m END AS INTEGER) AS m,
  CASE
    WHEN recency_days IS NULL THEN 'none'
    WHEN r >= 3 AND f >= 3 AND m >= 3 THEN 'important-value'
    WHEN r >= 3 AND f < 3 AND m >= 3 THEN 'important-develop'
    WHEN r < 3 AND f >= 3 AND m >= 3 THEN 'important-keep'
    WHEN r < 3 AND f < 3 AND m >= 3 THEN 'important-retain'
    WHEN r >= 3 AND f >= 3 AND m < 3 THEN 'general-value'
    WHEN r >= 3 AND f < 3 AND m < 3 THEN 'general-develop'
    WHEN r < 3 AND f >= 3 AND m < 3 THEN 'general-keep'
    ELSE 'general-retain'
  END AS axis_value,
  CASE
    WHEN recency_days IS NULL THEN 'prospect'
    WHEN recency_days >= churned_days THEN 'churned'
    WHEN recency_days >= dormant_days THEN 'dormant'
    WHEN recency_days >= at_risk_days THEN 'at-risk'
    WHEN days_since_comeback < won_back_days THEN 'won-back'
    WHEN days_a_customer < new_days THEN 'new'
    ELSE 'active'
  END AS axis_lifecycle,
  CASE
    WHEN frequency >= fan_orders THEN 'fan'
    WHEN frequency >= repeat_orders THEN 'repeat'
    WHEN frequency >= first_time_orders THEN 'first-time'
    ELSE 'none'
  END AS axis_loyalty
FROM scores, rules
