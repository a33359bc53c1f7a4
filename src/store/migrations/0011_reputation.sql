-- Every act and change that reputation goes by, numbered from 1 without a gap, never changed and never removed. The same `key`
-- is kept once. `body` is JSON. No index, which would grow for good: rows are joined with what is there before they go in.
CREATE TABLE reputation_entries (
  number  BIGINT  NOT NULL,
  kind    VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  "by"    VARCHAR NOT NULL,
  at_us   BIGINT  NOT NULL,
  body    VARCHAR NOT NULL,
  key     VARCHAR NOT NULL
);

-- What is known of pairs of identities: a Beta distribution each, as it stood at `updated_at_us`, and a circuit.
CREATE TABLE trust_pairs (
  pair_id       VARCHAR PRIMARY KEY,
  agent_a       VARCHAR NOT NULL,
  agent_b       VARCHAR NOT NULL,
  alpha         DOUBLE  NOT NULL,
  beta          DOUBLE  NOT NULL,
  updated_at_us BIGINT  NOT NULL,
  interactions  BIGINT  NOT NULL,
  circuit       VARCHAR NOT NULL,
  opened_at_us  BIGINT
);

-- What maintainers and the operator hold of contributors and sources, in place of what is learned. `entity` is kind and id.
CREATE TABLE overrides (
  entity        VARCHAR PRIMARY KEY,
  kind          VARCHAR NOT NULL,
  id            VARCHAR NOT NULL,
  confidence    DOUBLE  NOT NULL,
  strength      DOUBLE  NOT NULL,
  locked        BOOLEAN NOT NULL,
  updated_at_us BIGINT  NOT NULL
);

-- How often tools were right. The same `key` is one observation, whatever it came to last; `source` says who or what told. What
-- is told in a `repo` counts there alone, null everywhere.
CREATE TABLE tool_observations (
  key           VARCHAR PRIMARY KEY,
  tool          VARCHAR NOT NULL,
  context_class VARCHAR NOT NULL,
  success       BOOLEAN NOT NULL,
  weight        DOUBLE  NOT NULL,
  at_us         BIGINT  NOT NULL,
  source        VARCHAR NOT NULL,
  repo          VARCHAR
);

-- Contributors' conduct as it was computed last. `previous` is the total before the present one; `dimensions` is JSON.
CREATE TABLE conduct_scores (
  did        VARCHAR PRIMARY KEY,
  total      INTEGER NOT NULL,
  previous   INTEGER,
  dimensions VARCHAR NOT NULL,
  revoked    BOOLEAN NOT NULL,
  at_us      BIGINT  NOT NULL
);

-- What is to be told elsewhere: `waiting`, `sent` (kept a while, so that the same key is not sent again) or `dead` after too
-- many attempts. Ids grow; the highest stays, so that none is used twice.
CREATE TABLE outbox (
  id              BIGINT  PRIMARY KEY,
  idempotency_key VARCHAR NOT NULL,
  target          VARCHAR NOT NULL,
  body            VARCHAR NOT NULL,
  attempts        INTEGER NOT NULL,
  not_before_us   BIGINT  NOT NULL,
  state           VARCHAR NOT NULL
);

-- Trust events that other services told, each key of a tenant once. `state` is JSON with sorted keys. No index: as above.
CREATE TABLE received_events (
  idempotency_key VARCHAR NOT NULL,
  tenant          VARCHAR NOT NULL,
  pair_id         VARCHAR NOT NULL,
  state           VARCHAR NOT NULL,
  at_us           BIGINT  NOT NULL
);
