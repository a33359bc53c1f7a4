const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const TID = /^[234567abcdefghij][234567a-z]{12}$/;
const values = new Map([...ALPHABET].map((letter, value) => [letter, value]));
/** The last two letters name the clock, those before the microsecond. */
const CLOCK_LETTERS = 2;
const TID_LETTERS = 13;

/**
 * The microseconds since 1970 in a TID, AT Protocol's sortable identifier of records and revisions; null for any other
 * text. Source: atproto.com/specs/tid.
 */
export const microsOfTid = (text: string): number | null => {
  if (!TID.test(text)) return null;
  let micros = 0;
  for (let index = 0; index < text.length - CLOCK_LETTERS; index += 1) {
    micros = micros * 32 + (values.get(text.charAt(index)) ?? 0);
  }
  return Number.isSafeInteger(micros) ? micros : null;
};

/** The TID of the microsecond before a TID's; the text itself where it is none. */
export const tidBefore = (text: string): string => {
  const micros = microsOfTid(text);
  if (micros === null || micros === 0) return text;
  let [rest, letters] = [micros - 1, text.slice(-CLOCK_LETTERS)];
  for (let place = 0; place < TID_LETTERS - CLOCK_LETTERS; place += 1, rest = Math.floor(rest / 32)) {
    letters = ALPHABET.charAt(rest % 32) + letters;
  }
  return letters;
};

/**
 * Where an event stands among those of its repository, in microseconds: at its commit's revision, which grows with
 * every commit and is the same whichever host passes the event on; without one, when the stream saw it.
 */
export const positionOf = ({ rev, timeUs }: { readonly rev: string | null; readonly timeUs: number }): number =>
  (rev === null ? null : microsOfTid(rev)) ?? timeUs;
