-- What the operator says of findings, as the view `finding_verdicts` gives it beside maintainers' words: one row for each
-- finding. `rule` and `file` are empty and `line` is 0 where it is on all that the source said there. No index: few rows.
CREATE TABLE operator_verdicts (
  pull    VARCHAR NOT NULL,
  repo    VARCHAR NOT NULL,
  author  VARCHAR NOT NULL,
  source  VARCHAR NOT NULL,
  rule    VARCHAR NOT NULL,
  file    VARCHAR NOT NULL,
  line    INTEGER NOT NULL,
  verdict VARCHAR NOT NULL,
  "by"    VARCHAR NOT NULL,
  at_us   BIGINT  NOT NULL
);
