import { expect, it } from 'vitest';
import { peopleIn } from './people-in.ts';

const inMail = (...lines: readonly string[]) => peopleIn(Buffer.from(lines.join('\n')));
const FROM_LINE = 'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001';
const NOBODY = { names: [], emails: [] };

it('finds the senders of the mails, decoded, each once, and no reader', () => {
  expect(
    inMail(
      FROM_LINE,
      'From: =?UTF-8?q?J=C3=BCrgen_M?=',
      ' <jm@example.org>\r',
      'Subject: [PATCH 1/2] x',
      'Cc: plain@example.com',
      '',
      'x',
      FROM_LINE,
      'Subject: [PATCH 2/2] x',
      'From: "Bo, Jr." <bo@example.net>',
      '',
      FROM_LINE,
      'From: "Bo, Jr." <bo@example.net>',
    ),
  ).toEqual({ names: ['Jürgen M', 'Bo  Jr.'], emails: ['jm@example.org', 'bo@example.net'] });
});

it('finds the sender of a mail without a mailbox around it', () => {
  expect(inMail('', 'Subject: x', 'From: Ada <ada@example.org>', '', 'y')).toEqual({
    names: ['Ada'],
    emails: ['ada@example.org'],
  });
});

it.each([
  ['a trailer', [FROM_LINE, 'Subject: x', '', 'Signed-off-by: Ada <ada@example.org>', 'Co-authored-by: x.y=z <a@b.c>']],
  ['a body', [FROM_LINE, 'Subject: x', '', 'From: Ada <ada@example.org>', '---']],
  ['a signature', ['--- a/x', '+++ b/x', '@@ -1 +1,2 @@', ' a', '+b', '-- ', 'From: x.y=z <a@b.c>']],
  ['a hunk', ['@@ -1 +1 @@', '-From: Old <old@example.org>', '+From: New <new@example.org>', ' Cc: c@example.org']],
])('takes no line of %s for a header', (_, lines) => {
  expect(inMail(...lines)).toEqual(NOBODY);
});
