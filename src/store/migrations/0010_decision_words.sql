-- A hash over the words of a decision, which may change while its inputs do not, and the sentence that lists show; null in
-- decisions of before. And the pull requests that wait to be decided upon, up to the change that `meta` says.
ALTER TABLE decisions ADD COLUMN words VARCHAR;
ALTER TABLE decisions ADD COLUMN sentence VARCHAR;
CREATE TABLE waiting_pulls (pull VARCHAR NOT NULL, since_us BIGINT NOT NULL);
