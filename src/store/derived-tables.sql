-- What the records say, the latest event of each record alone. All of it is made from the table events, and made anew when
-- this file or the decoders change: nothing here is the only copy of anything. Accounts that are gone are still in.
CREATE SCHEMA kept;

-- Which event of each record counts: the latest by (position_us, event_id). Deleted records stay as tombstones. `tables`
-- names those that hold facts of it. No index anywhere: every question joins or scans, and an index is written whole at
-- each checkpoint.
CREATE TABLE kept.records (
  uri           VARCHAR NOT NULL,
  did           VARCHAR NOT NULL,
  collection    VARCHAR NOT NULL,
  event_id      VARCHAR NOT NULL,
  position_us   BIGINT  NOT NULL,
  time_us       BIGINT  NOT NULL,
  first_seen_us BIGINT  NOT NULL,
  cid           VARCHAR,
  live          BOOLEAN NOT NULL,
  rejection     VARCHAR,
  tables        VARCHAR NOT NULL
);

-- One row or several for a record: `key` is its address, with #n for those after the first.
CREATE TABLE kept.vouches (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject_did VARCHAR NOT NULL, polarity VARCHAR NOT NULL, reason VARCHAR, evidences VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.follows (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject_did VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.repos (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  name VARCHAR NOT NULL, repo_did VARCHAR, knot VARCHAR NOT NULL, description VARCHAR, source VARCHAR,
  spindle VARCHAR, website VARCHAR, topics VARCHAR NOT NULL, labels VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.collaborators (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject_did VARCHAR NOT NULL, repo VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.pulls (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  title VARCHAR NOT NULL, body VARCHAR, target_repo VARCHAR NOT NULL, target_branch VARCHAR, source_repo VARCHAR,
  source_branch VARCHAR, depends_on VARCHAR, "references" VARCHAR NOT NULL,
  target_uri VARCHAR, number INTEGER, source_sha VARCHAR, mentions VARCHAR NOT NULL, images VARCHAR NOT NULL,
  irregular BOOLEAN NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.rounds (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  number INTEGER NOT NULL, patch_cid VARCHAR, patch_text VARCHAR, created_at_us BIGINT
);
CREATE TABLE kept.pull_statuses (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  pull VARCHAR NOT NULL, state VARCHAR NOT NULL, created_at_us BIGINT NOT NULL
);
CREATE TABLE kept.comments (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, body VARCHAR NOT NULL, reply_to VARCHAR,
  pull_round INTEGER, mentions VARCHAR NOT NULL, "references" VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.stars (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.reactions (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, reaction VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.issues (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  repo VARCHAR NOT NULL, title VARCHAR NOT NULL, body VARCHAR,
  mentions VARCHAR NOT NULL, "references" VARCHAR NOT NULL, images VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.issue_states (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  issue VARCHAR NOT NULL, state VARCHAR NOT NULL, created_at_us BIGINT NOT NULL
);
CREATE TABLE kept.profiles (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  description VARCHAR, preferred_handle VARCHAR,
  avatar_cid VARCHAR, location VARCHAR, pronouns VARCHAR, links VARCHAR NOT NULL, stats VARCHAR NOT NULL,
  pinned_repos VARCHAR NOT NULL, shows_bluesky BOOLEAN
);
CREATE TABLE kept.public_keys (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  name VARCHAR NOT NULL, public_key VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.servers (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  role VARCHAR NOT NULL, host VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.members (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  role VARCHAR NOT NULL, subject_did VARCHAR NOT NULL, host VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.label_definitions (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  name VARCHAR NOT NULL, value_type VARCHAR,
  value_format VARCHAR, value_choices VARCHAR NOT NULL, scope VARCHAR NOT NULL, color VARCHAR, multiple BOOLEAN, created_at_us BIGINT
);
CREATE TABLE kept.labels (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, operation VARCHAR NOT NULL, label VARCHAR NOT NULL, value VARCHAR NOT NULL, performed_at_us BIGINT
);
CREATE TABLE kept.strings (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  filename VARCHAR NOT NULL, description VARCHAR, created_at_us BIGINT
);
CREATE TABLE kept.attestations (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  attestation_kind VARCHAR NOT NULL, jurisdiction VARCHAR, statement VARCHAR, created_at_us BIGINT, expires_at_us BIGINT
);
CREATE TABLE kept.repo_tiers (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  repo VARCHAR NOT NULL, tier VARCHAR NOT NULL, created_at_us BIGINT
);
-- The lists are JSON arrays; `advisory` and `blocking` are ids of signals.
CREATE TABLE kept.policies_said (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  repo VARCHAR NOT NULL, t_low_millionths INTEGER, t_high_millionths INTEGER, r_low_millionths INTEGER, r_high_millionths INTEGER,
  advisory VARCHAR NOT NULL, blocking VARCHAR NOT NULL, attestation_kinds VARCHAR, problems VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.outcomes_said (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, clean BOOLEAN NOT NULL, reason VARCHAR, created_at_us BIGINT
);
CREATE TABLE kept.verdicts_said (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, source VARCHAR NOT NULL, rule VARCHAR NOT NULL, file VARCHAR NOT NULL, line INTEGER NOT NULL,
  verdict VARCHAR NOT NULL, note VARCHAR, created_at_us BIGINT
);
CREATE TABLE kept.eligibilities_said (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, repo VARCHAR NOT NULL, action VARCHAR NOT NULL, reason VARCHAR, created_at_us BIGINT
);
CREATE TABLE kept.identities (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL, handle VARCHAR
);
CREATE TABLE kept.accounts (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  active BOOLEAN NOT NULL, status VARCHAR
);
CREATE TABLE kept.subscriptions (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, collections VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.invites (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  scope VARCHAR NOT NULL, subject_did VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.acceptances (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  scope VARCHAR NOT NULL, offered_by_did VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE kept.artifacts (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  repo VARCHAR NOT NULL, name VARCHAR NOT NULL, tag VARCHAR, blob_cid VARCHAR, mime_type VARCHAR, size_bytes BIGINT, created_at_us BIGINT
);
CREATE TABLE kept.ref_updates (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  repo VARCHAR, repo_name VARCHAR, owner_did VARCHAR, committer_did VARCHAR, ref VARCHAR NOT NULL, old_sha VARCHAR NOT NULL,
  new_sha VARCHAR NOT NULL, is_default_ref BOOLEAN, changed_files INTEGER, commits INTEGER
);
CREATE TABLE kept.pipelines (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  trigger VARCHAR NOT NULL, knot VARCHAR, owner_did VARCHAR, repo VARCHAR, repo_name VARCHAR, source_repo VARCHAR, ref VARCHAR,
  source_branch VARCHAR, target_branch VARCHAR, sha VARCHAR, pull VARCHAR, workflows VARCHAR NOT NULL
);
CREATE TABLE kept.pipeline_statuses (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  pipeline VARCHAR NOT NULL, workflow VARCHAR NOT NULL, status VARCHAR NOT NULL, error VARCHAR, exit_code INTEGER, created_at_us BIGINT
);
CREATE TABLE kept.access_updates (
  key VARCHAR NOT NULL, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  scope VARCHAR NOT NULL, operation VARCHAR NOT NULL, subject_did VARCHAR NOT NULL, repo VARCHAR
);
