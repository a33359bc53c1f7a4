/** Patches as git writes them, from their lines, and where in them a finding is expected. */

/** What is expected of a signal: the rule at a place. */
export interface Label {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly side: 'old' | 'new';
}

/** A patch with all that should be found in it; an empty list where nothing should be. */
export interface Sample {
  readonly name: string;
  readonly diff: string;
  readonly labels: readonly Label[];
}

/** Part of a patch: one file. `lineOf` is the number of the first changed line that contains the text. */
export interface Part {
  readonly path: string;
  readonly diff: string;
  readonly lineOf: (needle: string) => number;
}

const ZEROS = '0'.repeat(40);
const ONES = '1'.repeat(40);
const quoted = (path: string): string =>
  /^[\x21\x23-\x5b\x5d-\x7e]*$/.test(path)
    ? path
    : `"${[...Buffer.from(path)].map((byte) => (byte < 0x21 || byte > 0x7e || byte === 0x22 || byte === 0x5c ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte))).join('')}"`;
const name = (side: 'a' | 'b', path: string): string => {
  const plain = quoted(path);
  return plain.startsWith('"') ? `"${side}/${plain.slice(1)}` : `${side}/${plain}`;
};

/** A text file; each line begins with `+`, `-` or a blank. All added: a new file, unless `start` is given. */
export const text = (
  path: string,
  lines: readonly string[],
  { start, heading = '', mode = '100644' }: { start?: number; heading?: string; mode?: string } = {},
): Part => {
  const isNew = start === undefined && lines.every((line) => line.startsWith('+'));
  const first = start ?? 1;
  const [olds, news] = ['-', '+'].map((mark) => lines.filter((line) => line[0] === mark || line[0] === ' ').length);
  const from = isNew ? '0,0' : `${first},${olds}`;
  const header = isNew
    ? [`new file mode ${mode}`, `index ${ZEROS}..${ONES}`, '--- /dev/null']
    : [`index ${ZEROS}..${ONES} ${mode}`, `--- ${name('a', path)}`];
  return {
    path,
    diff: [
      `diff --git ${name('a', path)} ${name('b', path)}`,
      ...header,
      `+++ ${name('b', path)}`,
      `@@ -${from} +${first},${news} @@${heading === '' ? '' : ` ${heading}`}`,
      ...lines,
      '',
    ].join('\n'),
    lineOf: (needle) => {
      let [old, now] = [first, first];
      for (const line of lines) {
        if (line[0] !== ' ' && line.includes(needle)) return line[0] === '-' ? old : now;
        if (line[0] !== '+') old += 1;
        if (line[0] !== '-') now += 1;
      }
      throw new RangeError(`no line of ${path} contains ${needle}`);
    },
  };
};

const bare = (path: string, ...lines: readonly string[]): Part => ({
  path,
  diff: [`diff --git ${name('a', path)} ${name('b', path)}`, ...lines, ''].join('\n'),
  lineOf: () => 1,
});

/** A new binary file of one byte. */
export const binary = (path: string): Part =>
  bare(
    path,
    'new file mode 100644',
    `index ${ZEROS}..${ONES}`,
    'GIT binary patch',
    'literal 1',
    'IcmZPo000310RR91',
    '',
    'literal 0',
    'HcmV?d00001',
    '',
  );
export const mode = (path: string, before: string, after: string): Part =>
  bare(path, `old mode ${before}`, `new mode ${after}`);
export const link = (path: string, target: string): Part =>
  bare(
    path,
    'new file mode 120000',
    `index ${ZEROS}..${ONES}`,
    '--- /dev/null',
    `+++ ${name('b', path)}`,
    '@@ -0,0 +1 @@',
    `+${target}`,
    '\\ No newline at end of file',
  );
export const removed = (path: string, line: string): Part =>
  bare(
    path,
    'deleted file mode 100644',
    `index ${ONES}..${ZEROS}`,
    `--- ${name('a', path)}`,
    '+++ /dev/null',
    '@@ -1 +0,0 @@',
    `-${line}`,
  );
export const renamed = (before: string, path: string): Part => ({
  path,
  diff: `diff --git ${name('a', before)} ${name('b', path)}\nsimilarity index 100%\nrename from ${quoted(before)}\nrename to ${quoted(path)}\n`,
  lineOf: () => 1,
});
export const submodule = (path: string, before: string | null, after: string): Part =>
  before === null
    ? bare(
        path,
        'new file mode 160000',
        `index ${ZEROS}..${after}`,
        '--- /dev/null',
        `+++ ${name('b', path)}`,
        '@@ -0,0 +1 @@',
        `+Subproject commit ${after}`,
      )
    : bare(
        path,
        `index ${before}..${after} 160000`,
        `--- ${name('a', path)}`,
        `+++ ${name('b', path)}`,
        '@@ -1 +1 @@',
        `-Subproject commit ${before}`,
        `+Subproject commit ${after}`,
      );

/** What is expected: the rule, the text of its line or its number (default 1), and of which part (default the first). */
export type Expected = readonly [rule: string, at?: string | number, part?: number];

const labelOf = (parts: readonly Part[], [rule, at = 1, index = 0]: Expected): Label => {
  const part = parts[index];
  if (part === undefined) throw new RangeError(`${rule}: there is no part ${index}`);
  const file = rule.startsWith('message-') ? '(commit message 1)' : part.path;
  return { rule, file, line: typeof at === 'number' ? at : part.lineOf(at), side: 'new' };
};

/** A bare diff of the parts. */
export const sample = (title: string, parts: readonly Part[], ...expected: readonly Expected[]): Sample => ({
  name: title,
  diff: parts.map(({ diff }) => diff).join(''),
  labels: expected.map((each) => labelOf(parts, each)),
});

/** The same as one mail of a series, with this subject and body. */
export const mail = (
  subject: string,
  parts: readonly Part[],
  expected: readonly Expected[] = [],
  body: readonly string[] = [],
): Sample => {
  const head = `From ${ONES} Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nSubject: [PATCH] ${subject}\n\n`;
  const plain = sample(subject, parts, ...expected);
  return { ...plain, diff: `${head}${body.map((line) => `${line}\n`).join('')}---\n\n${plain.diff}-- \n2.40.0\n\n` };
};
