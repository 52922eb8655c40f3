CREATE TABLE attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  query_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  model TEXT NOT NULL,
  metered INTEGER NOT NULL,
  user TEXT NOT NULL,
  team TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  window_start INTEGER NOT NULL,
  owner TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('outstanding', 'settled', 'released', 'recorded')),
  ended_at INTEGER,
  result TEXT,
  prompt_tokens INTEGER NOT NULL DEFAULT 0,
  completion_tokens INTEGER NOT NULL DEFAULT 0,
  estimated INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX attempts_by_window ON attempts (window_start);

CREATE INDEX attempts_by_query ON attempts (query_id);

CREATE INDEX attempts_outstanding ON attempts (owner)
  WHERE state = 'outstanding';

CREATE TABLE queries (
  query_id TEXT PRIMARY KEY,
  user TEXT NOT NULL,
  conversation TEXT NOT NULL,
  team TEXT NOT NULL,
  outcome TEXT NOT NULL,
  model TEXT,
  attempts INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  window_start INTEGER NOT NULL
) STRICT;

CREATE INDEX queries_by_window ON queries (window_start);

CREATE TABLE windows (
  start INTEGER PRIMARY KEY,
  end INTEGER NOT NULL,
  used INTEGER NOT NULL CHECK (used >= 0),
  limit_seen INTEGER NOT NULL,
  tokens INTEGER NOT NULL
) STRICT;

CREATE TABLE totals (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  requests INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  fallback_queries INTEGER NOT NULL
) STRICT;

INSERT INTO totals VALUES (1, 0, 0, 0);

CREATE TABLE warnings (
  window_start INTEGER NOT NULL,
  user TEXT NOT NULL,
  PRIMARY KEY (window_start, user)
) STRICT, WITHOUT ROWID;
