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
CREATE VIEW policies_said AS SELECT * FROM kept.policies_said ANTI JOIN gone_accounts USING (did);
CREATE VIEW outcomes_said AS SELECT * FROM kept.outcomes_said ANTI JOIN gone_accounts USING (did);
CREATE VIEW verdicts_said AS SELECT * FROM kept.verdicts_said ANTI JOIN gone_accounts USING (did);
CREATE VIEW eligibilities_said AS SELECT * FROM kept.eligibilities_said ANTI JOIN gone_accounts USING (did);
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

-- Repositories whose knot speaks for them: verified, and the owner's record names the same DID and the same knot.
CREATE VIEW proven_repos AS
SELECT resolved.repo_did, resolved.uri, resolved.owner_did, resolved.knot
FROM resolved_repos AS resolved JOIN repos ON repos.uri = resolved.uri AND repos.repo_did = resolved.repo_did
WHERE resolved.state = 'verified'
  AND regexp_replace(regexp_replace(lower(trim(repos.knot)), '^https?://', ''), '(:443)?/?$', '') = resolved.knot;

-- What owners ask of the gate at their repositories, in records: what each said last of one repository, by its address
-- or its DID, for every record of that owner's that names it. Nobody's word reaches another's record; the DID is a name of
-- it (`repo_did`) only where that is verified, so a false claim gives nobody a say over pull requests to that DID.
CREATE VIEW policies_in_force AS
WITH own AS (
  SELECT uri, did, repo_did, coalesce(repo_did, uri) AS one FROM repos
), said AS (
  SELECT * FROM policies_said
  QUALIFY row_number() OVER (PARTITION BY did, repo ORDER BY seen_at_us DESC, uri DESC) = 1
), heard AS (
  SELECT own.did, own.one, said.uri, said.seen_at_us FROM said JOIN own ON own.did = said.did AND own.uri = said.repo
  UNION
  SELECT own.did, own.one, said.uri, said.seen_at_us FROM said JOIN own ON own.did = said.did AND own.repo_did = said.repo
), newest AS (
  SELECT * FROM heard QUALIFY row_number() OVER (PARTITION BY did, one ORDER BY seen_at_us DESC, uri DESC) = 1
)
SELECT own.uri AS repo, resolved.repo_did, newest.uri AS by_uri, records.cid, said.t_low_millionths, said.t_high_millionths,
  said.r_low_millionths, said.r_high_millionths, said.advisory, said.blocking, said.attestation_kinds, said.problems
FROM newest JOIN own USING (did, one) JOIN said ON said.uri = newest.uri JOIN records ON records.uri = newest.uri
LEFT JOIN resolved_repos AS resolved ON resolved.repo_did = own.repo_did AND resolved.state = 'verified' AND resolved.uri = own.uri;

-- The same in files on default branches, as last read from the proven knot, for every record that the owner has of the
-- repository; the newest file counts no longer once its repository is another's or on another knot.
CREATE VIEW branch_policies_in_force AS
SELECT repos.uri AS repo, CASE WHEN repos.uri = proven.uri THEN proven.repo_did END AS repo_did, files.branch, files.commit_sha,
  files.blob, files.policy, files.state, files.problem
FROM branch_policies AS files
JOIN proven_repos AS proven ON proven.repo_did = files.repo_did AND proven.uri = files.uri AND proven.knot = files.knot
JOIN repos ON repos.did = proven.owner_did AND repos.repo_did = proven.repo_did;

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
WITH said AS (
  SELECT pull, arg_max(state, (since_us, uri)) FILTER (by_maintainer) AS word, max(since_us) FILTER (by_maintainer) AS word_us,
    arg_max({'state': state, 'by_maintainer': by_maintainer}, (since_us, uri)) AS last, max(since_us) AS last_us
  FROM entitled_statuses GROUP BY pull
), latest AS (
  SELECT pull, CASE WHEN word = 'merged' THEN word ELSE last.state END AS state, CASE WHEN word = 'merged' THEN word_us ELSE last_us END AS since_us,
    word = 'merged' OR last.by_maintainer AS by_maintainer
  FROM said
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

-- How late it is by the newest event, and how long a merge must have stood before it counts as clean: 14 days.
CREATE VIEW label_clock AS
SELECT coalesce(max(time_us), 0) AS now_us, 1209600000000 AS settled_after_us FROM events;

-- Every version of every pull request's record that SQL can read: half a character, which JSON may hold, it cannot.
CREATE VIEW readable_pull_events AS
SELECT event_row, id AS event_id, uri, time_us, CASE WHEN json_valid(record) THEN record WHEN json_valid(whole) THEN whole END AS record
FROM (SELECT rowid AS event_row, *, regexp_replace(record, '\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\ufffd', 'g') AS whole FROM events
  WHERE collection = 'sh.tangled.repo.pull' AND record IS NOT NULL);

-- What maintainers say of the state of pull requests, of the repository each was aimed at when that was first heard, if its
-- owner is beyond doubt. What counts is the pull request's record as it stood then: what its author writes into it
-- later, or that it is deleted later, changes nothing about what was merged. `version` is the row of the event that holds it,
-- null where it is the record as it is now. Where none had been heard by then, the first one counts. `order_us` is as in
-- `entitled_statuses`; `since_us` no time before Tangled was (a migration wrote 1970). Pull requests, statuses and
-- repositories go by their rows, since addresses are long: in `kept.records` the first two, in `kept.repos` the last.
CREATE VIEW maintainer_words AS
WITH known AS MATERIALIZED (
  SELECT status.rowid AS status, hash(status.uri) AS tie, statuses.state, statuses.did AS by_did, record.rowid AS pull, record.did AS author,
    least(statuses.created_at_us, statuses.seen_at_us) AS order_us, status.first_seen_us AS heard_us,
    CASE WHEN statuses.created_at_us BETWEEN 1577836800000000 AND status.first_seen_us THEN statuses.created_at_us
      ELSE status.first_seen_us END AS since_us,
    pulls.target_repo, pulls.target_uri,
    CASE WHEN pulls.seen_at_us <= status.first_seen_us OR pulls.seen_at_us <= record.first_seen_us THEN NULL ELSE record.uri END AS changed_uri
  FROM pull_statuses AS statuses
  JOIN kept.records AS status ON status.uri = statuses.uri
  JOIN kept.records AS record ON record.uri = statuses.pull AND record.collection = 'sh.tangled.repo.pull'
  LEFT JOIN kept.pulls ON pulls.uri = statuses.pull
), versions AS (
  SELECT known.status, event_row AS version, coalesce(record ->> '$.target.repoDid', record ->> '$.target.repo', record ->> '$.targetRepo') AS target_repo,
    CASE WHEN (record ->> '$.target.repoDid') IS NOT NULL AND (record ->> '$.target.repo') LIKE 'at://%'
      THEN record ->> '$.target.repo' END AS target_uri
  FROM known JOIN readable_pull_events AS events ON events.uri = known.changed_uri
  QUALIFY row_number() OVER (PARTITION BY known.status
    ORDER BY events.time_us > known.heard_us, abs(events.time_us - known.heard_us), event_id DESC) = 1
), then_aimed AS (
  SELECT status, tie, state, by_did, pull, author, order_us, since_us, target_repo, target_uri, NULL AS version FROM known WHERE changed_uri IS NULL
  UNION ALL
  SELECT status, tie, state, by_did, pull, author, order_us, since_us, versions.target_repo, versions.target_uri, version
  FROM known JOIN versions USING (status)
)
SELECT status, tie, state, pull, kept.repos.rowid AS repo, by_did = author AS by_author, order_us, since_us, version
FROM then_aimed
JOIN repo_names ON repo_names.name = target_repo AND repo_names.certain AND coalesce(target_uri, repo_names.uri) = repo_names.uri
JOIN kept.repos ON kept.repos.uri = repo_names.uri
JOIN maintainers ON maintainers.repo = repo_names.uri AND maintainers.did = by_did;

-- What those words come to, for each pull request and each repository it was aimed at: when it was merged, if it is: when
-- that was said first since anything else was; whether somebody else than its author said so (`judged`); the last word
-- of a maintainer who is not its author; and whether it was re-opened within 14 days of a merge.
CREATE VIEW maintained_pulls AS
WITH words AS (
  SELECT *, max(order_us) FILTER (state <> 'merged') OVER (PARTITION BY pull, repo) AS otherwise_us,
    max(since_us) FILTER (state = 'merged') OVER (PARTITION BY pull, repo ORDER BY since_us RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
      + settled_after_us AS settled_us
  FROM maintainer_words CROSS JOIN label_clock
), marked AS (
  SELECT *, state = 'merged' AND (otherwise_us IS NULL OR order_us > otherwise_us) AS merges, state = 'open' AND since_us <= settled_us AS reopens
  FROM words
)
SELECT pull, repo, min(since_us) FILTER (merges) AS merged_at_us, bool_or(NOT by_author) FILTER (merges) AS judged,
  arg_min(status, (by_author, order_us, tie)) FILTER (merges) AS merge_status, arg_min_null(version, (order_us, tie)) FILTER (merges) AS version,
  arg_max(state, (order_us, tie)) FILTER (NOT by_author) AS other_state, arg_max(status, (order_us, tie)) FILTER (NOT by_author) AS other_status,
  arg_max(since_us, (order_us, tie)) FILTER (NOT by_author) AS other_us,
  arg_min(status, (since_us, tie)) FILTER (reopens) AS reopening, min(since_us) FILTER (reopens) AS reopened_at_us
FROM marked GROUP BY pull, repo;

-- What is merged with authority, whoever may have deleted the pull request or left since, and with which patch, by its name.
CREATE VIEW merged_changes AS
WITH changes AS MATERIALIZED (
  SELECT pull, repo, merged_at_us, version FROM maintained_pulls WHERE merged_at_us IS NOT NULL
), texts AS (
  SELECT uri, arg_max_null(sha256(patch_text), number) AS text_hash FROM kept.rounds WHERE patch_text IS NOT NULL GROUP BY uri
), latest AS (
  SELECT uri, arg_max_null(patch_cid, number) AS cid FROM kept.rounds GROUP BY uri
), held AS (
  SELECT changes.*, did, latest.cid, texts.text_hash
  FROM changes JOIN kept.records ON records.rowid = changes.pull LEFT JOIN latest ON latest.uri = records.uri LEFT JOIN texts ON texts.uri = records.uri
  WHERE version IS NULL
  UNION ALL
  SELECT changes.*, split_part(uri, '/', 3), coalesce(record ->> '$.rounds[#-1].patchBlob.ref."$link"', record ->> '$.patchBlob.ref."$link"'),
    sha256(record ->> '$.patch')
  FROM changes JOIN readable_pull_events ON event_row = changes.version
)
SELECT held.pull, repo, merged_at_us, version, coalesce('blob:' || coalesce(fetches.staged_cid, held.cid), 'text:' || text_hash) AS patch
FROM held LEFT JOIN patch_fetches AS fetches ON fetches.key = held.did || ' ' || held.cid;

-- What speaks against a merged change: a later merged one of the same repository that reverts it, or that mends what it
-- broke. `again`: the change that took such a revert back within its first 14 days and says so; it does not count then.
-- Lines alone do not take one back: a second try is much like the first, which failed all the same. `several`: its title fits
-- other changes as well, so that nobody knows which it means. Forty of each change at most, the gravest. Nobody makes others'
-- work grow: of one change 32 names count, of what changes share a hundred pairs.
CREATE VIEW change_faults AS
WITH changes AS MATERIALIZED (
  SELECT pull AS id, repo, merged_at_us, version, patch FROM merged_changes
), patched AS MATERIALIZED (
  SELECT id, repo, merged_at_us, patch FROM changes WHERE patch IS NOT NULL QUALIFY count(*) OVER (PARTITION BY repo, patch) <= 50
),
-- Of those whose record was changed since: the one they were merged with.
earlier AS MATERIALIZED (
  SELECT id, left(record ->> '$.title', 5120) AS title, record ->> '$.body' AS body, TRY_CAST(record ->> '$.pullId' AS INTEGER) AS number,
    CASE WHEN json_type(record, '$.references') = 'ARRAY' THEN record ->> '$.references' ELSE '[]' END AS "references"
  FROM changes JOIN readable_pull_events ON event_row = changes.version
),
-- What their authors wrote: by its title whether it is a revert (`Reapply "x"` reverts `Revert "x"`), and what stands right behind a
-- word of mending.
written AS (
  SELECT id, title, "references", CASE WHEN regexp_matches(words, '(?i)(?:fix|regression|breakage|broken|bug|crash|error|problem)[^\n]{0,260}(?:://|#\d)') THEN words END AS words
  FROM (
    SELECT id, title, "references", left(concat_ws(chr(10) || chr(10), title, body), 20000) AS words
    FROM changes JOIN kept.records ON records.rowid = id JOIN kept.pulls ON pulls.uri = records.uri WHERE version IS NULL
    UNION ALL
    SELECT id, title, "references", left(concat_ws(chr(10) || chr(10), title, body), 20000) FROM earlier
  )
), titled AS MATERIALIZED (
  SELECT id, title, words, list_filter(from_json("references", '["VARCHAR"]'), lambda uri: contains(uri, '/sh.tangled.repo.pull/')) AS referred,
    coalesce(nullif(regexp_extract(title, '^Revert "(.+)"$', 1), ''),
      'Revert "' || nullif(regexp_extract(title, '^Reapply "(.+)"$', 1), '') || '"') AS reverts
  FROM written WHERE words IS NOT NULL OR regexp_matches(title, '^(Revert|Reapply) "')
), commits AS MATERIALIZED (
  SELECT id, subject, reverts_subject, reverts_sha, CASE WHEN says_fix THEN mentions ELSE '[]' END AS mentions
  FROM patched JOIN patch_commits USING (patch) WHERE says_fix OR reverts_subject <> '' OR reverts_sha <> ''
),
-- Without lines that quote others, and without what follows a negation in its clause, which ends with its sentence, its paragraph or
-- before a line with a beginning of its own. Words like `regression from` say nothing without one of mending before them.
said AS (
  SELECT id, referred, unnest(regexp_extract_all(regexp_replace(regexp_replace(words, '(?m)^[ \t]{0,8}>.*$', '', 'g'),
      '(?i:\b(?:no|not|never|cannot|nothing|none|neither|nor|without|unrelated|unlike|instead|rather|\w{2,6}n[''’]t)\b)(?:[^.;!?\n]|[.;!?][^\s]|\n[ \t]{0,8}[^\sA-Z>*•-])*', '; ', 'g'),
    '(?i)\b(?:fix(?:es|ed)?|hot-?fix(?:es)?(?: for| of)?|(?:fix|hot-?fix|mend|repair|correct|resolv|solv|address)\w{0,3}\b[^.;!?,\n]{0,80}\b(?:(?:regression|bug|breakage|crash|error|problem) (?:from|in|since|caused by|introduced (?:by|in|with))|broken (?:by|in|since|with)))[ \t:]{1,3}(?:the )?(?:pull request |pull |pr )?(?:\[[^\]\n]{0,200}\]\()?[<(]?(?:at://[^\s<>()"]{1,600}|https?://[^\s<>()"]{1,600}|#\d{1,9})'
  )[:32]) AS said
  FROM titled WHERE words IS NOT NULL
), mended AS (
  SELECT id, regexp_extract(said, '((?:at|https?)://\S+|#\d+)$', 1) AS name, said AS detail,
    regexp_matches(said, '(?i)(?:pull request|pull|pr) #\d+$') AS calls_it_pull, CASE WHEN len(referred) = 1 THEN referred[1] END AS reference
  FROM said
  UNION ALL
  SELECT id, unnest(from_json(mentions, '["VARCHAR"]')), subject, false, NULL FROM commits
), paged AS MATERIALIZED (
  SELECT mended.*, changes.repo, rtrim(name, '.,;:!?') AS bare,
    regexp_extract(name, '^(?:https?://)?(?:www\.)?tangled\.(?:org|sh)/@?([^/\s]{1,300})/([^/\s]{1,300})/pulls/(\d{1,9})\b',
      ['owner', 'repo', 'number']) AS page
  FROM mended JOIN changes USING (id)
), owners AS (
  SELECT did, lower(did) AS owner FROM repos UNION SELECT did, lower(handle) FROM identities WHERE handle IS NOT NULL
), own AS MATERIALIZED (
  SELECT kept.repos.rowid AS repo, owner, lower(name) AS slug FROM kept.repos JOIN owners USING (did)
  UNION
  SELECT kept.repos.rowid, owner, lower(split_part(uri, '/', 5)) FROM kept.repos JOIN owners USING (did)
),
-- What each says of which name: that it reverts it (`revert`, or `refer` by the references in its record, which appviews
-- take from its words), or that it mends what it broke (`fix`). A comment says nothing. A bare
-- #n says nothing either: issues have numbers of their own.
each_mention AS (
  SELECT id, 'revert' AS says, 'subject' AS kind, reverts AS name, title AS detail FROM titled WHERE reverts IS NOT NULL
  UNION ALL
  SELECT id, 'refer', 'uri', unnest(referred), title FROM titled WHERE reverts IS NOT NULL
  UNION ALL
  SELECT id, 'revert', 'subject', reverts_subject, subject FROM commits WHERE reverts_subject <> ''
  UNION ALL
  SELECT id, 'revert', 'sha', lower(reverts_sha), subject FROM commits WHERE length(reverts_sha) >= 7
  UNION ALL
  SELECT id, 'fix', 'uri', bare, detail FROM paged WHERE bare LIKE 'at://%'
  UNION ALL
  SELECT id, 'fix', 'uri', reference, detail FROM paged WHERE reference IS NOT NULL AND (page.number <> '' OR name LIKE '#%')
  UNION ALL
  SELECT id, 'fix', 'sha', lower(bare), detail FROM paged WHERE regexp_full_match(bare, '[0-9a-fA-F]{7,40}')
  UNION ALL
  SELECT id, 'fix', 'number', page.number, detail
  FROM paged SEMI JOIN own ON own.repo = paged.repo AND own.owner = lower(page.owner) AND own.slug = lower(page.repo)
  UNION ALL
  SELECT id, 'fix', 'number', bare[2:], detail FROM paged WHERE calls_it_pull AND regexp_full_match(bare, '#\d{1,9}')
  UNION ALL
  SELECT id, 'fix', 'subject', name, detail FROM paged
  WHERE page.number = '' AND NOT regexp_matches(bare, '^(?:at://|https?://|#\d|[0-9a-fA-F]{7,40}$)')
), mentions AS MATERIALIZED (
  SELECT row_number() OVER () AS mention, few.*, changes.repo, merged_at_us
  FROM (
    SELECT id, says, kind, name, left(min(detail), 300) AS detail FROM each_mention WHERE name <> '' GROUP BY id, says, kind, name
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY says DESC, kind = 'subject', kind, name) <= 32
  ) AS few JOIN changes USING (id)
),
-- The merged changes that go by such a name: address, number, hash of a commit, or subject, which is a commit's or a title
-- as it was then or is now.
names AS MATERIALIZED (
  SELECT 'uri' AS kind, name, records.rowid AS id FROM (SELECT DISTINCT name FROM mentions WHERE kind = 'uri') JOIN kept.records ON records.uri = name
  UNION ALL
  SELECT 'number', name, records.rowid FROM (SELECT DISTINCT name FROM mentions WHERE kind = 'number')
  JOIN kept.pulls ON pulls.number = TRY_CAST(name AS INTEGER) JOIN kept.records ON records.uri = pulls.uri
  UNION ALL
  SELECT 'number', name, changes.id FROM (SELECT DISTINCT name FROM mentions WHERE kind = 'number')
  JOIN earlier ON number = TRY_CAST(name AS INTEGER) JOIN changes USING (id)
  UNION ALL
  SELECT 'sha', name, id
  FROM (SELECT DISTINCT repo, name, left(name, 7) AS start FROM mentions WHERE kind = 'sha' QUALIFY count(*) OVER (PARTITION BY repo, left(name, 7)) <= 50) AS hashes
  JOIN (SELECT repo, id, sha, left(sha, 7) AS start FROM patched JOIN patch_commits USING (patch)) AS shas USING (repo, start)
  WHERE starts_with(sha, name)
  UNION
  SELECT 'subject', subject, id FROM patch_commits SEMI JOIN (SELECT name FROM mentions WHERE kind = 'subject') ON name = subject
  JOIN patched USING (patch)
  UNION
  SELECT 'subject', title, records.rowid FROM kept.pulls SEMI JOIN (SELECT name FROM mentions WHERE kind = 'subject') ON name = title
  JOIN kept.records ON records.uri = pulls.uri
  UNION
  SELECT 'subject', title, id FROM earlier
),
-- Which change takes back the lines of which: at least 2 lines and four fifths of what the earlier one changed. And more
-- than half of what the later one changes must take something back, for else it rather moves or rewrites.
runs AS MATERIALIZED (
  SELECT id, repo, merged_at_us, forward, inverse, lines FROM patched JOIN patch_runs USING (patch)
), made AS (
  SELECT repo, inverse, count(*) AS sharing, min(merged_at_us) AS first_at_us FROM runs GROUP BY repo, inverse HAVING count(*) <= 50
), undoing AS (
  SELECT id, runs.repo, merged_at_us, forward, lines FROM runs JOIN made ON made.repo = runs.repo AND made.inverse = runs.forward
  WHERE merged_at_us > first_at_us
  QUALIFY count(*) OVER (PARTITION BY runs.repo, forward) <= 50
    AND (row_number() OVER (PARTITION BY runs.repo, forward ORDER BY merged_at_us, id) - 1) * sharing < 100
), pairs AS MATERIALIZED (
  SELECT later.id, later.forward, later.lines AS undoing, earlier.id AS original, earlier.lines AS undone
  FROM undoing AS later JOIN runs AS earlier
    ON earlier.inverse = later.forward AND earlier.repo = later.repo AND earlier.merged_at_us < later.merged_at_us AND earlier.id <> later.id
), totals AS MATERIALIZED (
  SELECT id, sum(lines)::BIGINT AS lines FROM runs GROUP BY id
), taken AS MATERIALIZED (
  SELECT pairs.id, original, sum(undone)::BIGINT AS undone, any_value(totals.lines) AS lines
  FROM pairs JOIN totals ON totals.id = original GROUP BY pairs.id, original HAVING sum(undone) >= 0.8 * any_value(totals.lines)
), mostly AS (
  SELECT id FROM (SELECT DISTINCT id, forward, undoing FROM pairs) JOIN totals USING (id)
  GROUP BY id HAVING sum(undoing) > 0.5 * any_value(totals.lines)
), undone AS MATERIALIZED (
  SELECT * FROM taken SEMI JOIN mostly USING (id) WHERE undone >= 2
),
-- What more than 50 changes of a repository share names none of them; the more share it, the fewer of those who name it count,
-- the first to do so.
telling AS MATERIALIZED (
  SELECT kind, name, names.id, changes.repo, changes.merged_at_us FROM names JOIN changes USING (id)
  QUALIFY count(*) OVER (PARTITION BY kind, name, changes.repo) <= 50
), shared AS (
  SELECT kind, name, repo, count(*) AS sharing, min(merged_at_us) AS first_at_us FROM telling GROUP BY kind, name, repo
), speaking AS MATERIALIZED (
  SELECT mention, id, says, kind, name, repo, mentions.merged_at_us FROM mentions JOIN shared USING (kind, name, repo)
  WHERE mentions.merged_at_us > first_at_us
  QUALIFY (row_number() OVER (PARTITION BY says, kind, name, repo ORDER BY mentions.merged_at_us, id) - 1) * sharing < 100
), found AS MATERIALIZED (
  SELECT mention, speaking.id, says, kind, speaking.merged_at_us, telling.id AS original, count(*) OVER (PARTITION BY mention) AS fits
  FROM speaking JOIN telling USING (kind, name, repo) WHERE telling.merged_at_us < speaking.merged_at_us AND telling.id <> speaking.id
  QUALIFY row_number() OVER (PARTITION BY speaking.id ORDER BY says DESC, kind = 'subject', telling.merged_at_us DESC, telling.id) <= 64
), brought_back AS (
  SELECT mention FROM mentions WHERE says = 'revert' AND kind = 'subject'
    AND (repo, 'Revert "' || name || '"') IN (SELECT (repo, name) FROM mentions WHERE says = 'revert' AND kind = 'subject')
), exact AS (
  SELECT id, original FROM found WHERE kind <> 'subject' UNION SELECT id, original FROM undone
),
-- A subject may be that of several changes: of these those count that are named otherwise, too, or whose lines are taken back; else
-- those that no earlier revert was of beyond doubt, unless that was itself taken back. Where several are left, nobody knows which.
weighed AS (
  SELECT found.*, (id, original) IN (SELECT (id, original) FROM exact) AS exactly,
    coalesce(says = 'revert' AND mention NOT IN (SELECT mention FROM brought_back)
      AND min(merged_at_us) FILTER (fits = 1 AND says = 'revert' AND kind = 'subject') OVER (PARTITION BY original) < merged_at_us, false) AS over
  FROM found
), left_over AS (
  SELECT *, bool_or(exactly) OVER (PARTITION BY mention) AS any_exactly, fits - count(*) FILTER (over) OVER (PARTITION BY mention) AS fresh
  FROM weighed
), named AS MATERIALIZED (
  SELECT id, says, original, min(mention) AS mention,
    bool_and(kind = 'subject' AND NOT any_exactly AND CASE WHEN fresh > 0 THEN fresh ELSE fits END > 1) AS several
  FROM left_over
  WHERE kind <> 'subject' OR CASE WHEN any_exactly THEN exactly ELSE fresh <= 0 OR NOT over END
  GROUP BY id, says, original
),
-- Reverts by their message; by the reference in the record, where it is the change that the title names, or the only one
-- while the title names none that is known; by their lines.
claimed AS MATERIALIZED (
  SELECT id, original, 'reverted-by-message' AS kind, mention, several FROM named WHERE says = 'revert'
  UNION ALL
  SELECT id, original, 'reverted-by-reference', mention, false
  FROM (SELECT *, count(DISTINCT original) OVER (PARTITION BY id) AS referred FROM named WHERE says = 'refer') AS refers
  WHERE (id, original) IN (SELECT (id, original) FROM named WHERE says = 'revert')
    OR (referred = 1 AND id NOT IN (SELECT id FROM named WHERE says = 'revert'))
),
-- Who says of a revert that it takes it back must bring lines back, where they are known: four fifths of those that the revert changed,
-- or of those of the change that it reverted.
landing AS MATERIALIZED (
  SELECT again.id, again.original AS reverting, undoing.original AS first
  FROM (SELECT DISTINCT id, original FROM claimed) AS again
  JOIN (
    SELECT id, original FROM (SELECT DISTINCT id, original FROM claimed) QUALIFY row_number() OVER (PARTITION BY id ORDER BY original) <= 4
  ) AS undoing ON undoing.id = again.original
  WHERE again.id IN (SELECT id FROM patched SEMI JOIN patch_facts USING (patch))
), repeated AS (
  SELECT landing.id, reverting, first, sum(firsts.lines) AS lines
  FROM landing JOIN runs AS firsts ON firsts.id = first JOIN runs AS lands ON lands.id = landing.id AND lands.forward = firsts.forward
  GROUP BY landing.id, reverting, first
), hollow AS (
  SELECT landing.id, reverting AS original
  FROM landing LEFT JOIN repeated USING (id, reverting, first)
  LEFT JOIN totals AS ofs ON ofs.id = first LEFT JOIN totals AS reverts ON reverts.id = reverting
  LEFT JOIN taken ON taken.id = landing.id AND taken.original = reverting
  WHERE ofs.lines IS NOT NULL OR reverts.lines IS NOT NULL
  GROUP BY landing.id, reverting HAVING NOT bool_or(taken.id IS NOT NULL OR coalesce(repeated.lines >= 0.8 * ofs.lines, false))
), told AS MATERIALIZED (
  SELECT claimed.*, changes.merged_at_us <= originals.merged_at_us + settled_after_us AS timely, changes.merged_at_us
  FROM claimed ANTI JOIN hollow USING (id, original)
  JOIN changes USING (id) JOIN changes AS originals ON originals.id = original CROSS JOIN label_clock
), relanded AS (
  SELECT original AS id, arg_min(id, (merged_at_us, id)) AS again, min(merged_at_us) AS again_at_us
  FROM told WHERE timely AND NOT several AND id NOT IN (SELECT original FROM told WHERE timely) GROUP BY original
), each AS (
  SELECT id, original, kind, mention, several, NULL AS share, again, again_at_us FROM told LEFT JOIN relanded USING (id) WHERE timely OR NOT several
  UNION ALL
  SELECT id, original, 'reverted-by-lines', NULL, false, undone || ' of ' || lines || ' lines', again, again_at_us
  FROM undone LEFT JOIN relanded USING (id) WHERE lines >= 5
  UNION ALL
  SELECT id, original, 'hot-fixed', mention, several, NULL, NULL, NULL FROM named WHERE says = 'fix'
), gravest AS (
  SELECT each.*, changes.merged_at_us, originals.merged_at_us AS original_at_us
  FROM each JOIN changes USING (id) JOIN changes AS originals ON originals.id = original CROSS JOIN label_clock
  QUALIFY row_number() OVER (PARTITION BY original
    ORDER BY again IS NOT NULL, changes.merged_at_us > original_at_us + settled_after_us, several, kind DESC, changes.merged_at_us, id) <= 40
)
SELECT original, original_at_us, gravest.id AS pull, gravest.merged_at_us, gravest.kind, coalesce(share, detail) AS detail, several, again, again_at_us
FROM gravest LEFT JOIN mentions USING (mention);

-- How each finished pull request ended: by whose word, and by which record. What a maintainer merged stays merged,
-- wherever its author aims it later; what another maintainer closed stays closed by that maintainer, however often its
-- author reopens and closes it.
CREATE VIEW pull_endings AS
WITH maintained AS MATERIALIZED (
  SELECT * FROM maintained_pulls QUALIFY row_number() OVER (PARTITION BY pull ORDER BY merged_at_us DESC NULLS LAST, repo) = 1
), statuses AS (
  SELECT rowid AS status, uri FROM kept.records WHERE collection = 'sh.tangled.repo.pull.status'
), withdrawn AS (
  SELECT pull, arg_max(uri, (created_at_us, uri)) AS uri
  FROM pull_statuses WHERE state = 'closed' AND did = split_part(pull, '/', 3) GROUP BY pull
)
SELECT records.rowid AS id, pulls.uri AS pull, pulls.did AS author, CASE WHEN merged_at_us IS NULL THEN states.repo ELSE kept.repos.uri END AS repo,
  merged_at_us IS NOT NULL OR states.certain AS certain,
  least(coalesce(pulls.created_at_us, records.first_seen_us), records.first_seen_us) AS opened_at_us,
  CASE WHEN merged_at_us IS NOT NULL OR states.state = 'merged' THEN 'merged' ELSE 'closed' END AS outcome,
  CASE WHEN judged THEN 'merged-by-maintainer' WHEN merged_at_us IS NOT NULL THEN 'self-merged'
    WHEN states.state = 'closed' AND other_state = 'closed' THEN 'closed-by-maintainer'
    WHEN states.state = 'merged' OR states.said_by = 'appview' THEN 'appview-only' ELSE 'withdrawn' END AS kind,
  CASE WHEN merged_at_us IS NOT NULL THEN ending.uri WHEN states.state = 'merged' OR states.said_by = 'appview' THEN pulls.uri
    WHEN other_state = 'closed' THEN ending.uri ELSE coalesce(withdrawn.uri, pulls.uri) END AS by_uri,
  coalesce(merged_at_us, CASE WHEN other_state = 'closed' THEN other_us END, states.since_us) AS finished_at_us,
  reopened.uri AS reopened_uri, reopened_at_us
FROM pulls
JOIN kept.records AS records ON records.uri = pulls.uri AND records.collection = 'sh.tangled.repo.pull'
JOIN pull_states AS states ON states.pull = pulls.uri
LEFT JOIN maintained ON maintained.pull = records.rowid
LEFT JOIN kept.repos ON kept.repos.rowid = maintained.repo
LEFT JOIN statuses AS ending ON ending.status = coalesce(merge_status, other_status)
LEFT JOIN statuses AS reopened ON reopened.status = reopening
LEFT JOIN withdrawn ON withdrawn.pull = pulls.uri
WHERE merged_at_us IS NOT NULL OR states.state <> 'open';

-- How each finished pull request turned out, with everything that shows it: gravest first, of later changes twenty at most. Clean: merged
-- with authority, and for 14 days neither reverted nor hot-fixed nor re-opened. Null where nobody entitled said, which is never
-- false.
CREATE VIEW pull_labels AS
-- What maintainers say: the newest word of those of each repository who did not open it.
WITH said AS (
  SELECT said.*, maintainers.repo, least(coalesce(said.created_at_us, said.seen_at_us), said.seen_at_us) AS since_us
  FROM outcomes_said AS said JOIN maintainers USING (did) WHERE did <> split_part(subject, '/', 3)
  QUALIFY row_number() OVER (PARTITION BY subject, repo ORDER BY since_us DESC, uri DESC) = 1
),
-- What later changes and maintainers show, each record once for each kind. Titles of people who are gone, and of records that were
-- deleted, are left out. The rank is that of gravity.
against AS (
  SELECT original AS id, CASE WHEN again IS NOT NULL THEN 'merged-by-maintainer'
      WHEN merged_at_us > original_at_us + settled_after_us THEN 'reverted-late' ELSE kind END AS kind,
    coalesce(again, pull) AS by_id, coalesce(again_at_us, merged_at_us) AS at_us,
    CASE WHEN again IS NOT NULL THEN 'merged again after a revert' ELSE detail END AS detail, several AND again IS NULL AS several
  FROM change_faults CROSS JOIN label_clock WHERE kind <> 'hot-fixed' OR merged_at_us <= original_at_us + settled_after_us
), once AS (
  SELECT id, kind, by_id, min(at_us) AS at_us, left(min(detail), 300) AS detail, bool_and(several) AS several FROM against GROUP BY id, kind, by_id
), ranked AS (
  SELECT once.*, records.uri AS by_uri, pulls.uri IS NOT NULL AS there, CASE kind WHEN 'reverted-by-message' THEN 2 WHEN 'reverted-by-reference' THEN 3 WHEN 'reverted-by-lines' THEN 4
    WHEN 'hot-fixed' THEN 5 WHEN 'reverted-late' THEN 12 ELSE 13 END AS rank
  FROM once JOIN kept.records ON records.rowid = by_id LEFT JOIN pulls ON pulls.uri = records.uri
), faults AS (
  SELECT id, min(rank) FILTER (NOT several) AS gravest, bool_or(several) AS unclear, list({'rank': rank, 'atUs': at_us, 'by': by_uri, 'kind': kind,
    'detail': nullif(left(concat_ws(': ', CASE WHEN several THEN 'several changes have this title' END, CASE WHEN there OR rank = 13 THEN detail END), 300), '')} ORDER BY rank, at_us, by_uri)[:20] AS shown
  FROM ranked GROUP BY id
)
SELECT endings.pull, endings.author, endings.repo, endings.outcome, endings.opened_at_us, endings.finished_at_us,
  CASE WHEN corrected.uri IS NOT NULL THEN corrected.clean
    WHEN endings.kind = 'self-merged' THEN NULL
    WHEN reopened_uri IS NOT NULL OR endings.kind = 'closed-by-maintainer' THEN false
    WHEN endings.kind <> 'merged-by-maintainer' THEN NULL
    WHEN gravest <= 5 THEN false
    WHEN unclear THEN NULL
    WHEN now_us <= endings.finished_at_us + settled_after_us THEN NULL
    ELSE true END AS clean_merge,
  to_json(list_transform(list_sort(list_filter(list_concat(coalesce(faults.shown, []), [
    CASE WHEN corrected.uri IS NOT NULL THEN {'rank': 1, 'atUs': corrected.since_us, 'by': corrected.uri, 'kind': 'corrected',
      'detail': left(CASE WHEN clean THEN 'clean' ELSE 'not clean' END || coalesce(': ' || reason, ''), 300)} END,
    CASE WHEN reopened_uri IS NOT NULL THEN {'rank': 6, 'atUs': reopened_at_us, 'by': reopened_uri, 'kind': 're-opened', 'detail': NULL::VARCHAR} END,
    CASE WHEN endings.kind = 'merged-by-maintainer' AND now_us <= endings.finished_at_us + settled_after_us
      THEN {'rank': 11, 'atUs': endings.finished_at_us + settled_after_us, 'by': endings.by_uri, 'kind': 'unsettled', 'detail': NULL::VARCHAR} END,
    {'rank': CASE endings.kind WHEN 'closed-by-maintainer' THEN 7 WHEN 'self-merged' THEN 8 WHEN 'appview-only' THEN 9 WHEN 'withdrawn' THEN 10 ELSE 13 END,
      'atUs': endings.finished_at_us, 'by': endings.by_uri, 'kind': endings.kind, 'detail': NULL::VARCHAR}
  ]), lambda each: each IS NOT NULL)), lambda each: {'kind': each.kind, 'by': each.by, 'atUs': each.atUs, 'detail': each.detail})) AS evidence
FROM pull_endings AS endings
LEFT JOIN said AS corrected ON corrected.subject = endings.pull AND corrected.repo = endings.repo AND endings.certain
LEFT JOIN faults USING (id) CROSS JOIN label_clock;

-- The same in three words, for those who count: closed, merged, or merged and reverted, however late. Whose label is unknown since a
-- revert may be of another of its title is none of the reverted.
CREATE VIEW pull_outcomes AS
SELECT pull, author, repo, finished_at_us AS since_us,
  CASE WHEN outcome = 'merged' AND NOT (clean_merge IS NULL AND (evidence ->> '$[#-1].kind') = 'merged-by-maintainer') AND len(list_filter(evidence ->> '$[*].kind', lambda kind: starts_with(kind, 'reverted-'))) > 0
    THEN 'reverted' ELSE outcome END AS outcome
FROM pull_labels;

-- Pull requests that count as bad now: those whose label says so.
CREATE VIEW bad_pulls AS
SELECT pull, repo, outcome, finished_at_us AS since_us FROM pull_labels WHERE NOT clean_merge;

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

-- What became of finished pull requests, as labels were last kept: since when that is known (a clean merge 14 days after it,
-- anything else with what shows it), and by whose judgement, which is never the author's own.
CREATE VIEW judged_pulls AS
WITH labels AS (
  SELECT pull, split_part(pull, '/', 3) AS author, from_json(body, '{"repo":"VARCHAR","finishedAtUs":"BIGINT","cleanMerge":"BOOLEAN",
    "evidence":[{"kind":"VARCHAR","by":"VARCHAR","atUs":"BIGINT"}]}') AS label
  FROM kept_labels
)
SELECT pull, author, label.repo AS repo, label.finishedAtUs AS finished_at_us, label.cleanMerge AS clean, label.evidence AS evidence,
  label.evidence[1].kind AS kind, split_part(CASE WHEN label.evidence[1].kind = 'corrected' THEN label.evidence[1].by
    ELSE list_filter(label.evidence, lambda each: each.kind IN ('merged-by-maintainer', 'closed-by-maintainer')
      AND contains(each.by, '/sh.tangled.repo.pull.status/'))[1].by END, '/', 3) AS judged_by,
  CASE WHEN label.cleanMerge AND label.evidence[1].kind <> 'corrected' THEN label.finishedAtUs + settled_after_us
    ELSE label.evidence[1].atUs END AS known_at_us
FROM labels CROSS JOIN label_clock;

-- The repository of each pull request whose owner is beyond doubt: where it was merged, wherever its author aims it later, else where
-- it is aimed.
CREATE VIEW certain_pulls AS
SELECT pulls.uri AS pull, pulls.did AS author, repo_names.uri AS repo
FROM pulls JOIN repo_names ON repo_names.name = pulls.target_repo AND repo_names.certain AND coalesce(pulls.target_uri, repo_names.uri) = repo_names.uri;

-- What maintainers, who did not write the change, and the operator say of findings of sources there are: of each person's words on one
-- finding the newest, and of one person's on one pull request the newest hundred. Where its author aims a pull request now, and where it
-- was merged, both may speak, each for itself: an author who has an accomplice merge it elsewhere takes the word from nobody.
CREATE VIEW finding_verdicts AS
WITH said AS (
  SELECT *, least(coalesce(created_at_us, seen_at_us), seen_at_us) AS since_us FROM verdicts_said
  WHERE source IN ('concealment', 'dependencies', 'discussion', 'instructions', 'sast', 'secrets', 'size', 'slop', 'reviewer')
), merged AS (
  SELECT pull, repo FROM judged_pulls SEMI JOIN verdicts_said ON verdicts_said.subject = judged_pulls.pull
  WHERE len(list_filter(evidence, lambda each: each.kind IN ('merged-by-maintainer', 'self-merged'))) > 0
), aimed AS (
  SELECT pull, author, repo FROM certain_pulls
  UNION
  SELECT pull, split_part(pull, '/', 3), repo FROM merged
)
SELECT pull, aimed.repo, author, source, rule, file, line, verdict, said.did AS "by", since_us AS at_us
FROM said JOIN aimed ON aimed.pull = said.subject AND aimed.author <> said.did
JOIN maintainers ON maintainers.repo = aimed.repo AND maintainers.did = said.did
QUALIFY row_number() OVER (PARTITION BY pull, aimed.repo, said.did, source, rule, file, line ORDER BY since_us DESC, said.uri DESC) = 1
  AND row_number() OVER (PARTITION BY pull, aimed.repo, said.did ORDER BY since_us DESC, said.uri DESC) <= 100
UNION ALL
SELECT pull, repo, author, source, rule, file, line, verdict, "by", at_us FROM operator_verdicts;

-- Whether contributors may take a repository's fast lane again, or no more, by the newest word of its maintainers; nobody speaks of
-- themself.
CREATE VIEW eligibility_said AS
SELECT said.subject AS did, said.repo, action, said.did AS "by", reason, least(coalesce(created_at_us, seen_at_us), seen_at_us) AS at_us, said.uri
FROM eligibilities_said AS said JOIN maintainers ON maintainers.repo = said.repo AND maintainers.did = said.did
WHERE said.did <> said.subject
QUALIFY row_number() OVER (PARTITION BY said.subject, said.repo ORDER BY at_us DESC, said.uri DESC) = 1;

-- Since when each record could be known: told by a stream, since that saw it; read as history, since it was there then at the latest
-- (`read_us`), so that the time it gives itself counts up to there.
CREATE VIEW heard_records AS
WITH hosts AS (
  SELECT DISTINCT regexp_extract(pds, '^[a-z]+://([^/?#]+)', 1) AS host FROM resolved_people WHERE pds IS NOT NULL
)
SELECT records.uri, records.first_seen_us,
  CASE WHEN events.cursor IS NULL AND events.source IN (SELECT host FROM hosts) THEN least(records.position_us, records.first_seen_us) END AS read_us
FROM records JOIN events ON events.id = records.event_id;

-- What the service found in changes that somebody gave a verdict on, at any time, and how grave it was. Of these authors alone, where the
-- variable `conduct_of` names any: decisions are long, and nobody else's are read.
CREATE VIEW verdict_findings AS
WITH asked AS MATERIALIZED (
  SELECT DISTINCT pull FROM finding_verdicts WHERE verdict <> 'missed'
    AND (getvariable('conduct_of') IS NULL OR list_contains(getvariable('conduct_of')::VARCHAR[], author))
), bodies AS (
  SELECT decisions.pull, from_json(body, '{"evidence":{"findings":[{"source":"VARCHAR","rule":"VARCHAR","file":"VARCHAR","line":"BIGINT","severity":"VARCHAR"}],
    "verdict":{"flags":[{"file":"VARCHAR","line":"BIGINT","severity":"VARCHAR"}]}}}').evidence AS seen
  FROM decisions SEMI JOIN asked USING (pull)
  WHERE getvariable('conduct_of') IS NULL OR list_contains(getvariable('conduct_of')::VARCHAR[], author)
), each AS (
  SELECT pull, unnest(list_concat(seen.findings, list_transform(seen.verdict.flags,
    lambda flag: {'source': 'reviewer', 'rule': 'flag', 'file': flag.file, 'line': flag.line, 'severity': flag.severity}))) AS found
  FROM bodies
  UNION ALL
  SELECT pull, unnest(from_json(body, '{"findings":[{"source":"VARCHAR","rule":"VARCHAR","file":"VARCHAR","line":"BIGINT","severity":"VARCHAR"}]}').findings)
  FROM pull_patches SEMI JOIN asked USING (pull) JOIN analyses ON split_part(analyses.key, ' ', 1) = patch
)
SELECT DISTINCT pull, found.source AS source, found.rule AS rule, found.file AS file, found.line AS line, found.severity AS severity FROM each;

-- What people did, as conduct sees it: made of the words of maintainers, of what the service saw, and of what they did themselves; no
-- stranger's record moves it. What somebody offers to a repository of their own counts only where another maintainer judged it.
-- Times are when each thing was known.
CREATE VIEW conduct_signals AS
WITH offered AS (
  SELECT pull, author, repo FROM certain_pulls ANTI JOIN maintainers ON maintainers.repo = certain_pulls.repo AND maintainers.did = certain_pulls.author
),
-- Whether the author was attested when the pull request was opened in a repository that was sensitive then.
careful AS (
  SELECT tiers.uri AS repo, min(CASE WHEN read_us IS NULL THEN first_seen_us ELSE least(coalesce(said.created_at_us, read_us), read_us) END) AS since_us
  FROM tiers_in_force AS tiers JOIN repo_tiers AS said ON said.did = tiers.did AND said.tier = 'sensitive' AND said.repo IN (tiers.uri, tiers.repo_did)
  JOIN heard_records AS heard ON heard.uri = said.uri
  WHERE tiers.tier = 'sensitive' GROUP BY tiers.uri
), guarded AS (
  SELECT offered.pull, offered.author, repo, CASE WHEN read_us IS NULL THEN first_seen_us ELSE least(coalesce(created_at_us, read_us), read_us) END AS opened_us,
    careful.since_us
  FROM offered JOIN careful USING (repo) JOIN pulls ON pulls.uri = offered.pull JOIN heard_records AS heard ON heard.uri = offered.pull
), declared AS (
  SELECT attestations.did, CASE WHEN read_us IS NULL THEN greatest(first_seen_us, coalesce(created_at_us, first_seen_us))
    ELSE coalesce(created_at_us, read_us) END AS from_us, expires_at_us
  FROM attestations JOIN heard_records AS heard USING (uri)
), attested AS (
  SELECT guarded.author, guarded.pull, repo, opened_us, count(declared.did) > 0 AS holds
  FROM guarded LEFT JOIN declared ON declared.did = guarded.author AND from_us <= opened_us AND (expires_at_us IS NULL OR opened_us < expires_at_us)
  WHERE since_us <= opened_us GROUP BY ALL
),
-- What the repository's own knot started and its own spindle ran: the last run of each commit that was offered, once it came to an end.
homes AS (
  SELECT uri AS repo, 'did:web:' || replace(regexp_replace(regexp_replace(lower(trim(knot)), '^https?://', ''), '(:443)?/?$', ''), ':', '%3A') AS knot_did,
    'did:web:' || replace(regexp_replace(regexp_replace(lower(trim(spindle)), '^(https?://|did:web:)', ''), '(:443)?/?$', ''), ':', '%3A') AS spindle_did
  FROM repos
), steps AS (
  SELECT pipelines.uri AS run, pipelines.pull, pipelines.sha, pipelines.workflows, offered.author, offered.repo, statuses.workflow,
    arg_max(status, (least(coalesce(statuses.created_at_us, statuses.seen_at_us), statuses.seen_at_us), statuses.uri)) AS last,
    max(least(coalesce(statuses.created_at_us, statuses.seen_at_us), statuses.seen_at_us)) AS at_us
  FROM pipelines JOIN offered ON offered.pull = pipelines.pull JOIN homes ON homes.repo = offered.repo AND homes.knot_did = pipelines.did
  JOIN pipeline_statuses AS statuses ON statuses.pipeline = pipelines.uri AND statuses.did = homes.spindle_did
  GROUP BY ALL
), runs AS (
  SELECT run, pull, author, repo, max(at_us) AS at_us, bool_or(last IN ('failed', 'timeout')) AS failed,
    bool_and(last = 'success') AND count(*) >= json_array_length(any_value(workflows)) AS passed
  FROM steps GROUP BY run, pull, sha, author, repo
  QUALIFY row_number() OVER (PARTITION BY pull, sha ORDER BY max(at_us) DESC, run DESC) = 1
),
-- What a change costs to read, against the policy's budget in bytes and the 60,000 tokens that the reviewer reads at once: the tokens of
-- the model and prompts that read it last.
asked AS (
  SELECT diff_hash, sum(tokens) AS tokens, max(at_us) AS at_us
  FROM (
    SELECT diff_hash, model, prompt_hash, at_us, input_tokens + output_tokens + cache_write_tokens + cache_read_tokens AS tokens
    FROM review_calls WHERE usable QUALIFY row_number() OVER (PARTITION BY request_hash ORDER BY attempt DESC) = 1
  ) GROUP BY diff_hash, model, prompt_hash
), used AS (
  SELECT diff_hash, arg_max(tokens, at_us) AS tokens FROM asked GROUP BY diff_hash
), read AS (
  SELECT decisions.pull, decisions.author,
    json_extract_string(body, ['$.evidence.coverage.bytes', '$.policy.reviewBudgetBytes', '$.evidence.review.diffHash']) AS said
  FROM decisions WHERE NOT superseded
), sized AS (
  SELECT read.pull, read.author, TRY_CAST(said[1] AS BIGINT) AS bytes, TRY_CAST(said[2] AS BIGINT) AS most, coalesce(used.tokens, 0) AS tokens
  FROM read LEFT JOIN used ON used.diff_hash = said[3]
),
-- Of each source whose word on a change stands confirmed, by the newest word on each finding: the gravest finding.
standing AS (
  SELECT * FROM finding_verdicts QUALIFY row_number() OVER (PARTITION BY pull, repo, source, rule, file, line ORDER BY at_us DESC, "by") = 1
), confirmed AS (
  SELECT standing.pull, standing.author, standing.repo, standing.source, max(at_us) AS at_us, min(found.rule) AS rule
  FROM standing JOIN verdict_findings AS found ON found.pull = standing.pull AND found.source = standing.source
    AND standing.rule IN ('', found.rule) AND standing.file IN ('', found.file) AND standing.line IN (0, found.line)
  WHERE verdict = 'confirmed' AND severity IN ('medium', 'high') GROUP BY ALL
),
-- What a maintainer asked while it was open, and the author's next act: a comment, or a round by the time it gives itself. Questions that one
-- answer answers are one, the first.
spoken AS (
  SELECT subject AS pull, did, CASE WHEN read_us IS NULL THEN first_seen_us ELSE least(coalesce(created_at_us, read_us), read_us) END AS at_us
  FROM comments SEMI JOIN pulls ON pulls.uri = comments.subject JOIN heard_records AS heard ON heard.uri = comments.uri
), acts AS (
  SELECT pull, at_us FROM spoken WHERE did = split_part(pull, '/', 3)
  UNION ALL
  SELECT uri, least(coalesce(created_at_us, seen_at_us), seen_at_us) FROM rounds WHERE number > 0
), asking AS (
  SELECT certain_pulls.pull, author, certain_pulls.repo, spoken.did, spoken.at_us, coalesce(finished_at_us, 9223372036854775807) AS until_us
  FROM spoken JOIN certain_pulls ON certain_pulls.pull = spoken.pull AND author <> spoken.did
  JOIN maintainers ON maintainers.repo = certain_pulls.repo AND maintainers.did = spoken.did
  LEFT JOIN (SELECT pull, finished_at_us FROM judged_pulls) AS ended ON ended.pull = spoken.pull
  WHERE spoken.at_us < until_us
), answered AS (
  SELECT asking.*, acts.at_us AS answer_us FROM asking ASOF LEFT JOIN acts ON acts.pull = asking.pull AND acts.at_us > asking.at_us
), rallies AS (
  SELECT pull, author, repo, answer_us, until_us, arg_min(did, (at_us, did)) AS did, min(at_us) AS asked_us FROM answered GROUP BY ALL
)
SELECT author AS did, 'policy_compliance' AS dimension, holds::DOUBLE AS value, 'policy_engine' AS source, 'Policy: attestation' AS details, opened_us AS at_us, pull, repo
FROM attested
UNION ALL
SELECT author, 'policy_compliance', passed::DOUBLE, 'policy_engine', 'Policy: ci', at_us, pull, repo FROM runs WHERE failed OR passed
UNION ALL
SELECT sized.author, 'resource_efficiency', (least(1, 60000 / greatest(1, tokens)) + least(1, most / greatest(1, bytes))) / 2, 'resource_monitor',
  format('tokens={}/60000, bytes={}/{}', tokens, bytes, most), pulls.seen_at_us, pulls.uri, offered.repo
FROM sized JOIN offered ON offered.pull = sized.pull JOIN pulls ON pulls.uri = sized.pull WHERE bytes IS NOT NULL AND most IS NOT NULL
UNION ALL
SELECT author, 'output_quality', clean::DOUBLE, 'consumer:' || judged_by, kind, known_at_us, pull, repo FROM judged_pulls WHERE clean IS NOT NULL
UNION ALL
SELECT author, 'security_posture', 0, 'security_monitor', source || ': ' || rule, at_us, pull, repo FROM confirmed
UNION ALL
SELECT author, 'security_posture', 1, 'security_monitor', 'merged clean', known_at_us, pull, repo
FROM judged_pulls ANTI JOIN (SELECT pull, repo FROM standing WHERE verdict = 'confirmed') AS wrong USING (pull, repo)
WHERE clean AND len(list_filter(evidence, lambda each: each.kind IN ('merged-by-maintainer', 'self-merged'))) > 0
UNION ALL
SELECT author, 'collaboration_health', (coalesce(answer_us <= asked_us + settled_after_us, false))::DOUBLE, 'collaboration:' || did,
  CASE WHEN answer_us <= asked_us + settled_after_us THEN 'answered' ELSE 'not answered within 14 days' END,
  least(coalesce(answer_us, asked_us + settled_after_us), asked_us + settled_after_us), pull, repo
FROM rallies CROSS JOIN label_clock
WHERE answer_us <= asked_us + settled_after_us OR (asked_us + settled_after_us < now_us AND asked_us + settled_after_us < until_us);

-- How sources did, by the words of maintainers and by what was taken back after they had passed it: by the decision in force at the merge,
-- they counted, read every hunk, and found nothing. What its author took back alone, without another maintainer, says nothing.
CREATE VIEW source_evidence AS
WITH taken AS MATERIALIZED (
  SELECT pull, author, repo, finished_at_us, judged_by, evidence FROM judged_pulls WHERE NOT clean
), faults AS (
  SELECT pull, author, repo, finished_at_us, unnest(list_filter(evidence, lambda each: each.kind IN
    ('reverted-by-message', 'reverted-by-reference', 'reverted-by-lines', 'hot-fixed'))) AS fault
  FROM taken WHERE judged_by <> '' AND judged_by IS NOT NULL
), undone AS MATERIALIZED (
  SELECT faults.pull, faults.author, faults.repo, any_value(faults.finished_at_us) AS merged_us, min(fault.atUs) AS at_us
  FROM faults LEFT JOIN judged_pulls AS by_hand ON by_hand.pull = fault.by
  WHERE NOT coalesce(by_hand.author = faults.author AND by_hand.kind = 'self-merged', false)
  GROUP BY faults.pull, faults.author, faults.repo
), read AS (
  SELECT undone.*, from_json(arg_max(body, (decided_at_us, id)), '{"policy":{"signals":"JSON","rLow":"DOUBLE"},"evidence":{"findings":[{"source":"VARCHAR"}],
    "verdict":{"contentRisk":"DOUBLE","reviewRecommended":"BOOLEAN","flags":["JSON"]},
    "coverage":{"files":[{"hunks":"BIGINT"}],"sources":[{"source":"VARCHAR","hunks":"BIGINT"}]}}}') AS said
  FROM undone JOIN decisions ON decisions.pull = undone.pull AND decided_at_us <= merged_us
  GROUP BY ALL
), passed AS (
  SELECT pull, author, repo, at_us, said.policy.signals AS signals, said.evidence.findings AS findings,
    list_sum(list_transform(said.evidence.coverage.files, lambda file: file.hunks)) AS hunks, unnest(said.evidence.coverage.sources) AS of
  FROM read WHERE said.evidence.coverage IS NOT NULL
)
SELECT source, repo, author, pull, CASE verdict WHEN 'confirmed' THEN 'success' ELSE 'failure' END AS outcome,
  CASE verdict WHEN 'confirmed' THEN 'a finding was confirmed' WHEN 'missed' THEN 'missed what a maintainer found' ELSE 'a false alarm' END AS why,
  at_us, "by", verdict = 'missed' AS silent
FROM finding_verdicts AS said
-- What is judged right or wrong must have been said.
WHERE verdict = 'missed' OR EXISTS (
  SELECT 1 FROM verdict_findings AS found WHERE found.pull = said.pull AND found.source = said.source
    AND said.rule IN ('', found.rule) AND said.file IN ('', found.file) AND said.line IN (0, found.line)
)
UNION ALL
SELECT of.source, repo, author, pull, 'failure', 'passed a change that was reverted', at_us, 'service', true
FROM passed
WHERE of.source NOT IN ('review', 'reviewer') AND of.hunks > 0 AND of.hunks >= hunks AND coalesce(signals ->> ('$."' || of.source || '"'), 'blocking') = 'blocking'
  AND NOT list_contains(list_transform(findings, lambda found: found.source), of.source)
UNION ALL
SELECT 'reviewer', repo, author, pull, 'failure', 'passed a change that was reverted', at_us, 'service', true
FROM read
WHERE said.evidence.verdict.contentRisk <= coalesce(said.policy.rLow, 0) AND NOT said.evidence.verdict.reviewRecommended
  AND len(said.evidence.verdict.flags) = 0;
