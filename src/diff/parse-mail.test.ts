import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Change } from '../domain/index.ts';
import { parsePatch } from './parse.ts';

const changeOf = (patch: Uint8Array | string): Change => {
  const parsed = parsePatch(patch);
  if (parsed.kind !== 'change') throw new Error(`unreadable: ${parsed.reason}`);
  return parsed.change;
};
const reasonOf = (patch: Uint8Array | string): string => {
  const parsed = parsePatch(patch);
  return parsed.kind === 'unreadable' ? parsed.reason : 'a change';
};

const COMMIT = '1234567890'.repeat(4);
const FROM = `From ${COMMIT} Mon Sep 17 00:00:00 2001\n`;
const DIFF = 'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
const OTHER = DIFF.replaceAll(/\bx\b/g, 'y');
const PEOPLE = 'From: A <a@example.com>\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n';
const mail = (headers: string, body: string): string => `${FROM}${PEOPLE}${headers}\n${body}`;
const base64 = (text: string | Uint8Array): string =>
  Buffer.from(text)
    .toString('base64')
    .replaceAll(/.{76}(?=.)/g, '$&\n');

const folder = mkdtempSync(join(tmpdir(), 'parse-mail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What git makes of one mail: the message it would commit, and the patch it would apply. */
const gitsReading = (input: Uint8Array | string): { readonly lines: readonly string[]; readonly patch: Buffer } => {
  const [message, patch] = [join(folder, 'message'), join(folder, 'patch')];
  const info = execFileSync('git', ['mailinfo', '-b', '--encoding=utf-8', message, patch], {
    input,
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['pipe', 'pipe', 'ignore'],
  }).toString();
  const subject = (/^Subject: (.*)$/m.exec(info)?.[1] ?? '').replace(/^\[PATCH[^\]]*\] */, '');
  const body = readFileSync(message, 'utf8').trim();
  return { lines: body === '' ? [subject] : [subject, '', ...body.split('\n')], patch: readFileSync(patch) };
};

const MESSAGES: readonly (readonly [name: string, headers: string, body: string])[] = [
  ['a subject alone', 'Subject: [PATCH] s\n', `---\n x | 2 +-\n\n${DIFF}`],
  ['a numbered subject and a body', 'Subject: [PATCH v2 1/3] s\n', `\none\n\ntwo\n---\n${DIFF}`],
  ['a folded subject', 'Subject: [PATCH 1/1] one\n two\n\tthree\n', `body\n---\n${DIFF}`],
  ['trailers', 'Subject: [PATCH] s\n', `body\n\nSigned-off-by: B <b@example.com>\n---\nnote\n${DIFF}`],
  ['encoded words', 'Subject: [PATCH] =?UTF-8?q?caf=C3=A9_?=\n =?UTF-8?B?w6k=?= x\n', `b\n---\n${DIFF}`],
  ['headers in the body', 'Subject: outer\n', `From: B <b@example.com>\nSubject: inner\n\nbody\n---\n${DIFF}`],
  ['an author in the body alone', 'Subject: s\n', `From: B <b@example.com>\n\nFrom: is a word\n---\n${DIFF}`],
  ['other headers', 'X-A: b\nSubject: s\nContent-Type: text/plain; charset=UTF-8\n', `b é\n---\n${DIFF}`],
  ['a diff without a line of dashes', 'Subject: s\n', `b\n\n${DIFF}`],
  ['words about content', 'Subject: s\n', `Content-Type: multipart/mixed; boundary=x\nis a header\n---\n${DIFF}`],
  ['a body in base64', 'Subject: s\nContent-Transfer-Encoding: base64\n', `${base64(`b é\n---\n${DIFF}`)}\n`],
  [
    'a body in quoted-printable that is plain',
    'Subject: s\nContent-Transfer-Encoding: quoted-printable\n',
    `b\n---\n${DIFF}`,
  ],
];

describe('the message of a mail', () => {
  it.each(MESSAGES)('is what git mailinfo takes for it, with the same patch: %s', (_, headers, body) => {
    const text = mail(headers, body);
    const { lines, patch } = gitsReading(text);
    const change = changeOf(text);
    expect(change.messages).toEqual([{ lines, sha: COMMIT, firstFile: 0 }]);
    expect(change.files).toEqual(changeOf(patch).files);
  });

  it('names nobody', () => {
    const [message] = changeOf(mail('Subject: s\n', `From: B <b@example.com>\n\nbody\n---\n${DIFF}`)).messages;
    expect(message?.lines.join('\n')).not.toMatch(/example\.com/);
  });

  it('keeps brackets that are not about patches', () => {
    expect(changeOf(mail('Subject: Re: [PATCH 2/2] [core] s\n', DIFF)).messages[0]?.lines).toEqual(['[core] s']);
  });

  it('has encoded words of other charsets than UTF-8', () => {
    const { messages } = changeOf(mail('Subject: =?ISO-8859-1?Q?caf=E9?= =?x-none?q?a?=\n', DIFF));
    expect(messages[0]?.lines).toEqual(['caféa']);
  });

  it('is decoded from the charset of its mail', () => {
    const text = mail('Subject: s\nContent-Type: text/plain; charset=ISO-8859-1\n', `caf\xe9\n---\n${DIFF}`);
    expect(changeOf(Buffer.from(text, 'latin1')).messages[0]?.lines).toEqual(['s', '', 'café']);
  });

  it('stands before the files that are under it, and a cover letter before none', () => {
    const series = [
      mail('Subject: cover\n', 'words\n'),
      mail('Subject: one\n', DIFF + OTHER),
      mail('Subject: two\n', DIFF),
    ];
    expect(changeOf(series.join('')).messages.map(({ lines, firstFile }) => [lines[0], firstFile])).toEqual([
      ['cover', 0],
      ['one', 0],
      ['two', 2],
    ]);
  });

  it.each([
    ['a bare diff', DIFF],
    ['prose before a diff', `words\nabout it\n\n${DIFF}`],
    ['git log -p', `commit 1234567890\nAuthor: A <a@example.com>\n\n    s\n\n${DIFF}`],
  ])('is not there in %s', (_, text) => {
    expect(changeOf(text).messages).toEqual([]);
  });
});

describe('a mail in base64', () => {
  const encoded = (body: string): string =>
    mail('Subject: s\nContent-Transfer-Encoding: base64\n', `${base64(body)}\n\n`);

  it('counts the bytes of its files as decoded, and the rest as mail', () => {
    const change = changeOf(encoded(`b\n---\n${DIFF}`));
    expect(change.files.map(({ bytes }) => bytes)).toEqual([DIFF.length]);
    expect(change.bytes).toBe(encoded(`b\n---\n${DIFF}`).length);
  });

  it('ends where the next mail starts', () => {
    const change = changeOf(encoded(DIFF) + mail('Subject: t\n', OTHER));
    expect(change.files.map(({ path }) => path)).toEqual(['x', 'y']);
    expect(change.messages.map(({ lines, firstFile }) => [lines[0], firstFile])).toEqual([
      ['s', 0],
      ['t', 1],
    ]);
  });

  it.each<[name: string, text: string, reason: RegExp]>([
    [
      'a plain diff among its lines',
      mail('Content-Transfer-Encoding: base64\n', `${base64(DIFF)}\n${DIFF}`),
      /not all of its lines/,
    ],
    [
      'a line that ends within a group',
      mail('Content-Transfer-Encoding: base64\n', 'YWJ\nj\n'),
      /not all of its lines/,
    ],
    ['padding before its end', mail('Content-Transfer-Encoding: base64\n', 'YQ==\nYWJj\n'), /not all of its lines/],
    [
      'words that decode to its name',
      mail('Content-Transfer-Encoding: =?us-ascii?q?base64?=\n', DIFF),
      /not as plain text/,
    ],
    ['no mailbox around it', `${DIFF}${encoded(DIFF)}`, /git may not take it for one/],
  ])('is unreadable with %s', (_, text, reason) => {
    expect(reasonOf(text)).toMatch(reason);
  });
});

describe('what git would read as another mail', () => {
  it.each<[name: string, text: string, reason: RegExp]>([
    [
      'a type in encoded words',
      mail('Content-Type: =?us-ascii?q?text/plain=3B_format=3Dflowed?=\n', DIFF),
      /encoded words/,
    ],
    [
      'headers of a first mail without its line',
      `Content-Type: multipart/mixed; boundary=b\n\n${DIFF}`,
      /several parts/,
    ],
    ['headers behind blanks', `\n \nContent-Type: text/plain; format=flowed\n\n${DIFF}`, /flowed/],
    [
      'headers after a line that mailsplit takes for a start',
      `${mail('Subject: s\n', DIFF)}From a b:c 12:34:56 1999\nContent-Type: text/x; boundary=b\n\n`,
      /several parts/,
    ],
    [
      'a header name of great length',
      `${FROM}${'x'.repeat(5000)}: y\nContent-Type: text/x; boundary=b\n\n${DIFF}`,
      /several parts/,
    ],
    [
      'quoted-printable with something to decode',
      mail('Content-Transfer-Encoding: quoted-printable\n', DIFF.replace('+b', '+=62')),
      /git am would/,
    ],
  ])('is unreadable: %s', (_, text, reason) => {
    expect(reasonOf(text)).toMatch(reason);
  });

  it('but a line that mailsplit does not take for a start is one of the body', () => {
    const text = mail('Subject: s\n', `From here on\nContent-Type: multipart/mixed\n---\n${DIFF}`);
    expect(changeOf(text).messages[0]?.lines).toEqual(['s', '', 'From here on', 'Content-Type: multipart/mixed']);
  });
});
