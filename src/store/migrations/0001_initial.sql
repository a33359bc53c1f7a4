-- The raw log: every event as it came, once.
CREATE TABLE events (
  id         VARCHAR PRIMARY KEY,
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

-- Input that is not an event, kept raw.
CREATE TABLE dead_letters (
  id         VARCHAR PRIMARY KEY,
  reason     VARCHAR NOT NULL,
  raw        VARCHAR NOT NULL,
  source     VARCHAR NOT NULL
);

-- Which event of each record counts: the latest by (time_us, id). Deleted records stay as tombstones.
CREATE TABLE records (
  uri           VARCHAR PRIMARY KEY,
  did           VARCHAR NOT NULL,
  collection    VARCHAR NOT NULL,
  event_id      VARCHAR NOT NULL,
  time_us       BIGINT  NOT NULL,
  first_seen_us BIGINT  NOT NULL,
  live          BOOLEAN NOT NULL,
  rejection     VARCHAR
);

CREATE TABLE cursors (source VARCHAR PRIMARY KEY, cursor VARCHAR NOT NULL);
CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- Derived tables. `key` is the record's address, with #n where one record gives several rows.
CREATE TABLE vouches (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject_did VARCHAR NOT NULL, polarity VARCHAR NOT NULL, reason VARCHAR, evidences VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE follows (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject_did VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE repos (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  name VARCHAR NOT NULL, repo_did VARCHAR, knot VARCHAR NOT NULL, description VARCHAR, source VARCHAR, created_at_us BIGINT
);
CREATE TABLE collaborators (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject_did VARCHAR NOT NULL, repo VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE pulls (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  title VARCHAR NOT NULL, body VARCHAR, target_repo VARCHAR NOT NULL, target_branch VARCHAR, source_repo VARCHAR,
  source_branch VARCHAR, depends_on VARCHAR, "references" VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE rounds (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  number INTEGER NOT NULL, patch_cid VARCHAR, patch_text VARCHAR, created_at_us BIGINT
);
CREATE TABLE pull_statuses (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  pull VARCHAR NOT NULL, state VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE comments (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, body VARCHAR NOT NULL, reply_to VARCHAR, created_at_us BIGINT
);
CREATE TABLE stars (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE reactions (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, reaction VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE issues (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  repo VARCHAR NOT NULL, title VARCHAR NOT NULL, body VARCHAR, created_at_us BIGINT
);
CREATE TABLE issue_states (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  issue VARCHAR NOT NULL, state VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE profiles (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  description VARCHAR, preferred_handle VARCHAR
);
CREATE TABLE public_keys (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  name VARCHAR NOT NULL, public_key VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE servers (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  role VARCHAR NOT NULL, host VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE members (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  role VARCHAR NOT NULL, subject_did VARCHAR NOT NULL, host VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE label_definitions (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  name VARCHAR NOT NULL, value_type VARCHAR, created_at_us BIGINT
);
CREATE TABLE labels (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  subject VARCHAR NOT NULL, operation VARCHAR NOT NULL, label VARCHAR NOT NULL, value VARCHAR NOT NULL, performed_at_us BIGINT
);
CREATE TABLE strings (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  filename VARCHAR NOT NULL, description VARCHAR, created_at_us BIGINT
);
CREATE TABLE attestations (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  attestation_kind VARCHAR NOT NULL, jurisdiction VARCHAR, statement VARCHAR, created_at_us BIGINT, expires_at_us BIGINT
);
CREATE TABLE repo_tiers (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  repo VARCHAR NOT NULL, tier VARCHAR NOT NULL, created_at_us BIGINT
);
CREATE TABLE identities (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL, handle VARCHAR
);
CREATE TABLE accounts (
  key VARCHAR PRIMARY KEY, uri VARCHAR NOT NULL, did VARCHAR NOT NULL, seen_at_us BIGINT NOT NULL,
  active BOOLEAN NOT NULL, status VARCHAR
);

-- The operator's own: trusted roots.
CREATE TABLE seeds (did VARCHAR NOT NULL, source VARCHAR NOT NULL, PRIMARY KEY (did, source));

-- What the service computed.
CREATE TABLE analyses (key VARCHAR PRIMARY KEY, body VARCHAR NOT NULL);
CREATE TABLE trust_scores (
  did VARCHAR PRIMARY KEY, eigentrust DOUBLE NOT NULL, rank INTEGER NOT NULL, standing DOUBLE NOT NULL,
  opinion DOUBLE NOT NULL, structural DOUBLE NOT NULL
);
CREATE TABLE decisions (
  id            VARCHAR PRIMARY KEY,
  pull          VARCHAR NOT NULL,
  author        VARCHAR NOT NULL,
  lane          VARCHAR NOT NULL,
  rule          INTEGER NOT NULL,
  policy        VARCHAR NOT NULL,
  inputs_hash   VARCHAR NOT NULL,
  decided_at_us BIGINT  NOT NULL,
  superseded    BOOLEAN NOT NULL,
  body          VARCHAR NOT NULL
);

-- One repository under both its names. Its record's address names its owner beyond doubt. A repository's own DID is a
-- mere claim by whoever writes it into a record: it counts while one account alone claims it, and never as certain.
CREATE VIEW repo_names AS
SELECT uri AS name, uri, did AS owner_did, true AS certain FROM repos
UNION ALL
SELECT repo_did AS name, repos.uri, repos.did AS owner_did, false AS certain
FROM repos JOIN records USING (uri)
WHERE repo_did IS NOT NULL
QUALIFY count(DISTINCT repos.did) OVER (PARTITION BY repo_did) = 1
  AND row_number() OVER (PARTITION BY repo_did ORDER BY first_seen_us, repos.uri) = 1;

-- Who may push: the owner, and those the owner made collaborators of a repository of the owner's own.
CREATE VIEW maintainers AS
SELECT uri AS repo, did FROM repos
UNION
SELECT repos.uri AS repo, collaborators.subject_did AS did
FROM collaborators
JOIN repos ON repos.did = collaborators.did AND collaborators.repo IN (repos.uri, repos.repo_did);

-- How careful a repository is: what its owner said last.
CREATE VIEW tiers_in_force AS
SELECT repos.uri, repos.repo_did, repo_tiers.tier
FROM repo_tiers JOIN repos ON repos.did = repo_tiers.did AND repo_tiers.repo IN (repos.uri, repos.repo_did)
QUALIFY row_number() OVER (PARTITION BY repos.uri ORDER BY repo_tiers.seen_at_us DESC, repo_tiers.uri DESC) = 1;

-- Every status by somebody entitled to set it: a maintainer of a repository whose owner is beyond doubt, or the author,
-- who may close and reopen. No status is later than when the stream saw it.
CREATE VIEW entitled_statuses AS
SELECT pull_statuses.pull, pull_statuses.state, pull_statuses.uri, maintainers.did IS NOT NULL AS by_maintainer,
  least(coalesce(pull_statuses.created_at_us, pull_statuses.seen_at_us), pull_statuses.seen_at_us) AS since_us
FROM pull_statuses
JOIN pulls ON pulls.uri = pull_statuses.pull
LEFT JOIN repo_names ON repo_names.name = pulls.target_repo AND repo_names.certain
LEFT JOIN maintainers ON maintainers.repo = repo_names.uri AND maintainers.did = pull_statuses.did
WHERE maintainers.did IS NOT NULL OR (pull_statuses.did = pulls.did AND pull_statuses.state <> 'merged');

-- The state of a pull request: the latest status, except that an author reopens nothing a maintainer merged.
CREATE VIEW pull_states AS
WITH word AS (
  SELECT pull, state FROM entitled_statuses WHERE by_maintainer
  QUALIFY row_number() OVER (PARTITION BY pull ORDER BY since_us DESC, uri DESC) = 1
), latest AS (
  SELECT statuses.pull, statuses.state, statuses.since_us
  FROM entitled_statuses AS statuses LEFT JOIN word ON word.pull = statuses.pull
  WHERE statuses.by_maintainer OR word.state IS DISTINCT FROM 'merged'
  QUALIFY row_number() OVER (PARTITION BY statuses.pull ORDER BY statuses.since_us DESC, statuses.uri DESC) = 1
)
SELECT pulls.uri AS pull, repo_names.uri AS repo, coalesce(repo_names.certain, false) AS certain,
  coalesce(latest.state, 'open') AS state, latest.since_us
FROM pulls
LEFT JOIN repo_names ON repo_names.name = pulls.target_repo
LEFT JOIN latest ON latest.pull = pulls.uri;

-- How a finished pull request turned out. Reverted: a later merged pull request of the same repository is titled
-- `Revert "…"` and refers to it.
CREATE VIEW pull_outcomes AS
SELECT pulls.uri AS pull, pulls.did AS author, states.repo, states.since_us,
  CASE WHEN states.state = 'closed' THEN 'closed' WHEN reverts.pull IS NOT NULL THEN 'reverted' ELSE 'merged' END AS outcome
FROM pulls
JOIN pull_states AS states ON states.pull = pulls.uri AND states.state <> 'open'
LEFT JOIN (
  SELECT DISTINCT original.value ->> '$' AS pull, reverting.repo
  FROM pulls AS revert
  JOIN pull_states AS reverting ON reverting.pull = revert.uri AND reverting.state = 'merged',
  json_each(revert."references") AS original
  WHERE revert.title LIKE 'Revert "%'
) AS reverts ON reverts.pull = pulls.uri AND reverts.repo = states.repo;

-- What is known of each contributor. Counts; times in microseconds since 1970.
CREATE VIEW contributor_features AS
WITH people AS (
  SELECT did, min(first_seen_us) AS first_seen_us FROM records GROUP BY did
), outcomes AS (
  SELECT author AS did,
    count(*) FILTER (WHERE outcome = 'merged') AS merged,
    count(*) FILTER (WHERE outcome = 'reverted') AS reverted,
    count(*) FILTER (WHERE outcome = 'closed') AS closed,
    max(since_us) AS last_outcome_us
  FROM pull_outcomes GROUP BY author
), opened AS (
  SELECT did, count(*) AS pulls, count(DISTINCT target_repo) AS repos FROM pulls GROUP BY did
), received AS (
  SELECT subject_did AS did,
    count(*) FILTER (WHERE polarity = 'vouch') AS vouches_in,
    count(*) FILTER (WHERE polarity = 'denounce') AS denounces_in
  FROM vouches GROUP BY subject_did
), given AS (
  SELECT did, count(*) FILTER (WHERE polarity = 'vouch') AS vouches_out,
    count(*) FILTER (WHERE polarity = 'denounce') AS denounces_out
  FROM vouches GROUP BY did
), followers AS (
  SELECT subject_did AS did, count(*) AS followers FROM follows GROUP BY subject_did
)
SELECT people.did, people.first_seen_us,
  coalesce(merged, 0) AS merged, coalesce(reverted, 0) AS reverted, coalesce(closed, 0) AS closed, last_outcome_us,
  coalesce(pulls, 0) AS pulls, coalesce(opened.repos, 0) AS repos,
  coalesce(vouches_in, 0) AS vouches_in, coalesce(denounces_in, 0) AS denounces_in,
  coalesce(vouches_out, 0) AS vouches_out, coalesce(denounces_out, 0) AS denounces_out,
  coalesce(followers, 0) AS followers,
  trust_scores.eigentrust, trust_scores.standing, trust_scores.opinion, trust_scores.structural
FROM people
LEFT JOIN outcomes USING (did) LEFT JOIN opened USING (did) LEFT JOIN received USING (did)
LEFT JOIN given USING (did) LEFT JOIN followers USING (did) LEFT JOIN trust_scores USING (did);
