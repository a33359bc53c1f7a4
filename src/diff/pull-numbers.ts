import type { PullPlace } from './appview-patch.ts';
import { askHost, failure, type Get, type PatchFailure, type Question } from './ask-host.ts';
import { nextGuess } from './next-guess.ts';
import { numberApi } from './number-api.ts';
import { atUriOn, pullNumbersOn } from './pull-pages.ts';

/** Finds the number that the appview gave a pull request: it is in no record. Remembers what it learns on the way. */
export interface PullNumbers {
  /** `repoUrl`: the repository's page, without a slash at the end. One search runs at a time. */
  find(pull: PullPlace, repoUrl: string, signal?: AbortSignal): Promise<number | PatchFailure>;
}

/** Pages read in one search, the list included. */
const MOST_PAGES = 20;
/** What is remembered, and no more: repositories, and pull requests of each. */
const MOST_REPOS = 500;
const MOST_LEARNT = 5_000;
/** How long a pull request that was not found is not looked for, and how many of those are remembered. */
const MISSING_MS = 24 * 60 * 60 * 1000;
const MOST_MISSING = 10_000;
const PAGE_BYTES = 8 * 1024 * 1024;

interface Sources {
  readonly get: Get;
  readonly appviewUrl: string;
  /** Milliseconds since whenever: only differences count. */
  readonly nowMs?: () => number;
}

/** Record addresses by number, of one repository. */
type Learnt = Map<number, string>;

/**
 * Asks the appview's API where that names numbers, and else reads pages: the repository's list of pull requests, then
 * pull requests until one is about the record (at most 20 pages). A number out of a record is where it looks first,
 * and counts no more than any other guess: its author could name somebody else's pull request. One that was not found
 * is looked for again a day later, or found on the way to another.
 */
export const pullNumbers = (sources: Sources): PullNumbers => {
  const { nowMs = () => performance.now() } = sources;
  const learnt = new Map<string, Learnt>();
  const missing = new Map<string, { readonly untilMs: number; readonly failure: PatchFailure }>();
  const api = numberApi(sources);
  let last: Promise<unknown> = Promise.resolve();
  const search = async (pull: PullPlace, repoUrl: string, signal?: AbortSignal): Promise<number | PatchFailure> => {
    const known = learnt.get(repoUrl) ?? new Map<number, string>();
    learnt.delete(repoUrl);
    learnt.set(repoUrl, known);
    const [oldest] = learnt.keys();
    if (learnt.size > MOST_REPOS && oldest !== undefined) learnt.delete(oldest);
    for (const [number, uri] of known) if (uri === pull.uri) return number;
    const place = `${repoUrl} ${pull.uri}`;
    const vain = missing.get(place);
    if (vain !== undefined && vain.untilMs > nowMs()) return vain.failure;
    missing.delete(place);
    const told = await api(pull, signal);
    if (told !== null) return remember(known, told, pull.uri);
    const before = known.size;
    const { found, isExhausted } = await readPages(pull, { known, repoUrl, get: sources.get, signal });
    if (typeof found === 'number' || found.reason !== 'not-found') return found;
    // A search that was cut short goes on from what it learnt.
    if (!isExhausted && known.size > before) return found;
    missing.set(place, { untilMs: nowMs() + MISSING_MS, failure: found });
    const [first] = missing.keys();
    if (missing.size > MOST_MISSING && first !== undefined) missing.delete(first);
    return found;
  };
  return {
    find(pull, repoUrl, signal) {
      const next = last.then(() => search(pull, repoUrl, signal));
      last = next.catch(() => undefined);
      return next;
    },
  };
};

interface Pages {
  readonly known: Learnt;
  readonly repoUrl: string;
  readonly get: Get;
  readonly signal: AbortSignal | undefined;
}

interface Search {
  readonly found: number | PatchFailure;
  /** Whether nothing is left to look at. */
  readonly isExhausted: boolean;
}

const readPages = async (pull: PullPlace, { known, repoUrl, get, signal }: Pages): Promise<Search> => {
  const page = (path: string): Promise<string | PatchFailure> => readPage({ get, url: `${repoUrl}${path}`, signal });
  const list = await page('/pulls');
  if (typeof list !== 'string') return { found: list, isExhausted: true };
  const listed = pullNumbersOn(list);
  const missing = new Set<number>();
  const hint = Number.isSafeInteger(pull.number) && (pull.number ?? 0) > 0 ? pull.number : null;
  let isExhausted = false;
  for (let pages = 1; pages < MOST_PAGES; pages += 1) {
    const keys = new Map([...known].map(([number, uri]) => [number, keyOf(uri)]));
    const guess = nextGuess({ rkey: keyOf(pull.uri), known: keys, missing, listed, hint });
    isExhausted = guess === null;
    if (guess === null) break;
    const html = await page(`/pulls/${guess}`);
    if (typeof html !== 'string' && !html.permanent) return { found: html, isExhausted };
    const uri = typeof html === 'string' ? atUriOn(html) : null;
    if (uri === pull.uri) return { found: remember(known, guess, pull.uri), isExhausted };
    if (uri === null) missing.add(guess);
    else remember(known, guess, uri);
  }
  const found = failure('not-found', `no page under ${repoUrl}/pulls was found to be about ${pull.uri}`, false);
  return { found, isExhausted };
};

const remember = (known: Learnt, number: number, uri: string): number => {
  if (known.size < MOST_LEARNT) known.set(number, uri);
  return number;
};

const keyOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

const readPage = async (question: Omit<Question, 'accept' | 'maxBytes'>): Promise<string | PatchFailure> => {
  const bytes = await askHost({ ...question, accept: 'text/html', maxBytes: PAGE_BYTES });
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes;
};
