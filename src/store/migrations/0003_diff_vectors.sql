-- What diffs are like, as vectors. Vectors compare only within one space: equal provider, equal model. One row for each
-- patch and space, `skipped` saying why one has no vector. No index: rows are joined with what is there before they go in.
CREATE TABLE diff_vectors (
  patch      VARCHAR NOT NULL,
  provider   VARCHAR NOT NULL,
  model      VARCHAR NOT NULL,
  skipped    VARCHAR,
  text_hash  VARCHAR,
  chars      INTEGER,
  truncated  BOOLEAN,
  terse      BOOLEAN,
  dimensions INTEGER,
  vector     FLOAT[]
);

-- How common words were among the diffs when they were counted; such a count makes a space of its own. `ready` once all
-- that was there has its vector in it.
CREATE TABLE idf_generations (
  number    INTEGER NOT NULL,
  model     VARCHAR NOT NULL,
  documents INTEGER NOT NULL,
  ready     BOOLEAN NOT NULL,
  body      VARCHAR NOT NULL
);
