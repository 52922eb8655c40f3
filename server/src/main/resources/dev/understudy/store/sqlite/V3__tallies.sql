ALTER TABLE attempts ADD COLUMN key_name TEXT NOT NULL DEFAULT '';

ALTER TABLE attempts ADD COLUMN expected_tokens INTEGER NOT NULL DEFAULT 0;

CREATE TABLE tallies (
  window_start INTEGER NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('global', 'user', 'key', 'model')),
  name TEXT NOT NULL,
  used INTEGER NOT NULL CHECK (used >= 0),
  tokens INTEGER NOT NULL,
  requests_limit INTEGER,
  tokens_limit INTEGER,
  PRIMARY KEY (window_start, scope, name)
) STRICT, WITHOUT ROWID;
