-- The public face of the book: names and columns stay. Only what is in force is shown. Quantities are plain
-- numbers here, money is whole minor units. Views whose name ends in _known are the program's own.

-- A product or customer is shown unless it was merged away, or everything that ever spoke of it was undone.
CREATE VIEW products_known AS
SELECT p.*
FROM products AS p
WHERE p.merged_into IS NULL AND (
    p.first_entry_id IS NULL
    OR EXISTS (
        SELECT 1 FROM entries AS f JOIN entries AS e ON e.root_id = f.root_id
        WHERE f.id = p.first_entry_id AND e.state = 'in force')
    OR EXISTS (SELECT 1 FROM day_product_totals AS t WHERE t.product_id = p.id)
    OR EXISTS (SELECT 1 FROM products AS m WHERE m.merged_into = p.id)
    OR EXISTS (
        SELECT 1 FROM restock_lines AS l JOIN entries AS e ON e.id = l.entry_id
        WHERE l.product_id = p.id AND e.state = 'in force')
    OR EXISTS (
        SELECT 1 FROM count_lines AS l JOIN entries AS e ON e.id = l.entry_id
        WHERE l.product_id = p.id AND e.state = 'in force')
    OR EXISTS (
        SELECT 1 FROM order_lines AS l JOIN entries AS e ON e.id = l.entry_id
        WHERE l.product_id = p.id AND e.state = 'in force')
    OR EXISTS (
        SELECT 1 FROM fact_changes AS l JOIN entries AS e ON e.id = l.entry_id
        WHERE l.subject = 'product' AND l.subject_id = p.id AND e.state = 'in force'));

CREATE VIEW customers_known AS
SELECT c.*
FROM customers AS c
WHERE c.merged_into IS NULL AND (
    c.first_entry_id IS NULL
    OR EXISTS (
        SELECT 1 FROM entries AS f JOIN entries AS e ON e.root_id = f.root_id
        WHERE f.id = c.first_entry_id AND e.state = 'in force')
    OR EXISTS (SELECT 1 FROM day_customer_totals AS t WHERE t.customer_id = c.id)
    OR EXISTS (SELECT 1 FROM customers AS m WHERE m.merged_into = c.id)
    OR EXISTS (
        SELECT 1 FROM payments AS l JOIN entries AS e ON e.id = l.entry_id
        WHERE l.customer_id = c.id AND e.state = 'in force')
    OR EXISTS (
        SELECT 1 FROM interactions AS l JOIN entries AS e ON e.id = l.entry_id
        WHERE l.customer_id = c.id AND e.state = 'in force')
    OR EXISTS (
        SELECT 1 FROM fact_changes AS l JOIN entries AS e ON e.id = l.entry_id
        WHERE l.subject = 'customer' AND l.subject_id = c.id AND e.state = 'in force'));

-- Ordered and not yet come in. Orders raise the running sum, receipts lower it, never below nothing: goods that
-- came before anything was ordered do not count against a later order. That is the sum less its lowest point.
CREATE VIEW on_order_known AS
WITH moves AS (
    SELECT coalesce(p.merged_into, p.id) AS product_id, l.ordered_on AS moved_on, e.root_id AS root_id,
        0 AS receipt, l.id AS line_id, l.quantity_milli AS change_milli
    FROM order_lines AS l JOIN entries AS e ON e.id = l.entry_id JOIN products AS p ON p.id = l.product_id
    WHERE e.state = 'in force'
    UNION ALL
    SELECT coalesce(p.merged_into, p.id), l.received_on, e.root_id, 1, l.id, -max(l.quantity_milli, 0)
    FROM restock_lines AS l JOIN entries AS e ON e.id = l.entry_id JOIN products AS p ON p.id = l.product_id
    WHERE e.state = 'in force'
        AND coalesce(p.merged_into, p.id) IN (
            SELECT coalesce(o.merged_into, o.id) FROM order_lines AS x JOIN products AS o ON o.id = x.product_id)
), sums AS (
    SELECT product_id, change_milli, sum(change_milli) OVER (
        PARTITION BY product_id ORDER BY moved_on, root_id, receipt, line_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS sum_milli
    FROM moves
)
SELECT product_id, sum(change_milli) - min(0, min(sum_milli)) AS on_order_milli
FROM sums
GROUP BY product_id;

-- What a customer owes, and since when: payments and returns settle the oldest credit sale first.
CREATE VIEW debts_known AS
WITH owed AS (
    SELECT coalesce(c.merged_into, c.id) AS customer_id, sum(b.credit_minor - b.paid_minor) AS balance_minor
    FROM balances AS b JOIN customers AS c ON c.id = b.customer_id
    GROUP BY 1
    HAVING sum(b.credit_minor - b.paid_minor) <> 0
), credit AS (
    SELECT o.customer_id, o.balance_minor, l.sold_on, sum(l.total_minor) OVER (
        PARTITION BY o.customer_id ORDER BY l.sold_on DESC, l.id DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS later_minor
    FROM owed AS o  -- CROSS keeps this order: those who owe are few, credit sales long settled are many
    CROSS JOIN customers AS c ON c.id = o.customer_id OR c.merged_into = o.customer_id
    CROSS JOIN sale_lines AS l ON l.customer_id = c.id AND l.payment = 'credit' AND l.total_minor > 0
    JOIN entries AS e ON e.id = l.entry_id AND e.state = 'in force'
    WHERE o.balance_minor > 0
), unsettled AS (
    SELECT customer_id, min(sold_on) AS since FROM credit
    WHERE coalesce(later_minor, 0) < balance_minor
    GROUP BY customer_id
)
SELECT o.customer_id, o.balance_minor, u.since
FROM owed AS o LEFT JOIN unsettled AS u ON u.customer_id = o.customer_id;

CREATE VIEW sales_book AS
SELECT l.sale_id, l.entry_id, l.sold_on, l.sold_at,
    coalesce(pm.name, p.name) AS product,
    coalesce(pm.category, p.category) AS category,
    l.quantity_milli / 1000.0 AS quantity,
    CAST(round(l.total_minor * 1000.0 / nullif(l.quantity_milli, 0)) AS INTEGER) AS unit_price_minor,
    l.total_minor, l.cost_minor,
    coalesce(cm.name, c.name) AS customer,
    coalesce(l.region, cm.region, c.region) AS region,
    l.payment, e.who AS recorded_by, e.source
FROM sale_lines AS l
JOIN entries AS e ON e.id = l.entry_id
JOIN products AS p ON p.id = l.product_id
LEFT JOIN products AS pm ON pm.id = p.merged_into
LEFT JOIN customers AS c ON c.id = l.customer_id
LEFT JOIN customers AS cm ON cm.id = c.merged_into
WHERE e.state = 'in force';

CREATE VIEW stock_book AS
SELECT p.name AS product, p.category, s.on_hand_milli / 1000.0 AS on_hand,
    coalesce(o.on_order_milli, 0) / 1000.0 AS on_order, p.price_minor, p.cost_minor
FROM products_known AS p
LEFT JOIN stock AS s ON s.product_id = p.id
LEFT JOIN on_order_known AS o ON o.product_id = p.id;

CREATE VIEW restocks_book AS
SELECT l.entry_id, l.received_on, coalesce(pm.name, p.name) AS product,
    l.quantity_milli / 1000.0 AS quantity, l.total_minor
FROM restock_lines AS l
JOIN entries AS e ON e.id = l.entry_id
JOIN products AS p ON p.id = l.product_id
LEFT JOIN products AS pm ON pm.id = p.merged_into
WHERE e.state = 'in force';

CREATE VIEW debts_book AS
SELECT c.name AS customer, d.balance_minor, d.since
FROM debts_known AS d JOIN customers AS c ON c.id = d.customer_id;

CREATE VIEW payments_book AS
SELECT l.entry_id, l.paid_on, coalesce(cm.name, c.name) AS customer, l.amount_minor, l.payment
FROM payments AS l
JOIN entries AS e ON e.id = l.entry_id
JOIN customers AS c ON c.id = l.customer_id
LEFT JOIN customers AS cm ON cm.id = c.merged_into
WHERE e.state = 'in force';

CREATE VIEW expenses_book AS
SELECT l.entry_id, l.spent_on, l.note, l.amount_minor, l.payment
FROM expenses AS l JOIN entries AS e ON e.id = l.entry_id
WHERE e.state = 'in force';

CREATE VIEW campaigns_book AS
SELECT l.name AS campaign, l.starts_on, l.ends_on, l.budget_minor, l.channel
FROM campaigns AS l JOIN entries AS e ON e.id = l.entry_id
WHERE e.state = 'in force';

CREATE VIEW audit_book AS
SELECT at, who, what, entry_id, detail FROM audit;
