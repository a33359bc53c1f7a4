import { type FilePatch, filePatch } from '../patch.ts';
import { below, diceFor, inPercent, mostlyLow, oneOf } from './dice.ts';
import type { FileTemplate, Template, TemplateFamily } from './templates.ts';
import { worded } from './wording.ts';
import { ADJECTIVES, NOUNS, OWN_WORDS } from './words.ts';

/** One commit of a change. */
export interface ChangePart {
  readonly subject: string;
  readonly files: readonly FilePatch[];
  readonly inverse: readonly FilePatch[];
}

/** What one pull request changes: the first part alone in its first round, the others with each round after it. */
export interface Change {
  readonly title: string;
  readonly body: string;
  readonly parts: readonly ChangePart[];
}

const template = diceFor('template');
const special = diceFor('a special change');
const wordFor = diceFor('own word');
const size = diceFor('how much is changed');
const tableWords = diceFor('words of a table');

const ADJECTIVE_STEP = 37;

/** The name of a repository: no two alike among some thousands. */
export const repoName = (repo: number): string => {
  const noun = NOUNS[repo % NOUNS.length] ?? '';
  const adjective = ADJECTIVES[(Math.floor(repo / NOUNS.length) * ADJECTIVE_STEP + repo) % ADJECTIVES.length] ?? '';
  const round = Math.floor(repo / (NOUNS.length * ADJECTIVES.length));
  return `${adjective}${noun}${round === 0 ? '' : round + 1}`;
};

/** The words of one change: its repository's name, and another noun for each of the demo's own words. */
const wordsOf = (pull: number, repo: number): readonly string[] => {
  const taken = new Set<number>();
  const chosen = OWN_WORDS.map((_, word) => {
    let noun = below(NOUNS.length, wordFor(pull, word));
    while (taken.has(noun)) noun = (noun + 1) % NOUNS.length;
    taken.add(noun);
    return NOUNS[noun] ?? '';
  });
  return [repoName(repo), ...chosen];
};

const written = (file: FileTemplate, words: readonly string[]): FilePatch => ({
  path: worded(file.path, words),
  text: worded(file.text, words),
  note: file.note === null ? null : worded(file.note, words),
  added: file.added,
  deleted: file.deleted,
});

const templatePart = ({ title, files, inverse }: Template, words: readonly string[]): ChangePart => ({
  subject: worded(title, words),
  files: files.map((file) => written(file, words)),
  inverse: inverse.map((file) => written(file, words)),
});

/** One of a family; of the special ones a quarter of those drawn. */
const drawn = ({ templates }: TemplateFamily, pull: number, nth: number): Template => {
  const first = oneOf(templates, template(pull, nth));
  if (!first.special || inPercent(25, special(pull, nth))) return first;
  return oneOf(
    templates.filter((each) => !each.special),
    template(pull, nth),
  );
};

const ROW: Readonly<Record<string, (name: string, value: number) => string>> = {
  ts: (name, value) => `  ['${name}', ${value}],`,
  py: (name, value) => `    "${name}": ${value},`,
  go: (name, value) => `\t{"${name}", ${value}},`,
  rs: (name, value) => `    ("${name}", ${value}),`,
  h: (name, value) => `#define ${name.replace('-', '_').toUpperCase()} ${value}`,
};

const AROUND: Readonly<Record<string, readonly [before: string, after: string]>> = {
  ts: ['export const LIMITS: readonly (readonly [string, number])[] = [', '];'],
  py: ['LIMITS = {', '}'],
  go: ['package limits\n\nvar All = []struct {\n\tName  string\n\tValue int\n}{', '}'],
  rs: ['pub const LIMITS: &[(&str, u32)] = &[', '];'],
  h: ['#pragma once\n', ''],
};

/** A new file with a table of names and numbers, mostly short. */
const tablePart = (pull: number, extension: string, words: readonly string[]): ChangePart => {
  const rows = Array.from({ length: 4 + mostlyLow(220, size(pull, 9)) }, (_, row) => {
    const thrown = tableWords(pull, row);
    const name = `${oneOf(ADJECTIVES, thrown)}-${oneOf(NOUNS, tableWords(thrown))}`;
    return ROW[extension]?.(name, 1 + (thrown % 9973)) ?? name;
  });
  const [before = '', after = ''] = AROUND[extension] ?? [];
  const text = `${[before, ...rows, after].join('\n').trimEnd()}\n`;
  const path = `tables/${words[1]}-${words[2]}-limits.${extension}`;
  return {
    subject: `Limits for each ${words[1]}`,
    files: [filePatch({ path, before: null, after: text })],
    inverse: [filePatch({ path, before: text, after: null })],
  };
};

const paths = ({ files }: ChangePart): readonly string[] => files.map(({ path }) => path);

/** What the pull request of this number changes in a repository: the same whenever it is asked for. */
export const changeOf = (pull: number, repo: number, families: readonly TemplateFamily[]): Change => {
  const family = oneOf(families, template(repo, 1_000_003));
  const words = wordsOf(pull, repo);
  const first = drawn(family, pull, 0);
  const parts = [templatePart(first, words)];
  if (inPercent(30, size(pull))) {
    const second = templatePart(drawn(family, pull, 1), words);
    if (!paths(second).some((path) => parts.some((part) => paths(part).includes(path)))) parts.push(second);
  }
  if (inPercent(20, size(pull, 1))) parts.push(tablePart(pull, family.extension, words));
  return { title: worded(first.title, words), body: worded(first.body, words), parts };
};
