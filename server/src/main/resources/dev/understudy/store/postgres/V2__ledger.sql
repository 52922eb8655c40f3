-- The ledger as of version 2; the same tables as in SQLite, with the same version numbers.
-- Instants are milliseconds since 1970, flags are 0 and 1.

CREATE TABLE attempts (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  query_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  model TEXT NOT NULL,
  metered INTEGER NOT NULL,
  "user" TEXT NOT NULL,
  team TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  window_start BIGINT NOT NULL,
  owner TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('outstanding', 'settled', 'released', 'recorded')),
  ended_at BIGINT,
  result TEXT,
  prompt_tokens BIGINT NOT NULL DEFAULT 0,
  completion_tokens BIGINT NOT NULL DEFAULT 0,
  estimated INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX attempts_by_window ON attempts (window_start);

CREATE INDEX attempts_by_query ON attempts (query_id);

CREATE INDEX attempts_outstanding ON attempts (owner)
  WHERE state = 'outstanding';

CREATE TABLE queries (
  query_id TEXT PRIMARY KEY,
  "user" TEXT NOT NULL,
  conversation TEXT NOT NULL,
  team TEXT NOT NULL,
  outcome TEXT NOT NULL,
  model TEXT,
  attempts INTEGER NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  window_start BIGINT NOT NULL
);

CREATE INDEX queries_by_window ON queries (window_start);

-- The row of today's window is changed by each attempt of each replica: room for its new versions
-- beside the old ones keeps it in one page.
CREATE TABLE windows (
  start BIGINT PRIMARY KEY,
  "end" BIGINT NOT NULL,
  used BIGINT NOT NULL CHECK (used >= 0),
  limit_seen BIGINT NOT NULL,
  tokens BIGINT NOT NULL
) WITH (fillfactor = 20);

CREATE TABLE totals (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  requests BIGINT NOT NULL,
  tokens BIGINT NOT NULL,
  fallback_queries BIGINT NOT NULL
) WITH (fillfactor = 20);

INSERT INTO totals VALUES (1, 0, 0, 0);

CREATE TABLE warnings (
  window_start BIGINT NOT NULL,
  "user" TEXT NOT NULL,
  PRIMARY KEY (window_start, "user")
);

CREATE TABLE trails (
  query_id TEXT PRIMARY KEY,
  trail TEXT NOT NULL
);

-- The processes that hold reservations, and when each was last seen alive, by this server's clock.
CREATE TABLE owners (
  id TEXT PRIMARY KEY,
  seen_at TIMESTAMPTZ NOT NULL
);
