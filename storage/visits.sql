-- Somebody looks at the demo shop, whose book is another file: who, until when, and which of his messages were said there.

CREATE TABLE demo_visits (                      -- one for each member who is there now
    member_id INTEGER PRIMARY KEY,
    folder TEXT NOT NULL,                       -- where his demo book lies, beside this one
    until TEXT NOT NULL                         -- then it is over by itself
) STRICT;

CREATE TABLE demo_messages (                    -- what was said in the demo never counts here, however late it comes again
    source TEXT PRIMARY KEY,
    said_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
