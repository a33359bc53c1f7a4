-- What was held of a repository's records when it was last read: an event that comes late is noticed by it.
ALTER TABLE backfilled_repos ADD COLUMN held VARCHAR;
