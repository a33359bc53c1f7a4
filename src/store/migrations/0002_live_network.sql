-- What is derived from the raw log moves to ../derived-tables.sql and ../views.sql, and is made anew from the log.
DROP VIEW contributor_features;
DROP VIEW pull_outcomes;
DROP VIEW pull_states;
DROP VIEW entitled_statuses;
DROP VIEW tiers_in_force;
DROP VIEW maintainers;
DROP VIEW repo_names;
DROP TABLE vouches;
DROP TABLE follows;
DROP TABLE repos;
DROP TABLE collaborators;
DROP TABLE pulls;
DROP TABLE rounds;
DROP TABLE pull_statuses;
DROP TABLE comments;
DROP TABLE stars;
DROP TABLE reactions;
DROP TABLE issues;
DROP TABLE issue_states;
DROP TABLE profiles;
DROP TABLE public_keys;
DROP TABLE servers;
DROP TABLE members;
DROP TABLE label_definitions;
DROP TABLE labels;
DROP TABLE strings;
DROP TABLE attestations;
DROP TABLE repo_tiers;
DROP TABLE identities;
DROP TABLE accounts;
DROP TABLE records;

-- Without the index on `id`: it grew with the log and was written whole at every checkpoint. Events are kept once because
-- they are joined with what is there before they go in.
ALTER TABLE events RENAME TO indexed_events;
CREATE TABLE events (
  id         VARCHAR NOT NULL,
  uri        VARCHAR NOT NULL,
  did        VARCHAR NOT NULL,
  collection VARCHAR NOT NULL,
  rkey       VARCHAR NOT NULL,
  operation  VARCHAR NOT NULL,
  time_us    BIGINT  NOT NULL,
  rev        VARCHAR,
  cid        VARCHAR,
  record     VARCHAR,
  source     VARCHAR NOT NULL,
  cursor     VARCHAR
);
INSERT INTO events SELECT * FROM indexed_events;
DROP TABLE indexed_events;

-- Who people and repositories are, as far as could be checked, and until when the answer is good.
CREATE TABLE resolved_people (
  did           VARCHAR PRIMARY KEY,
  handle        VARCHAR,
  pds           VARCHAR,
  state         VARCHAR NOT NULL,
  problem       VARCHAR,
  checked_at_us BIGINT  NOT NULL,
  again_at_us   BIGINT  NOT NULL,
  failures      INTEGER NOT NULL
);
CREATE TABLE resolved_repos (
  repo_did      VARCHAR PRIMARY KEY,
  owner_did     VARCHAR,
  uri           VARCHAR,
  knot          VARCHAR,
  state         VARCHAR NOT NULL,
  problem       VARCHAR,
  checked_at_us BIGINT  NOT NULL,
  again_at_us   BIGINT  NOT NULL,
  failures      INTEGER NOT NULL
);
-- Who may push according to the knot that a verified repository lives on.
CREATE TABLE knot_collaborators (repo_did VARCHAR NOT NULL, did VARCHAR NOT NULL);

-- Patches that are not in the record itself: whether they are here, and when they are asked for again.
CREATE TABLE patch_fetches (
  key         VARCHAR PRIMARY KEY,
  did         VARCHAR NOT NULL,
  cid         VARCHAR NOT NULL,
  state       VARCHAR NOT NULL,
  staged_cid  VARCHAR,
  origin      VARCHAR,
  problem     VARCHAR,
  attempts    INTEGER NOT NULL,
  again_at_us BIGINT  NOT NULL
);

-- History still to be read, and what was.
CREATE TABLE backfill_jobs (
  target       VARCHAR PRIMARY KEY,
  reason       VARCHAR NOT NULL,
  queued_at_us BIGINT  NOT NULL,
  again_at_us  BIGINT  NOT NULL,
  attempts     INTEGER NOT NULL,
  done_at_us   BIGINT,
  progress     VARCHAR,
  problem      VARCHAR
);
-- `held` says what was held of a repository's records then: an event that comes late is noticed by it.
CREATE TABLE backfilled_repos (did VARCHAR PRIMARY KEY, rev VARCHAR, done_at_us BIGINT NOT NULL, held VARCHAR);

-- What the appview says of a pull request, for want of records.
CREATE TABLE appview_states (
  pull VARCHAR PRIMARY KEY, state VARCHAR NOT NULL, since_us BIGINT, checked_at_us BIGINT NOT NULL
);

-- Stretches of a stream that were not to be had.
CREATE TABLE stream_gaps (
  key           VARCHAR PRIMARY KEY,
  source        VARCHAR NOT NULL,
  from_us       BIGINT  NOT NULL,
  to_us         BIGINT  NOT NULL,
  noticed_at_us BIGINT  NOT NULL
);
