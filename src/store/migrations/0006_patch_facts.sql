-- What patches say of other changes, and what would undo them. `patch` names a patch as the view `pull_patches` does. No
-- index in this file: rows are joined with what is there before they go in.

-- Which patches were read, and by which version of what reads them. `lines` are those of all its runs; a patch that cannot be
-- read has no runs.
CREATE TABLE patch_facts (
  patch   VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  commits INTEGER NOT NULL,
  runs    INTEGER NOT NULL,
  lines   INTEGER NOT NULL
);

-- What its commits' messages say. One row a message, by its number from 0, and one more for each further commit that it
-- reverts. `mentions` is a JSON array of what it names, in sentences that say so where it `says_fix`.
CREATE TABLE patch_commits (
  patch           VARCHAR NOT NULL,
  number          INTEGER NOT NULL,
  sha             VARCHAR,
  subject         VARCHAR NOT NULL,
  reverts_subject VARCHAR,
  reverts_sha     VARCHAR,
  mentions        VARCHAR NOT NULL,
  says_fix        BOOLEAN NOT NULL
);

-- Runs of changed lines: one undoes another where its `forward` is the other's `inverse`. No patch has one `forward` twice.
CREATE TABLE patch_runs (
  patch   VARCHAR NOT NULL,
  forward BIGINT  NOT NULL,
  inverse BIGINT  NOT NULL,
  lines   INTEGER NOT NULL
);
