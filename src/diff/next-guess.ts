/** What is known when the number of a pull request is looked for. */
export interface Search {
  /** The record key looked for. */
  readonly rkey: string;
  /** Record keys by number, of the pages read so far. */
  readonly known: ReadonlyMap<number, string>;
  /** Numbers whose pages were read in vain. */
  readonly missing: ReadonlySet<number>;
  /** Numbers that are known to exist, smallest first. */
  readonly listed: readonly number[];
  /** A number that somebody named. */
  readonly hint: number | null;
}

const TID = /^[234567abcdefghij][234567a-z]{12}$/;
/** How far around the right place the search goes on when the numbers do not follow the keys' order. */
const AROUND = 4;
const LARGEST = 9_999_999;

/**
 * The number whose page to read next; null when no guess is left. Numbers are given in the order in which pull requests
 * come in, and record keys (TIDs) grow with time, so one lies between two others when its key does: this is a binary
 * search, first among the numbers that are known to exist, then between them, then beyond them in doubling steps; and
 * where the orders disagree, around the place where it ended. With a key that is no TID only listed numbers are guesses.
 */
export const nextGuess = (search: Search): number | null => {
  const { known, missing, listed, hint } = search;
  const unread = (number: number): boolean => !known.has(number) && !missing.has(number);
  if (hint !== null && unread(hint)) return hint;
  const [low, high] = boundsOf(search);
  const between = listed.filter((number) => number > low && number < high && unread(number));
  const middle = between[between.length >> 1];
  if (middle !== undefined) return middle;
  if (TID.test(search.rkey)) {
    const guess = high === Number.POSITIVE_INFINITY ? beyond(low) : nearest(low, high, unread);
    if (guess !== null && unread(guess)) return guess;
    for (let away = 1; away <= AROUND; away += 1) {
      for (const near of [low - away, low + away]) if (near > 0 && unread(near)) return near;
    }
  }
  return listed.find(unread) ?? null;
};

/** Between which numbers, both left out, the one looked for lies, by the keys of the pages read so far. */
const boundsOf = ({ rkey, known, missing, listed }: Search): readonly [number, number] => {
  if (!TID.test(rkey)) return [0, Number.POSITIVE_INFINITY];
  const last = Math.max(0, ...known.keys(), ...listed);
  let low = 0;
  for (const [number, key] of known) if (TID.test(key) && key < rkey && number > low) low = number;
  let high = Number.POSITIVE_INFINITY;
  for (const [number, key] of known) if (TID.test(key) && key > rkey && number > low && number < high) high = number;
  // Numbers have no end in their midst: a page that is missing there is merely missing.
  for (const number of missing) if (number > last && number < high) high = number;
  return [low, high];
};

const beyond = (low: number): number | null => (low * 2 > LARGEST ? null : Math.max(1, low * 2));

/** The unread number nearest to the middle. */
const nearest = (low: number, high: number, unread: (number: number) => boolean): number | null => {
  const middle = (low + high) >> 1;
  for (let away = 0; middle - away > low || middle + away < high; away += 1) {
    for (const number of [middle - away, middle + away])
      if (number > low && number < high && unread(number)) return number;
  }
  return null;
};
