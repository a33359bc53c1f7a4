-- How the stages of single pull requests ended, and whose doing that was: a host that had no patch, an author whose patch
-- nobody can read, a signal or a reviewer that answered. `source` may be cut off by a circuit one day; `repo` and `author`
-- are those it may be cut off for. The same outcome of the same `inputs` is one row. Rows go after thirty days. No index:
-- rows are joined with what is there before they go in.
CREATE TABLE stage_outcomes (
  pull    VARCHAR NOT NULL,
  repo    VARCHAR,
  author  VARCHAR NOT NULL,
  stage   VARCHAR NOT NULL,
  source  VARCHAR NOT NULL,
  inputs  VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,
  reason  VARCHAR,
  at_us   BIGINT  NOT NULL
);
