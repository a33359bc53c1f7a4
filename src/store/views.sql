-- The records of accounts that are there: deleted, taken down, suspended and deactivated accounts leave the view.
CREATE VIEW gone_accounts AS
SELECT did FROM kept.accounts WHERE NOT active AND coalesce(status, '') NOT IN ('desynchronized', 'throttled');

CREATE VIEW records AS SELECT * FROM kept.records ANTI JOIN gone_accounts USING (did);
CREATE VIEW vouches AS SELECT * FROM kept.vouches ANTI JOIN gone_accounts USING (did);
CREATE VIEW follows AS SELECT * FROM kept.follows ANTI JOIN gone_accounts USING (did);
CREATE VIEW repos AS SELECT * FROM kept.repos ANTI JOIN gone_accounts USING (did);
CREATE VIEW collaborators AS SELECT * FROM kept.collaborators ANTI JOIN gone_accounts USING (did);
CREATE VIEW pulls AS SELECT * FROM kept.pulls ANTI JOIN gone_accounts USING (did);
CREATE VIEW rounds AS SELECT * FROM kept.rounds ANTI JOIN gone_accounts USING (did);
CREATE VIEW pull_statuses AS SELECT * FROM kept.pull_statuses ANTI JOIN gone_accounts USING (did);
CREATE VIEW comments AS SELECT * FROM kept.comments ANTI JOIN gone_accounts USING (did);
CREATE VIEW stars AS SELECT * FROM kept.stars ANTI JOIN gone_accounts USING (did);
CREATE VIEW reactions AS SELECT * FROM kept.reactions ANTI JOIN gone_accounts USING (did);
CREATE VIEW issues AS SELECT * FROM kept.issues ANTI JOIN gone_accounts USING (did);
CREATE VIEW issue_states AS SELECT * FROM kept.issue_states ANTI JOIN gone_accounts USING (did);
CREATE VIEW profiles AS SELECT * FROM kept.profiles ANTI JOIN gone_accounts USING (did);
CREATE VIEW public_keys AS SELECT * FROM kept.public_keys ANTI JOIN gone_accounts USING (did);
CREATE VIEW servers AS SELECT * FROM kept.servers ANTI JOIN gone_accounts USING (did);
CREATE VIEW members AS SELECT * FROM kept.members ANTI JOIN gone_accounts USING (did);
CREATE VIEW label_definitions AS SELECT * FROM kept.label_definitions ANTI JOIN gone_accounts USING (did);
CREATE VIEW labels AS SELECT * FROM kept.labels ANTI JOIN gone_accounts USING (did);
CREATE VIEW strings AS SELECT * FROM kept.strings ANTI JOIN gone_accounts USING (did);
CREATE VIEW attestations AS SELECT * FROM kept.attestations ANTI JOIN gone_accounts USING (did);
CREATE VIEW repo_tiers AS SELECT * FROM kept.repo_tiers ANTI JOIN gone_accounts USING (did);
CREATE VIEW subscriptions AS SELECT * FROM kept.subscriptions ANTI JOIN gone_accounts USING (did);
CREATE VIEW invites AS SELECT * FROM kept.invites ANTI JOIN gone_accounts USING (did);
CREATE VIEW acceptances AS SELECT * FROM kept.acceptances ANTI JOIN gone_accounts USING (did);
CREATE VIEW artifacts AS SELECT * FROM kept.artifacts ANTI JOIN gone_accounts USING (did);
CREATE VIEW ref_updates AS SELECT * FROM kept.ref_updates ANTI JOIN gone_accounts USING (did);
CREATE VIEW pipelines AS SELECT * FROM kept.pipelines ANTI JOIN gone_accounts USING (did);
CREATE VIEW pipeline_statuses AS SELECT * FROM kept.pipeline_statuses ANTI JOIN gone_accounts USING (did);
CREATE VIEW access_updates AS SELECT * FROM kept.access_updates ANTI JOIN gone_accounts USING (did);
CREATE VIEW identities AS SELECT * FROM kept.identities ANTI JOIN gone_accounts USING (did);
CREATE VIEW accounts AS SELECT * FROM kept.accounts;

-- One repository under both its names. Its record's address names its owner beyond doubt. A repository's own DID is a
-- mere claim by whoever writes it into a record, until the repository's DID document, the knot it names and the owner's
-- record were found to agree (`verified`): then it names that record alone. While that is not known, or only an appview
-- repeats the claim, it counts as long as one account alone makes it, and never as certain.
CREATE VIEW repo_names AS
SELECT uri AS name, uri, did AS owner_did, true AS certain FROM repos
UNION ALL
SELECT repo_did AS name, repos.uri, repos.did AS owner_did, coalesce(resolved.state = 'verified' AND resolved.uri = repos.uri, false) AS certain
FROM repos JOIN records USING (uri) LEFT JOIN resolved_repos AS resolved USING (repo_did)
WHERE repo_did IS NOT NULL AND (resolved.state IS DISTINCT FROM 'verified' OR resolved.uri = repos.uri)
  AND resolved.state IS DISTINCT FROM 'contradicted'
QUALIFY count(DISTINCT repos.did) OVER (PARTITION BY repo_did) = 1
  AND row_number() OVER (PARTITION BY repo_did ORDER BY first_seen_us, repos.uri) = 1;

-- Who may push: the owner, those the owner made collaborators of a repository of the owner's own, and those the knot of
-- a verified repository names. A collaborator named for a repository's DID counts for one record that carries it; of one
-- repository's collaborators, the first 1000: neither lets a few records make countless maintainers.
CREATE VIEW maintainers AS
WITH own AS (
  SELECT repos.did, repo_did, repos.uri
  FROM repos JOIN records USING (uri) LEFT JOIN resolved_repos AS resolved USING (repo_did)
  WHERE repo_did IS NOT NULL
  QUALIFY row_number() OVER (
    PARTITION BY repos.did, repo_did ORDER BY coalesce(resolved.uri = repos.uri, false) DESC, first_seen_us, repos.uri
  ) = 1
), named AS (
  SELECT repos.uri AS repo, subject_did AS did, collaborators.seen_at_us
  FROM collaborators JOIN repos ON repos.did = collaborators.did AND repos.uri = collaborators.repo
  UNION ALL
  SELECT own.uri, subject_did, collaborators.seen_at_us
  FROM collaborators JOIN own ON own.did = collaborators.did AND own.repo_did = collaborators.repo
  UNION ALL
  SELECT resolved.uri, knot_collaborators.did, 0
  FROM resolved_repos AS resolved
  JOIN repos ON repos.uri = resolved.uri AND repos.repo_did = resolved.repo_did
  JOIN knot_collaborators ON knot_collaborators.repo_did = resolved.repo_did
  WHERE resolved.state = 'verified'
), each AS (
  SELECT repo, did, min(seen_at_us) AS since_us FROM named ANTI JOIN gone_accounts USING (did) GROUP BY repo, did
)
SELECT uri AS repo, did FROM repos
UNION
SELECT repo, did FROM (
  SELECT repo, did FROM each QUALIFY row_number() OVER (PARTITION BY repo ORDER BY since_us, did) <= 1000
);

-- How careful a repository is: what its owner said last, of its record or of its DID.
CREATE VIEW tiers_in_force AS
WITH said AS (
  SELECT did, repo, tier, seen_at_us, uri FROM repo_tiers
  QUALIFY row_number() OVER (PARTITION BY did, repo ORDER BY seen_at_us DESC, uri DESC) = 1
), heard AS (
  SELECT repos.uri, repos.did, repo_did, tier, said.seen_at_us, said.uri AS by_uri
  FROM repos JOIN said ON said.did = repos.did AND said.repo = repos.uri
  UNION ALL
  SELECT repos.uri, repos.did, repo_did, tier, said.seen_at_us, said.uri
  FROM repos JOIN said ON said.did = repos.did AND said.repo = repos.repo_did
)
SELECT uri, did, repo_did, tier FROM heard
QUALIFY row_number() OVER (PARTITION BY uri ORDER BY seen_at_us DESC, by_uri DESC) = 1;

-- Names under which a repository is sensitive: its own, those of the owner's other records of the same repository, and its
-- DID. Of a DID that is verified the owner's word alone counts; of any other that of whoever claims it, for a false claim
-- can then only make us more careful.
CREATE VIEW sensitive_names AS
WITH careful AS (SELECT * FROM tiers_in_force WHERE tier = 'sensitive')
SELECT uri AS name FROM careful
UNION
SELECT repos.uri FROM repos JOIN (SELECT DISTINCT did, repo_did FROM careful) AS one USING (did, repo_did)
UNION
SELECT repo_did FROM careful LEFT JOIN resolved_repos AS resolved USING (repo_did)
WHERE repo_did IS NOT NULL AND (resolved.state IS DISTINCT FROM 'verified' OR resolved.owner_did = careful.did);

-- Every status by somebody entitled to set it: a maintainer of a repository whose owner is beyond doubt, or the author,
-- who may close and reopen. No status is later than when the stream saw it.
CREATE VIEW entitled_statuses AS
SELECT pull_statuses.pull, pull_statuses.state, pull_statuses.uri, maintainers.did IS NOT NULL AS by_maintainer,
  least(coalesce(pull_statuses.created_at_us, pull_statuses.seen_at_us), pull_statuses.seen_at_us) AS since_us
FROM pull_statuses
JOIN pulls ON pulls.uri = pull_statuses.pull
LEFT JOIN repo_names ON repo_names.name = pulls.target_repo AND repo_names.certain
  AND coalesce(pulls.target_uri, repo_names.uri) = repo_names.uri
LEFT JOIN maintainers ON maintainers.repo = repo_names.uri AND maintainers.did = pull_statuses.did
WHERE maintainers.did IS NOT NULL OR (pull_statuses.did = pulls.did AND pull_statuses.state <> 'merged');

-- The state of a pull request: the latest status, except that an author reopens nothing a maintainer merged. Where no
-- record by anybody entitled says anything, the appview's word stands in, unless it may come from the author's own
-- claim to have been merged. A target that points two ways is no certain one. `said_by` is `maintainer`, `author`,
-- `appview`, or null while nobody said anything.
CREATE VIEW pull_states AS
WITH word AS (
  SELECT pull, state FROM entitled_statuses WHERE by_maintainer
  QUALIFY row_number() OVER (PARTITION BY pull ORDER BY since_us DESC, uri DESC) = 1
), latest AS (
  SELECT statuses.pull, statuses.state, statuses.since_us, statuses.by_maintainer
  FROM entitled_statuses AS statuses LEFT JOIN word ON word.pull = statuses.pull
  WHERE statuses.by_maintainer OR word.state IS DISTINCT FROM 'merged'
  QUALIFY row_number() OVER (PARTITION BY statuses.pull ORDER BY statuses.since_us DESC, statuses.uri DESC) = 1
), claims AS (
  SELECT DISTINCT pull_statuses.pull FROM pull_statuses JOIN pulls ON pulls.uri = pull_statuses.pull AND pulls.did = pull_statuses.did
  WHERE pull_statuses.state = 'merged'
), heard AS (
  SELECT appview_states.pull, appview_states.state, appview_states.since_us
  FROM appview_states ANTI JOIN latest USING (pull)
  WHERE state <> 'merged' OR pull NOT IN (SELECT pull FROM claims)
)
SELECT pulls.uri AS pull, repo_names.uri AS repo,
  coalesce(repo_names.certain AND coalesce(pulls.target_uri, repo_names.uri) = repo_names.uri, false) AS certain,
  coalesce(latest.state, heard.state, 'open') AS state, coalesce(latest.since_us, heard.since_us) AS since_us,
  CASE WHEN latest.by_maintainer THEN 'maintainer' WHEN latest.pull IS NOT NULL THEN 'author'
    WHEN heard.pull IS NOT NULL THEN 'appview' END AS said_by,
  claims.pull IS NOT NULL AS claimed_merged
FROM pulls
LEFT JOIN repo_names ON repo_names.name = pulls.target_repo
LEFT JOIN latest ON latest.pull = pulls.uri
LEFT JOIN heard ON heard.pull = pulls.uri
LEFT JOIN claims ON claims.pull = pulls.uri;

-- Who merged whose changes: maintainers of repositories whose owner is beyond doubt, into them, not their own changes;
-- since the last time.
CREATE VIEW merges_for_others AS
SELECT pull_statuses.did AS from_did, pulls.did AS to_did, max(entitled_statuses.since_us) AS since_us
FROM entitled_statuses
JOIN pull_statuses USING (uri)
JOIN pulls ON pulls.uri = entitled_statuses.pull AND pulls.did <> pull_statuses.did
JOIN pull_states ON pull_states.pull = pulls.uri AND pull_states.state = 'merged'
WHERE entitled_statuses.by_maintainer AND entitled_statuses.state = 'merged'
GROUP BY pull_statuses.did, pulls.did;

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

-- Pull requests that count as bad now: closed without being merged, or merged and reverted.
CREATE VIEW bad_pulls AS
SELECT pull, repo, outcome, since_us FROM pull_outcomes WHERE outcome IN ('closed', 'reverted');

-- The patch of each pull request's latest round: its name, the same for the same bytes, and where to find it.
CREATE VIEW pull_patches AS
SELECT pull, coalesce('blob:' || cid, 'text:' || sha256(patch_text)) AS patch, cid, CASE WHEN cid IS NULL THEN round_key END AS round_key
FROM (
  SELECT pulls.uri AS pull, latest.key AS round_key, latest.patch_text,
    CASE WHEN fetches.state = 'staged' THEN fetches.staged_cid ELSE latest.patch_cid END AS cid
  FROM pulls
  JOIN (
    SELECT * FROM rounds QUALIFY row_number() OVER (PARTITION BY uri ORDER BY number DESC) = 1
  ) AS latest ON latest.uri = pulls.uri
  LEFT JOIN patch_fetches AS fetches ON fetches.key = pulls.did || ' ' || latest.patch_cid
)
WHERE cid IS NOT NULL OR patch_text IS NOT NULL;

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
