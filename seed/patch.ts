import { createHash } from 'node:crypto';
import { structuredPatch } from 'diff';
import type { FileDelta } from './tree.ts';

interface MailHead {
  readonly sha: string;
  readonly from: string;
  readonly date: string;
  readonly subject: string;
  /** Commit message below the subject, trailers included; '' for none. */
  readonly message: string;
}

/** One mail of a `git format-patch` series. */
export interface PatchMail extends MailHead {
  readonly deltas: readonly FileDelta[];
}

/** The same with its files' parts written out. */
export interface WrittenMail extends MailHead {
  readonly files: readonly FilePatch[];
}

/** What a mail says of one file. */
export interface FilePatch {
  readonly path: string;
  readonly added: number;
  readonly deleted: number;
  readonly text: string;
  readonly note: string | null;
}

const GRAPH_WIDTH = 40;

const gitBlobId = (text: string | null): string =>
  text === null
    ? '0000000'
    : createHash('sha1')
        .update(`blob ${Buffer.byteLength(text)}\0${text}`)
        .digest('hex')
        .slice(0, 7);

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

const rangeOf = (start: number, count: number): string => (count === 1 ? `${start}` : `${start},${count}`);

/** A file that begins or ends to exist needs no search for what stayed the same. */
const wholeFile = (text: string, sign: '+' | '-'): string[] => {
  const lines = linesOf(text);
  const range = rangeOf(1, lines.length);
  return [sign === '+' ? `@@ -0,0 +${range} @@` : `@@ -${range} +0,0 @@`, ...lines.map((line) => `${sign}${line}`)];
};

const hunkLines = ({ path, before, after }: FileDelta): string[] => {
  if (before === null) return wholeFile(after ?? '', '+');
  if (after === null) return wholeFile(before, '-');
  return structuredPatch(path, path, before, after, '', '', { context: 3 }).hunks.flatMap((hunk) => [
    `@@ -${rangeOf(hunk.oldStart, hunk.oldLines)} +${rangeOf(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
};

/** One file's part of a mail. */
export const filePatch = (delta: FileDelta): FilePatch => {
  const { path, before, after } = delta;
  const hunks = hunkLines(delta);
  const count = (sign: string): number => hunks.filter((line) => line.startsWith(sign)).length;
  const word = before === null ? 'create' : after === null ? 'delete' : null;
  const modeLine = { create: ['new file mode 100644'], delete: ['deleted file mode 100644'] };
  const head = [
    `diff --git a/${path} b/${path}`,
    ...(word === null ? [] : modeLine[word]),
    `index ${gitBlobId(before)}..${gitBlobId(after)}${word === null ? ' 100644' : ''}`,
    before === null ? '--- /dev/null' : `--- a/${path}`,
    after === null ? '+++ /dev/null' : `+++ b/${path}`,
  ];
  return {
    path,
    added: count('+'),
    deleted: count('-'),
    text: [...head, ...hunks].join('\n'),
    note: word === null ? null : ` ${word} mode 100644 ${path}`,
  };
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const diffstat = (files: readonly FilePatch[]): string[] => {
  const width = Math.max(...files.map(({ path }) => path.length));
  const most = Math.max(...files.map(({ added, deleted }) => added + deleted));
  const digits = String(most).length;
  const bar = (sign: string, count: number): string =>
    sign.repeat(most <= GRAPH_WIDTH ? count : Math.ceil((count * GRAPH_WIDTH) / most));
  const rows = files.map(
    ({ path, added, deleted }) =>
      ` ${path.padEnd(width)} | ${String(added + deleted).padStart(digits)} ${bar('+', added)}${bar('-', deleted)}`,
  );
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const deleted = files.reduce((sum, file) => sum + file.deleted, 0);
  const total = [
    ` ${plural(files.length, 'file')} changed`,
    ...(added > 0 ? [`${plural(added, 'insertion')}(+)`] : []),
    ...(deleted > 0 ? [`${plural(deleted, 'deletion')}(-)`] : []),
  ].join(', ');
  return [...rows, total, ...files.flatMap(({ note }) => (note === null ? [] : [note]))];
};

const encodedName = (from: string): string => {
  const [, name = '', address = ''] = /^(.*) (<.*>)$/.exec(from) ?? [];
  const ascii = /^[ -~]*$/.test(name);
  const quoted = [...Buffer.from(name)]
    .map((byte) =>
      /[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase()}`,
    )
    .join('');
  return ascii ? from : `=?UTF-8?q?${quoted}?= ${address}`;
};

const mailText = ({ files, ...mail }: WrittenMail, number: number, total: number): string => {
  const tag = total === 1 ? '[PATCH]' : `[PATCH ${number}/${total}]`;
  return [
    `From ${mail.sha} Mon Sep 17 00:00:00 2001`,
    `From: ${encodedName(mail.from)}`,
    `Date: ${mail.date}`,
    `Subject: ${tag} ${mail.subject}`,
    '',
    ...(mail.message === '' ? [] : [mail.message, '']),
    '---',
    ...diffstat(files),
    '',
    ...files.map(({ text }) => text),
    '-- ',
    '2.45.2',
    '',
    '',
  ].join('\n');
};

/** A series as `git format-patch --stdout` prints it. */
export const formatMails = (mails: readonly WrittenMail[]): string =>
  mails.map((mail, index) => mailText(mail, index + 1, mails.length)).join('');

/** Likewise, from what each mail changes. */
export const formatPatch = (mails: readonly PatchMail[]): string =>
  formatMails(mails.map(({ deltas, ...mail }) => ({ ...mail, files: deltas.map(filePatch) })));
