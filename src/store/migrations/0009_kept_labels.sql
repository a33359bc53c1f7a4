-- What became of finished pull requests, as the view `pull_labels` said when the figures of the whole graph were last made:
-- the view looks at all history, and pages read these. `body` is the label as JSON.
CREATE TABLE kept_labels (
  pull VARCHAR NOT NULL,
  body VARCHAR NOT NULL
);
