import { TANGLED_SINCE_US } from '../domain/index.ts';
import type { Among } from './among.ts';
import { FOREVER_US } from './feature-spans.ts';

/** Of one pull request so many words count, those known first: what is said later never takes the place of one. */
const MOST_WORDS = 64;
/** Of one maintainer of one repository so many stretches as such. */
const MOST_STRETCHES = 16;

/** In SQL, whose repository a name stands for: a DID for its record only where that is verified. */
const placeOf = (name: string, uri: string): string =>
  `CASE WHEN starts_with(${name}, 'at://') THEN ${name} ELSE coalesce(
     (SELECT homes.uri FROM feature_homes AS homes WHERE homes.name = ${name} AND coalesce(${uri}, homes.uri) = homes.uri), ${name}) END`;

/** What a repository's own DID was found to stand for, as of now: that is not in the log. */
const HOMES = `
  CREATE OR REPLACE TEMP TABLE feature_homes AS
  SELECT repo_did AS name, any_value(uri) AS uri FROM resolved_repos WHERE state = 'verified' AND uri IS NOT NULL GROUP BY repo_did`;

const PATHS = "['$.createdAt', '$.target.repoDid', '$.target.repo', '$.targetRepo']";

/** What the people asked about, and pull requests that speak against theirs, were heard of by: the log is read once. */
const told = (asked: Among): string => `
  CREATE OR REPLACE TEMP TABLE feature_events AS
  WITH hosts AS (
    SELECT DISTINCT regexp_extract(pds, '^[a-z]+://([^/?#]+)', 1) AS host FROM resolved_people WHERE pds IS NOT NULL
  ), told AS (
    SELECT id, uri, did, time_us, collection = 'sh.tangled.repo.pull' AND operation <> 'delete' AS is_pull, record,
      cursor IS NULL AND source IN (SELECT host FROM hosts) AS is_read
    FROM events WHERE ${asked('did')}
  ), said AS (
    SELECT told.* EXCLUDE (record), json_extract_string(CASE WHEN is_pull OR is_read THEN
      CASE WHEN json_valid(record) THEN record WHEN json_valid(whole) THEN whole END END, ${PATHS}) AS words
    FROM (SELECT *, CASE WHEN (is_pull OR is_read) AND NOT json_valid(record) THEN regexp_replace(record, '\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\\ufffd', 'g') END AS whole FROM told) AS told
  )
  SELECT id, uri, did, is_pull, words[2] AS repo_did, words[3] AS repo, words[4] AS old_repo,
    CASE WHEN is_read AND dated_us BETWEEN ${TANGLED_SINCE_US} AND time_us THEN dated_us ELSE time_us END AS known_us
  FROM (SELECT *, epoch_us(TRY_CAST(words[1] AS TIMESTAMPTZ)) AS dated_us FROM said)`;

/**
 * Every version of the pull requests of the people asked about, with what it is aimed at. The first is there from the
 * beginning: a word about a pull request that was read later is about that one.
 */
const VERSIONS = `
  CREATE OR REPLACE TEMP TABLE feature_versions AS
  SELECT uri, did, known_us, row_number() OVER (PARTITION BY uri ORDER BY known_us, id) AS number,
    coalesce(repo_did, repo, old_repo) AS target_repo, CASE WHEN repo_did IS NOT NULL AND repo LIKE 'at://%' THEN repo END AS target_uri
  FROM feature_events WHERE is_pull AND coalesce(repo_did, repo, old_repo) IS NOT NULL`;

/** The pull requests themselves: known since, aimed first at, and how many their author had opened in the time before. */
const PULLS = `
  CREATE OR REPLACE TEMP TABLE feature_pulls AS
  SELECT *, count(*) OVER (PARTITION BY did ORDER BY known_us RANGE BETWEEN 86400000000 PRECEDING AND 1 PRECEDING) AS day_before,
    count(*) OVER (PARTITION BY did ORDER BY known_us RANGE BETWEEN 604800000000 PRECEDING AND 1 PRECEDING) AS week_before
  FROM (
    SELECT *, (row_number() OVER (PARTITION BY did, place ORDER BY known_us, uri) = 1)::INTEGER AS is_first
    FROM (SELECT uri, did, known_us, ${placeOf('target_repo', 'target_uri')} AS place FROM feature_versions WHERE number = 1)
  )`;

/** Who could push where, from when until when: owners, whom they named, and whom the knot of a verified repository names. */
const PEOPLE = `
  CREATE OR REPLACE TEMP TABLE feature_maintainers AS
  WITH repos AS (SELECT uri, did AS owner_did, detail AS repo_did, from_us, until_us FROM feature_spans WHERE kind = 'repo'),
  named AS (SELECT did AS owner_did, subject AS did, detail AS repo, from_us, until_us FROM feature_spans WHERE kind = 'collaborator'),
  each AS (
    SELECT uri AS repo, owner_did AS did, from_us, until_us FROM repos
    UNION ALL
    SELECT repos.uri, named.did, greatest(repos.from_us, named.from_us), least(repos.until_us, named.until_us)
    FROM named JOIN repos ON repos.owner_did = named.owner_did AND repos.uri = named.repo
    UNION ALL
    SELECT repos.uri, named.did, greatest(repos.from_us, named.from_us), least(repos.until_us, named.until_us)
    FROM named JOIN repos ON repos.owner_did = named.owner_did AND repos.repo_did = named.repo
    UNION ALL
    SELECT repos.uri, knot_collaborators.did, repos.from_us, repos.until_us
    FROM knot_collaborators JOIN feature_homes ON feature_homes.name = knot_collaborators.repo_did
    JOIN repos ON repos.uri = feature_homes.uri AND repos.repo_did = feature_homes.name
  )
  SELECT * FROM each WHERE from_us < until_us
  QUALIFY row_number() OVER (PARTITION BY repo, did ORDER BY from_us, until_us) <= ${MOST_STRETCHES}`;

/** What maintainers said of pull requests, each of the version that was there then, for as long as it stood and they were. */
const WORDS = `
  CREATE OR REPLACE TEMP TABLE feature_words AS
  WITH said AS (
    SELECT uri, did, subject AS pull, detail AS state, from_us, until_us FROM feature_spans WHERE kind = 'pullStatus'
  ), aimed AS (
    SELECT said.*, versions.did AS author, greatest(said.from_us, first.known_us) AS since_us, target_repo, target_uri
    FROM said JOIN feature_pulls AS first ON first.uri = said.pull
    ASOF JOIN (SELECT *, CASE WHEN number = 1 THEN 0 ELSE known_us END AS there_us FROM feature_versions) AS versions
      ON versions.uri = said.pull AND said.from_us >= versions.there_us
  ), placed AS (
    SELECT aimed.*, ${placeOf('target_repo', 'target_uri')} AS place FROM aimed
  )
  SELECT placed.uri, pull, author, place, placed.did AS by_did, placed.did = author AS by_author, state,
    greatest(since_us, people.from_us) AS from_us, least(placed.until_us, people.until_us) AS until_us
  FROM placed JOIN feature_maintainers AS people ON people.repo = placed.place AND people.did = placed.did
  WHERE greatest(since_us, people.from_us) < least(placed.until_us, people.until_us)
    AND (NOT starts_with(target_repo, 'at://') OR coalesce(target_uri, target_repo) = target_repo)
  QUALIFY row_number() OVER (PARTITION BY pull ORDER BY greatest(since_us, people.from_us), placed.uri) <= ${MOST_WORDS}`;

/**
 * What those words came to, stretch by stretch: merged by somebody else than the author, merged by the author alone, or
 * closed by somebody else. What is merged stays so while that word stands; `reopened_us` is when another opened it again.
 */
const STATES = `
  CREATE OR REPLACE TEMP TABLE feature_states AS
  WITH turns AS (
    SELECT pull, from_us AS at_us FROM feature_words UNION SELECT pull, until_us FROM feature_words WHERE until_us < ${FOREVER_US}
  ), stretches AS (
    SELECT pull, at_us, coalesce(lead(at_us) OVER (PARTITION BY pull ORDER BY at_us), ${FOREVER_US}) AS until_us FROM turns
  ), seen AS (
    SELECT stretches.pull, at_us, stretches.until_us, any_value(author) AS author, arg_max(place, (from_us, uri)) AS place,
      min(from_us) FILTER (state = 'merged' AND NOT by_author) AS merged_us,
      arg_min(by_did, (from_us, uri)) FILTER (state = 'merged' AND NOT by_author) AS merger,
      min(from_us) FILTER (state = 'merged' AND by_author) AS self_us,
      arg_max(state, (from_us, uri)) FILTER (NOT by_author) AS last, max(from_us) FILTER (NOT by_author) AS last_us
    FROM stretches JOIN feature_words AS words ON words.pull = stretches.pull AND words.from_us <= at_us AND words.until_us > at_us
    GROUP BY stretches.pull, at_us, stretches.until_us
  )
  SELECT pull, author, place, at_us AS from_us, until_us, merger, merged_us,
    CASE WHEN merged_us IS NULL THEN self_us END AS self_us,
    CASE WHEN merged_us IS NULL AND self_us IS NULL AND last = 'closed' THEN last_us END AS rejected_us,
    CASE WHEN last = 'open' AND last_us > merged_us THEN last_us END AS reopened_us
  FROM seen WHERE merged_us IS NOT NULL OR self_us IS NOT NULL OR last = 'closed'`;

/**
 * Changes that were reverted or mended in a hurry, from when that was known: when the change that says so was known to be
 * merged. Which change speaks against which is as labels have it now.
 */
const REVERTS = `
  CREATE OR REPLACE TEMP TABLE feature_reverts AS
  WITH landed AS (
    SELECT subject AS pull, min(from_us) AS known_us FROM feature_spans WHERE kind = 'pullStatus' AND detail = 'merged' GROUP BY subject
  )
  SELECT faults.pull, split_part(faults.pull, '/', 3) AS author, any_value(pulls.place) AS place,
    min(greatest(faults.at_us, landed.known_us)) FILTER (starts_with(kind, 'reverted-')) AS reverted_us,
    min(greatest(faults.at_us, landed.known_us)) FILTER (kind = 'hot-fixed') AS mended_us
  FROM feature_faults AS faults JOIN landed ON landed.pull = faults.by_pull JOIN feature_pulls AS pulls ON pulls.uri = faults.pull
  GROUP BY faults.pull`;

/** When anything was first heard of each of the people. */
const FIRST_HEARD = `
  CREATE OR REPLACE TEMP TABLE feature_first AS SELECT did, min(known_us) AS first_us FROM feature_events GROUP BY did`;

const TALLIED: Readonly<Record<string, string>> = {
  vouches_in: "what = 'vouch of'",
  denounces_in: "what = 'denounce of'",
  vouches_out: "what = 'vouch by'",
  denounces_out: "what = 'denounce by'",
  vouches_reasoned: "what = 'vouch of' AND number % 2 = 1",
  vouches_evidenced: "what = 'vouch of' AND number >= 2",
  follows_out: "what = 'follow by'",
  follows_in: "what = 'follow of'",
  collaborator_of: "what = 'collaborator of'",
  collaborators: "what = 'collaborator by'",
  opened: "what = 'pull'",
  places: "what = 'pull' AND number = 1",
};
const tallies = Object.entries(TALLIED);

/**
 * Counts that rise and fall with single records, each as of every moment asked about: summed over all that came before,
 * with the questions among them. So it takes as long as there are records and questions, however many of each are one
 * person's.
 */
const TALLIES = `
  CREATE OR REPLACE TEMP TABLE feature_tallies AS
  WITH spans AS (
    SELECT did, subject, from_us, until_us, CASE WHEN kind = 'vouch' THEN detail ELSE kind END AS kind, number
    FROM feature_spans WHERE kind IN ('vouch', 'follow', 'collaborator') AND did <> subject
  ), counted AS (
    SELECT did, from_us, until_us, kind || ' by' AS what, 0 AS number FROM spans
    UNION ALL SELECT subject, from_us, until_us, kind || ' of', number FROM spans
    UNION ALL SELECT did, known_us, ${FOREVER_US}, 'pull', is_first FROM feature_pulls
  ), asked AS (
    SELECT counted.* FROM counted SEMI JOIN feature_people USING (did)
  ), moments AS (
    SELECT did, from_us AS at_us, ${tallies.map(([name, which]) => `(${which})::INTEGER AS ${name}`).join(', ')}, false AS is_question FROM asked
    UNION ALL
    SELECT did, until_us, ${tallies.map(([, which]) => `-(${which})::INTEGER`).join(', ')}, false FROM asked WHERE until_us < ${FOREVER_US}
    UNION ALL
    SELECT DISTINCT author, as_of_us, ${tallies.map(() => '0').join(', ')}, true FROM feature_asked
  ), summed AS (
    SELECT did, at_us, is_question, ${tallies.map(([name]) => `sum(${name}) OVER before AS ${name}`).join(', ')} FROM moments
    WINDOW before AS (PARTITION BY did ORDER BY at_us RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  )
  SELECT did AS author, at_us AS as_of_us, * EXCLUDE (did, at_us, is_question) FROM summed WHERE is_question`;

/** The same for one repository at a time. */
export const OPENED_HERE = `
  CREATE OR REPLACE TEMP TABLE feature_opened_here AS
  WITH moments AS (
    SELECT did AS author, place, known_us AS as_of_us, 1 AS one FROM feature_pulls
    UNION ALL SELECT author, place, as_of_us, 0 FROM feature_points
  )
  SELECT author, place, as_of_us, opened_here FROM (
    SELECT *, sum(one) OVER (PARTITION BY author, place ORDER BY as_of_us RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS opened_here
    FROM moments
  ) WHERE one = 0`;

/** Names under which repositories stand that pull requests were ever aimed at. */
const PLACES = `
  CREATE OR REPLACE TEMP TABLE feature_places AS
  SELECT target_repo AS name FROM feature_versions UNION
  SELECT homes.uri FROM feature_versions JOIN feature_homes AS homes ON homes.name = target_repo`;

/** What `feature_spans` are laid for, and then what follows from them: in this order, each from those before it. */
export const featureVersions = (asked: Among): string[] => [HOMES, told(asked), VERSIONS, PLACES];
export const FEATURE_HISTORY = [PULLS, PEOPLE, WORDS, STATES, REVERTS, FIRST_HEARD, TALLIES];
