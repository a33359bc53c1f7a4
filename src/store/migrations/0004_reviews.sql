-- What the blind reviewer said. One row for each diff, model and prompt; `body` is the whole review as JSON. No index in
-- this file: rows are joined with what is there before they go in. `not_before_us` is when one that came to no verdict may
-- be asked for again, null for never.
CREATE TABLE reviews (
  diff_hash      VARCHAR NOT NULL,
  model          VARCHAR NOT NULL,
  prompt_hash    VARCHAR NOT NULL,
  outcome        VARCHAR NOT NULL,
  attempts       INTEGER NOT NULL,
  not_before_us  BIGINT,
  reviewed_at_us BIGINT  NOT NULL,
  asked_for      VARCHAR NOT NULL,
  need           VARCHAR NOT NULL,
  cost_micros    BIGINT  NOT NULL,
  flags          INTEGER NOT NULL,
  dropped_flags  INTEGER NOT NULL,
  unread_files   INTEGER NOT NULL,
  body           VARCHAR NOT NULL
);

-- What reviews cost, as they were made, failed ones and those that others took the place of included: put down to whose pull
-- request they were asked for, and what a verdict could do for it.
CREATE TABLE review_costs (
  asked_for   VARCHAR NOT NULL,
  need        VARCHAR NOT NULL,
  at_us       BIGINT  NOT NULL,
  cost_micros BIGINT  NOT NULL
);

-- Every request that went out to a model, one row an attempt, with the reply to the letter. `state` is `sent`, `answered` or
-- `failed`; while it is `sent`, `cost_micros` is the most that it can cost.
CREATE TABLE review_calls (
  request_hash       VARCHAR NOT NULL,
  attempt            INTEGER NOT NULL,
  model              VARCHAR NOT NULL,
  prompt_hash        VARCHAR NOT NULL,
  diff_hash          VARCHAR NOT NULL,
  purpose            VARCHAR NOT NULL,
  state              VARCHAR NOT NULL,
  usable             BOOLEAN NOT NULL,
  cost_micros        BIGINT  NOT NULL,
  at_us              BIGINT  NOT NULL,
  settled_at_us      BIGINT,
  input_tokens       BIGINT  NOT NULL,
  output_tokens      BIGINT  NOT NULL,
  cache_write_tokens BIGINT  NOT NULL,
  cache_read_tokens  BIGINT  NOT NULL,
  reply              VARCHAR
);

-- Requests that were handed over together, to be answered within a day, by the service's name. Each is a call besides, and
-- counts as one: a batch has no cost of its own.
CREATE TABLE review_batches (
  id            VARCHAR NOT NULL,
  state         VARCHAR NOT NULL,
  created_at_us BIGINT  NOT NULL,
  closed_at_us  BIGINT
);
CREATE TABLE review_batch_requests (batch VARCHAR NOT NULL, request_hash VARCHAR NOT NULL);

-- How patches read without their authors. `real_paths` holds the way back from the blind paths, as pairs in JSON: it names
-- people, and no reviewer is given it.
CREATE TABLE blindings (
  key             VARCHAR NOT NULL,
  diff_hash       VARCHAR NOT NULL,
  bytes           BIGINT  NOT NULL,
  redactions      INTEGER NOT NULL,
  code_redactions INTEGER NOT NULL,
  real_paths      VARCHAR NOT NULL
);
