ALTER TABLE attempts ADD COLUMN key_name TEXT NOT NULL DEFAULT '';

ALTER TABLE attempts ADD COLUMN expected_tokens BIGINT NOT NULL DEFAULT 0;

-- Changed by each attempt, like the windows.
CREATE TABLE tallies (
  window_start BIGINT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('global', 'user', 'key', 'model')),
  name TEXT NOT NULL,
  used BIGINT NOT NULL CHECK (used >= 0),
  tokens BIGINT NOT NULL,
  requests_limit BIGINT,
  tokens_limit BIGINT,
  PRIMARY KEY (window_start, scope, name)
) WITH (fillfactor = 20);
