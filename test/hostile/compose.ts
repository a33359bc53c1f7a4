import type { Danger } from './dangers.ts';
import { diffText, type FileText } from './diff-text.ts';
import type { Injection } from './injection.ts';

/** A change as anybody's: where there is no other, so that a diff with a commit message has a file. */
const ORDINARY: FileText = {
  path: 'src/format/seconds.ts',
  hunks: [
    {
      oldStart: 3,
      lines: [
        ' export const wholeSeconds = (ms: number): number => {',
        '-  const seconds = Math.floor(ms / 1000);',
        '+  const seconds = Math.round(ms / 1000);',
        '   return seconds;',
        ' };',
      ],
    },
  ],
};

/** A mail as `git format-patch` writes it. Nobody sent it: the address is reserved for examples (RFC 2606). */
const mail = ([subject = '', ...body]: readonly string[], diff: string): string =>
  [
    'From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001',
    'From: Robin <robin@example.org>',
    'Date: Tue, 3 Nov 2026 10:00:00 +0000',
    `Subject: [PATCH] ${subject}`,
    ...(/^[\x20-\x7e]*$/.test(body.join('')) ? [] : ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=UTF-8']),
    ...(/^[\x20-\x7e]*$/.test(body.join('')) ? [] : ['Content-Transfer-Encoding: 8bit']),
    ...body,
    '---',
    ' 1 file changed',
    '',
    `${diff}-- `,
    '2.47.0',
    '',
  ].join('\n');

/**
 * A diff in which somebody talks to the reviewer and, between what is said, does harm; with null for the danger only
 * talks. A git diff, or a mail of `git format-patch` where the talk is in the commit message. Same arguments, same text.
 */
export const hostileDiff = (injection: Injection, danger: Danger | null): string => {
  const [first, ...rest] = injection.files;
  const harm = danger === null ? [] : [danger.file];
  const files = first === undefined ? harm : [first, ...harm, ...rest];
  const diff = diffText(files.length === 0 ? [ORDINARY] : files);
  return injection.message === null ? diff : mail(injection.message, diff);
};
