-- What old entries of each day came to, by the names that the history is divided by.
-- others: 0 all names are as they were, 1 the user is those of many, 2 all names are.
CREATE TABLE day_sums (
  window_start BIGINT NOT NULL,
  model TEXT NOT NULL,
  "user" TEXT NOT NULL,
  team TEXT NOT NULL,
  outcome TEXT NOT NULL,
  others INTEGER NOT NULL CHECK (others IN (0, 1, 2)),
  requests BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  queries BIGINT NOT NULL,
  prompt_tokens BIGINT NOT NULL,
  completion_tokens BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  fallbacks BIGINT NOT NULL,
  PRIMARY KEY (window_start, model, "user", team, outcome, others)
);

-- Whose turn it is to roll up old entries, and until when if nothing is heard of it.
CREATE TABLE retention_lease (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  owner TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

INSERT INTO retention_lease VALUES (1, '', 0);
