-- What changed, in the order in which it was committed, for whoever keeps decisions up to date: `what` was changed, of or
-- about whom `key` says, null where that is too much to say. `at_us` is when. The last row always stays, so that numbers
-- never begin anew.
CREATE TABLE changes (
  number BIGINT  NOT NULL,
  at_us  BIGINT  NOT NULL,
  what   VARCHAR NOT NULL,
  key    VARCHAR
);
