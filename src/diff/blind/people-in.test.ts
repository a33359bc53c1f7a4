import { expect, it } from 'vitest';
import { peopleIn } from './people-in.ts';

const inMail = (...lines: readonly string[]) => peopleIn(Buffer.from(lines.join('\n')));

it('finds the authors that the mails name, decoded, each once, and no reader', () => {
  expect(
    inMail(
      'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001',
      'From: =?UTF-8?q?J=C3=BCrgen_M?= <jm@example.org>',
      'Subject: [PATCH] x',
      '',
      'Signed-off-by: Ada Example <ada@example.org>',
      'Co-authored-by: "Bo, Jr." <bo@example.net>\r',
      'Signed-off-by: Ada Example <ada@example.org>',
      'Cc: plain@example.com',
    ),
  ).toEqual({
    names: ['Jürgen M', 'Ada Example', 'Bo  Jr.'],
    emails: ['jm@example.org', 'ada@example.org', 'bo@example.net'],
  });
});

it('takes no line of a hunk for a header', () => {
  expect(
    inMail('@@ -1 +1 @@', '-From: Old <old@example.org>', '+From: New <new@example.org>', ' Cc: c@example.org'),
  ).toEqual({
    names: [],
    emails: [],
  });
});
