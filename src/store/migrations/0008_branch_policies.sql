-- What files on repositories' default branches ask of the gate, as their knots gave them last. `policy` is what is heeded,
-- as JSON: of the last file that could be read, until one says otherwise. `problem` says what is wrong with the last answer.
-- `news_at_us` is the latest push that was known when the knot was asked.
CREATE TABLE branch_policies (
  repo_did      VARCHAR PRIMARY KEY,
  uri           VARCHAR NOT NULL,
  knot          VARCHAR NOT NULL,
  state         VARCHAR NOT NULL,
  branch        VARCHAR,
  commit_sha    VARCHAR,
  blob          VARCHAR,
  policy        VARCHAR,
  problem       VARCHAR,
  failures      INTEGER NOT NULL,
  news_at_us    BIGINT  NOT NULL,
  checked_at_us BIGINT  NOT NULL,
  again_at_us   BIGINT  NOT NULL
);
