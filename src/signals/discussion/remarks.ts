import type { Discussion } from '../context.ts';
import { courtesyOf } from './gratitude.ts';
import { saysSomething } from './says-something.ts';
import { type SpokenText, spokenLines } from './spoken-lines.ts';

/** What one comment is to the exchange of thanks around it. */
export interface Remark {
  readonly by: string;
  readonly isAuthor: boolean;
  /** How many rounds were handed in before it, beyond the first. */
  readonly round: number;
  /** Whether it says something about the change, or anything but thanks. */
  readonly says: boolean;
  /** Whether it thanks, approves or praises. */
  readonly thanks: boolean;
  /** How much it adds to a loop, 0 or more: its courtesies and `REPEATED`; nothing where it says something. */
  readonly weight: number;
}

/** What is read of a comment, in UTF-16 units: more says something long before. */
const READ_CHARS = 4_000;
/** For saying to the letter what one's last comment said. */
const REPEATED = 1;

/** Keeps what each account said, to know again what it says again. */
class Said {
  readonly #lines = new Map<string, Set<string>>();
  readonly #last = new Map<string, string>();

  /** Whether the account's last comment was the same. */
  again(by: string, body: string): boolean {
    const before = this.#last.get(by);
    this.#last.set(by, body);
    return body !== '' && before === body;
  }

  /** Whether the account says the line for the first time. */
  first(by: string, line: string): boolean {
    const known = this.#lines.get(by) ?? new Set<string>();
    this.#lines.set(by, known);
    const { size } = known;
    return known.add(line.toLowerCase()).size > size;
  }
}

/** What is said for the first time: a bot's banner and footer, links and all, say something once. */
const somethingNew = (by: string, { lines, code }: SpokenText, said: Said): boolean => {
  const prose = lines.filter(({ raw }) => said.first(by, raw.trim()));
  const newCode = code.filter((line) => said.first(by, line));
  if (newCode.length > 0 || prose.some(({ hasCode }) => hasCode)) return true;
  return saysSomething(prose.map(({ text }) => text).join('\n'));
};

/** Reads every comment once, in order. Linear in their text. */
export const remarksOf = ({ comments, rounds }: Discussion): readonly Remark[] => {
  const said = new Said();
  const starts = rounds.toSorted((a, b) => a - b);
  let round = 0;
  return comments.map(({ by, isAuthor, body, atUs }) => {
    while ((starts[round] ?? Number.POSITIVE_INFINITY) <= atUs) round += 1;
    const spoken = spokenLines(body.slice(0, READ_CHARS));
    const courtesy = courtesyOf(spoken.lines.map(({ text }) => text).join(' '));
    const says = somethingNew(by, spoken, said);
    const again = said.again(by, body.trim()) ? REPEATED : 0;
    // Thanks around something that is said are ordinary politeness.
    const weight = says ? 0 : courtesy + again;
    return { by, isAuthor, round, says, thanks: courtesy > 0, weight };
  });
};
