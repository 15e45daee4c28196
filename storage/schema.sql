-- The first schema. Money is INTEGER minor units (…_minor), quantities are INTEGER thousandths (…_milli),
-- amounts above 10^13 are slips of the finger that would one day overflow a sum;
-- days are TEXT YYYY-MM-DD in the shop's zone, instants are TEXT ISO 8601 in UTC ("2026-11-21T09:30:00Z").

-- ── What is sold, and to whom ───────────────────────────────────────────────────────────────────
CREATE TABLE products (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,               -- case folded, white space folded: one product a spelling
    category TEXT,
    price_minor INTEGER,
    cost_minor INTEGER,
    lead_time_days INTEGER,
    reorder_milli INTEGER,                     -- how many the owner usually orders
    pack_milli INTEGER,                        -- sold to him in packs of
    minimum_milli INTEGER,                     -- smallest order the supplier takes
    supplier TEXT,
    merged_into INTEGER REFERENCES products(id),  -- where the chain of merges ends, never half way
    first_entry_id INTEGER                     -- the first entry that spoke of it; 0: an import that was dropped
) STRICT;
CREATE INDEX products_merged ON products(merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    region TEXT,
    phone TEXT,
    merged_into INTEGER REFERENCES customers(id),
    first_entry_id INTEGER
) STRICT;
CREATE INDEX customers_merged ON customers(merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE aliases (                          -- what the owner's taps taught
    subject TEXT NOT NULL CHECK (subject IN ('product', 'customer')),
    folded TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    entry_id INTEGER REFERENCES entries(id),
    PRIMARY KEY (subject, folded)
) STRICT, WITHOUT ROWID;

-- ── Entries: everything that changed the book ───────────────────────────────────────────────────
CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    root_id INTEGER NOT NULL,                  -- the first entry of a chain of edits; itself when new
    kind TEXT NOT NULL,                        -- sale, return, restock, stocktake, price, payment, expense, campaign, fact, order, import, …
    state TEXT NOT NULL CHECK (state IN ('staged', 'in force', 'reversed')),
    source TEXT NOT NULL UNIQUE,               -- tg:<chat>:<message>, file:<sha256>, job:weekly:2026-W47
    made_at TEXT NOT NULL,                     -- instant of the message
    member_id INTEGER,                         -- Telegram user id of who said it
    who TEXT NOT NULL,                         -- his name then
    chat_id INTEGER,
    message_id INTEGER,
    raw_text TEXT NOT NULL,
    understood TEXT NOT NULL,                  -- JSON: what was understood, enough to show and to edit
    replaces INTEGER REFERENCES entries(id),   -- the entry this edit stands for
    reversed_at TEXT,
    reversed_by INTEGER,
    file_name TEXT
) STRICT;
CREATE INDEX entries_not_in_force ON entries(id) WHERE state <> 'in force';
CREATE INDEX entries_root ON entries(root_id);
CREATE INDEX entries_chat ON entries(chat_id, id);
CREATE INDEX entries_files ON entries(id) WHERE file_name IS NOT NULL;

CREATE TABLE confirmations (                    -- which message of ours confirmed which entry: for replies
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    PRIMARY KEY (chat_id, message_id, entry_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sale_lines (                       -- sales and returns (negative), one row a line
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    sale_id INTEGER NOT NULL,                  -- id of the sale's first line ever; edits keep it. One day, customer, region
    sold_on TEXT NOT NULL,
    sold_at TEXT,
    product_id INTEGER NOT NULL REFERENCES products(id),
    customer_id INTEGER REFERENCES customers(id),
    payment TEXT CHECK (payment IN ('cash', 'card', 'eft', 'credit', 'other')),
    quantity_milli INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,              -- what was paid for the line, after discount
    cost_minor INTEGER,                        -- of the whole line; null: unknown
    region TEXT,                               -- null: the customer's
    reference TEXT,                            -- order or receipt number in an imported file
    note TEXT,
    CONSTRAINT within_reach CHECK (quantity_milli BETWEEN -10000000000000 AND 10000000000000 AND total_minor BETWEEN -10000000000000 AND 10000000000000)
) STRICT;
CREATE INDEX sale_lines_entry ON sale_lines(entry_id);
CREATE INDEX sale_lines_day ON sale_lines(sold_on, product_id);
CREATE INDEX sale_lines_customer ON sale_lines(customer_id, sold_on) WHERE customer_id IS NOT NULL;
CREATE INDEX sale_lines_credit ON sale_lines(customer_id, sold_on) WHERE payment = 'credit';
CREATE INDEX sale_lines_returns ON sale_lines(sold_on) WHERE quantity_milli < 0;

CREATE TABLE restock_lines (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    received_on TEXT NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products(id),
    quantity_milli INTEGER NOT NULL,
    total_minor INTEGER,                       -- what was paid; null: not said
    supplier TEXT,
    payment TEXT,
    CONSTRAINT within_reach CHECK (quantity_milli BETWEEN -10000000000000 AND 10000000000000)
) STRICT;
CREATE INDEX restock_lines_entry ON restock_lines(entry_id);
CREATE INDEX restock_lines_product ON restock_lines(product_id, received_on);

CREATE TABLE count_lines (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    counted_on TEXT NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products(id),
    quantity_milli INTEGER NOT NULL,
    CONSTRAINT within_reach CHECK (quantity_milli BETWEEN -10000000000000 AND 10000000000000)
) STRICT;
CREATE INDEX count_lines_entry ON count_lines(entry_id);
CREATE INDEX count_lines_product ON count_lines(product_id, counted_on);

CREATE TABLE order_lines (                      -- ordered from a supplier, not yet received
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    ordered_on TEXT NOT NULL,
    due_on TEXT,
    product_id INTEGER NOT NULL REFERENCES products(id),
    quantity_milli INTEGER NOT NULL,
    CONSTRAINT within_reach CHECK (quantity_milli BETWEEN -10000000000000 AND 10000000000000)
) STRICT;
CREATE INDEX order_lines_entry ON order_lines(entry_id);
CREATE INDEX order_lines_product ON order_lines(product_id, ordered_on);

CREATE TABLE payments (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    paid_on TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers(id),
    amount_minor INTEGER NOT NULL,
    payment TEXT,
    CONSTRAINT within_reach CHECK (amount_minor BETWEEN -10000000000000 AND 10000000000000)
) STRICT;
CREATE INDEX payments_entry ON payments(entry_id);
CREATE INDEX payments_customer ON payments(customer_id, paid_on);

CREATE TABLE expenses (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    spent_on TEXT NOT NULL,
    note TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    payment TEXT,
    CONSTRAINT within_reach CHECK (amount_minor BETWEEN -10000000000000 AND 10000000000000)
) STRICT;
CREATE INDEX expenses_entry ON expenses(entry_id);
CREATE INDEX expenses_day ON expenses(spent_on);

CREATE TABLE campaigns (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,                     -- the last day, inclusive
    budget_minor INTEGER,
    channel TEXT
) STRICT;
CREATE INDEX campaigns_entry ON campaigns(entry_id);

CREATE TABLE interactions (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    customer_id INTEGER NOT NULL REFERENCES customers(id),
    happened_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    minutes INTEGER,
    note TEXT
) STRICT;
CREATE INDEX interactions_entry ON interactions(entry_id);

CREATE TABLE fact_changes (                     -- price, cost, category, phone, …: value in force is the latest in force
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries(id),
    subject TEXT NOT NULL CHECK (subject IN ('product', 'customer', 'shop')),
    subject_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    before TEXT,                               -- as text; null: nothing was known
    after TEXT,
    changed_on TEXT NOT NULL
) STRICT;
CREATE INDEX fact_changes_entry ON fact_changes(entry_id);
CREATE INDEX fact_changes_subject ON fact_changes(subject, subject_id, field);

-- ── Running totals, kept in the transaction that posts or reverses an entry ─────────────────────
CREATE TABLE day_totals (
    sold_on TEXT PRIMARY KEY,
    quantity_milli INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    cost_minor INTEGER NOT NULL,
    costed_minor INTEGER NOT NULL,
    returned_milli INTEGER NOT NULL,
    returned_minor INTEGER NOT NULL,
    sales INTEGER NOT NULL,                    -- sales with a line that is no return
    lines INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE day_product_totals (
    sold_on TEXT NOT NULL,
    product_id INTEGER NOT NULL,
    quantity_milli INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    cost_minor INTEGER NOT NULL,               -- sum of the known costs
    costed_minor INTEGER NOT NULL,             -- revenue of the lines whose cost is known
    returned_milli INTEGER NOT NULL,           -- part of the quantity that came back (positive)
    returned_minor INTEGER NOT NULL,           -- part of the total that was paid back (positive)
    lines INTEGER NOT NULL,
    PRIMARY KEY (sold_on, product_id)
) STRICT, WITHOUT ROWID;
-- Covers the figures: a product's year is read in one stretch, without a look into the table for each day.
CREATE INDEX day_product_by_product ON day_product_totals(
    product_id, sold_on, quantity_milli, total_minor, cost_minor, costed_minor, returned_milli, returned_minor, lines);

CREATE TABLE day_customer_totals (              -- customer 0: nobody named
    sold_on TEXT NOT NULL,
    customer_id INTEGER NOT NULL,
    region TEXT NOT NULL,                      -- '': the customer's
    total_minor INTEGER NOT NULL,
    quantity_milli INTEGER NOT NULL,
    sales INTEGER NOT NULL,                    -- number of sales (not lines, not returns)
    lines INTEGER NOT NULL,
    PRIMARY KEY (sold_on, customer_id, region)
) STRICT, WITHOUT ROWID;
CREATE INDEX day_customer_by_customer ON day_customer_totals(customer_id, sold_on);

CREATE TABLE day_payment_totals (               -- payment '': not said
    sold_on TEXT NOT NULL,
    payment TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (sold_on, payment)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_slot_totals (                  -- when the shop sells
    sold_on TEXT NOT NULL,
    slot TEXT NOT NULL,                        -- the UTC quarter of an hour, 2026-11-21T09:30; '': time not known
    total_minor INTEGER NOT NULL,
    sales INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (sold_on, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock (                            -- only products whose shelf was ever counted
    product_id INTEGER PRIMARY KEY REFERENCES products(id),
    counted_on TEXT NOT NULL,
    count_root INTEGER NOT NULL,               -- root of the counting entry: orders it among the day's entries
    on_hand_milli INTEGER NOT NULL             -- the count, plus what came in, less what went out since
) STRICT;

CREATE TABLE balances (
    customer_id INTEGER PRIMARY KEY REFERENCES customers(id),
    credit_minor INTEGER NOT NULL,             -- sold on credit, less returns on credit
    paid_minor INTEGER NOT NULL                -- paid off
) STRICT;

-- ── People ──────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE members (
    user_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'staff', 'viewer')),
    joined_at TEXT NOT NULL,
    removed_at TEXT,
    language TEXT
) STRICT;

CREATE TABLE invitations (                      -- also the claim code of the first owner
    code_hash TEXT PRIMARY KEY,                -- SHA-256; the code itself is never stored
    role TEXT NOT NULL,
    made_at TEXT NOT NULL,
    expires_at TEXT,
    used_at TEXT,
    used_by INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE strangers (
    user_id INTEGER PRIMARY KEY,
    seen INTEGER NOT NULL,
    answered_on TEXT
) STRICT;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    member_id INTEGER,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    entry_id INTEGER REFERENCES entries(id),
    detail TEXT,
    source TEXT                                -- what made it happen: the same source never acts twice
) STRICT;
CREATE UNIQUE INDEX audit_source ON audit(source) WHERE source IS NOT NULL;
CREATE INDEX audit_entry ON audit(entry_id);

-- ── In, out, and in between ─────────────────────────────────────────────────────────────────────
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id INTEGER UNIQUE,                  -- null: from the clock
    chat_id INTEGER,
    message_id INTEGER,
    body TEXT NOT NULL,                        -- the update as JSON
    received_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'set aside')),
    finished_at TEXT
) STRICT;
CREATE INDEX inbox_waiting ON inbox(id) WHERE state = 'waiting';

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    inbox_id INTEGER REFERENCES inbox(id),
    chat_id INTEGER NOT NULL,
    call TEXT NOT NULL,                        -- the Bot API method
    body TEXT NOT NULL,                        -- its parameters as JSON
    file_path TEXT,
    keep_file INTEGER NOT NULL DEFAULT 0,
    entries TEXT NOT NULL DEFAULT '[]',        -- entry ids this message confirms, JSON
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    made_at TEXT NOT NULL,
    sent_at TEXT,
    message_id INTEGER,                        -- Telegram's, once sent
    error TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox(id) WHERE state IN ('waiting', 'sending');

CREATE TABLE sentences (                        -- buttons whose sentence does not fit Telegram's 64 bytes
    id INTEGER PRIMARY KEY,
    says TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE drafts (                           -- a half-finished entry, an import waiting for its button
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    member_id INTEGER,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,                        -- JSON
    source TEXT NOT NULL,                      -- of the message that opened it
    made_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'dropped'))
) STRICT;
CREATE INDEX drafts_open ON drafts(chat_id, id) WHERE state = 'open';

CREATE TABLE deliveries (                       -- one row for each scheduled message: exactly once a period
    kind TEXT NOT NULL,
    period TEXT NOT NULL,                      -- 2026-W47, 2026-11-21
    due_at TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (kind, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE forecasts_made (                   -- kept to be judged against what came
    id INTEGER PRIMARY KEY,
    made_on TEXT NOT NULL,
    product_id INTEGER REFERENCES products(id),  -- null: the whole shop
    starts_on TEXT NOT NULL,
    days INTEGER NOT NULL,
    mean REAL NOT NULL,                        -- units
    low REAL NOT NULL,
    high REAL NOT NULL,
    method TEXT NOT NULL,
    UNIQUE (made_on, product_id, starts_on, days)
) STRICT;

CREATE TABLE layouts (                          -- how a file with this header is read, once shown and accepted
    header_hash TEXT PRIMARY KEY,
    layout TEXT NOT NULL,                      -- JSON
    used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (                         -- what the owner set by tapping; overrides config.toml
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counters (                         -- catalogue: grows with every change of a name, price or alias
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE heartbeats (                       -- last poll, last handled update, last backup, last recount
    name TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    detail TEXT
) STRICT, WITHOUT ROWID;
