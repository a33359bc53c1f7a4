import { readFileSync } from 'node:fs';
import { fill } from './placeholders.ts';

/** Lines to find, once and in a row, and the lines to put there. */
export interface Replacement {
  readonly find: readonly string[];
  readonly put: readonly string[];
}

export type FileEdit =
  | { readonly kind: 'edit'; readonly path: string; readonly replacements: readonly Replacement[] }
  | { readonly kind: 'create'; readonly path: string; readonly lines: readonly string[] }
  | { readonly kind: 'delete'; readonly path: string; readonly lines: readonly string[] };

export interface Commit {
  readonly subject: string;
  readonly edits: readonly FileEdit[];
}

export interface Round {
  readonly at: string;
  readonly commits: readonly Commit[];
}

/** `forged` is a status "merged" by someone without push rights: it must count for nothing. */
export type StatusWord = 'merged' | 'closed' | 'reopened' | 'forged';

export interface PullScript {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly repo: string;
  /** Source branch; null for a pasted patch. */
  readonly branch: string | null;
  readonly alias: string | null;
  /** `rounds` today, `inline` before 2026, `pull-id` before September 2025. */
  readonly shape: 'rounds' | 'did-only' | 'inline' | 'pull-id';
  /** The blob was lost: its bytes are nowhere to be had. */
  readonly withheld: boolean;
  readonly withdrawnAt: string | null;
  readonly reverts: string | null;
  /** What its description says it mends: the id of another pull request of this folder. */
  readonly fixes: string | null;
  readonly statuses: readonly { readonly word: StatusWord; readonly at: string; readonly by: string }[];
  readonly rounds: readonly Round[];
}

const FILES = ['lantern', 'tidepool', 'ferry', 'strongroom', 'pebble', 'open', 'live'] as const;
const STATUS_WORDS: readonly StatusWord[] = ['merged', 'closed', 'reopened', 'forged'];

const parseReplacement = (lines: readonly string[]): Replacement => {
  const of = (marks: string): string[] =>
    lines.filter((line) => marks.includes(line[0] ?? ' ')).map((line) => fill(line.slice(1)));
  return { find: of(' -'), put: of(' +') };
};

/** Splits at lines the predicate accepts; each part begins with its such line; what comes before the first is dropped. */
const partsAt = (lines: readonly string[], begins: (line: string) => boolean): string[][] => {
  const parts: string[][] = [];
  for (const line of lines) {
    if (begins(line)) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  return parts;
};

const withoutOuterBlanks = (lines: readonly string[]): string[] => {
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
};

const parseEdit = (part: readonly string[]): FileEdit => {
  const [, kind, path] = /^@ (edit|create) (\S+)$/.exec(part[0] ?? '') ?? [];
  if (path === undefined) throw new TypeError(`not an edit: ${part[0]}`);
  const lines = withoutOuterBlanks(part.slice(1));
  if (kind === 'create') {
    const text = lines.map((line) => fill(line.slice(1))).join('\n');
    return { kind: 'create', path, lines: text.split('\n') };
  }
  const replacements = partsAt(lines, (line) => line === '@@').map((hunk) =>
    parseReplacement(withoutOuterBlanks(hunk.slice(1))),
  );
  return { kind: 'edit', path, replacements };
};

const parseCommits = (lines: readonly string[], title: string): Commit[] =>
  partsAt([`@ commit ${title}`, ...lines], (line) => line.startsWith('@ commit '))
    .map((part) => ({
      subject: (part[0] ?? '').slice('@ commit '.length),
      edits: partsAt(part.slice(1), (line) => line.startsWith('@ ')).map(parseEdit),
    }))
    .filter(({ edits }) => edits.length > 0);

const parseRounds = (lines: readonly string[], openedAt: string, title: string): Round[] =>
  partsAt([`@ round ${openedAt}`, ...lines], (line) => line.startsWith('@ round ')).map((part) => ({
    at: (part[0] ?? '').slice('@ round '.length),
    commits: parseCommits(part.slice(1), title),
  }));

const parseHeader = (lines: readonly string[]): [key: string, value: string][] =>
  lines.map((line) => {
    const [, key, value] = /^([a-z]+): (.+)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) throw new TypeError(`not a header line: ${line}`);
    return [key, value];
  });

const shapeNamed = (name: string | undefined): PullScript['shape'] =>
  name === 'inline' || name === 'pull-id' || name === 'did-only' ? name : 'rounds';

const parsePull = (part: readonly string[]): PullScript => {
  const id = (part[0] ?? '').slice('=== '.length);
  const headerEnd = part.indexOf('');
  const header = parseHeader(part.slice(1, headerEnd));
  const editsStart = part.findIndex((line) => line.startsWith('@ '));
  const bodyEnd = editsStart < 0 ? part.length : editsStart;
  const value = (key: string): string | undefined => header.find(([name]) => name === key)?.[1];
  const needed = (key: string): string => {
    const text = value(key);
    if (text === undefined) throw new TypeError(`pull request ${id} of the demo world has no ${key}`);
    return text;
  };
  const title = needed('title');
  return {
    id,
    title,
    body: withoutOuterBlanks(part.slice(headerEnd, bodyEnd)).join('\n'),
    author: needed('author'),
    repo: needed('repo'),
    branch: value('branch') ?? null,
    alias: value('alias') ?? null,
    shape: shapeNamed(value('shape')),
    withheld: value('withheld') === 'yes',
    withdrawnAt: value('withdrawn') ?? null,
    reverts: value('reverts') ?? null,
    fixes: value('fixes') ?? null,
    statuses: header.flatMap(([key, text]) => {
      const word = STATUS_WORDS.find((known) => known === key);
      return word === undefined ? [] : [{ word, at: text.slice(0, 16), by: text.slice(17) }];
    }),
    rounds: parseRounds(part.slice(bodyEnd), needed('opened'), title),
  };
};

/** Every pull request of the demo world, as told under `changes/` (format: `changes/README.md`), by time of opening. */
export const readPullScripts = (): readonly PullScript[] =>
  FILES.flatMap((name) => {
    const lines = readFileSync(new URL(`changes/${name}.txt`, import.meta.url), 'utf8').split('\n');
    return partsAt(lines, (line) => line.startsWith('=== ')).map(parsePull);
  }).sort((a, b) => (`${openedAt(a)} ${a.id}` < `${openedAt(b)} ${b.id}` ? -1 : 1));

export const openedAt = (pull: PullScript): string => pull.rounds[0]?.at ?? '';
