import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePatch } from '../parse.ts';
import type { Identity } from './author.ts';
import { blind } from './blind.ts';

const ADA: Identity = {
  did: 'did:plc:adaadaadaadaadaadaadaada',
  handle: 'adalove.example.org',
  names: ['Ada Lovelace'],
  emails: ['ada.l@analytical.example'],
};
const GIT_NAMES: Identity = {
  did: null,
  handle: 'exec.dev',
  names: ['Mark Long', 'return false'],
  emails: ['config@mail.example'],
};

const changeOf = (patch: string) => {
  const parsed = parsePatch(patch);
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return parsed.change;
};
const patchOf = (lines: readonly string[], path = 'src/a.ts'): string =>
  `diff --git a/${path} b/${path}\nindex 1..2 100644\n--- a/${path}\n+++ b/${path}\n` +
  `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;

const linesOf = (lines: readonly string[], who: Identity): readonly string[] =>
  blind(changeOf(patchOf(lines)), who).blind.files.flatMap(({ hunks }) =>
    hunks.flatMap((hunk) => hunk.lines.map(({ text }) => text)),
  );
const lineOf = (line: string, who: Identity = ADA): string | undefined => linesOf([line], who)[0];

describe('a person named as such', () => {
  it.each([
    ['mail grace@navy.example now', 'mail person1@mail.invalid now'],
    ['ping @grace.hopper.dev!', 'ping @person1!'],
    ['grace.bsky.social and api.bsky.social', 'person1 and api.bsky.social'],
    ['"did:plc:abc234"', '"did:plc:person1"'],
    ['at://did:plc:abc234/app.bsky.feed.post/3k', 'at://did:plc:person1/app.bsky.feed.post/3k'],
    ['at://grace.dev/app.bsky.feed.post/3k', 'at://person1/app.bsky.feed.post/3k'],
    ['https://github.com/ghopper', 'https://github.com/person1'],
    ['https://avatars.githubusercontent.com/u/123?v=4', 'https://avatars.githubusercontent.com/u/person1?v=4'],
    ['https://www.gravatar.com/avatar/0bc83cb571cd1c50', 'https://www.gravatar.com/avatar/0bc83cb571cd1c50'],
    ['https://gravatar.com/avatar/0bc83cb571cd1c50', 'https://gravatar.com/avatar/person1'],
    ['[@ghopper](https://github.com/ghopper)', '[@person1](https://github.com/person1)'],
    ['https://git.sr.ht/~ghopper/cobol', 'https://git.sr.ht/~person1/cobol'],
    ['cd /home/ghopper/src && ls', 'cd /home/person1/src && ls'],
    ['"C:\\\\Users\\\\Grace\\\\x"', '"C:\\\\Users\\\\person1\\\\x"'],
    [' * @author Grace Hopper', ' * @author person1'],
    ['# Reviewed-by: Grace Hopper <g@navy.example>', '# Reviewed-by: person1 <person1@mail.invalid>'],
    ['// Copyright (c) 1952 Grace Hopper. All rights reserved.', '// Copyright (c) 1952 person1. All rights reserved.'],
    [
      '"author": "Grace Hopper <g@navy.example> (https://x.example)"',
      '"author": "person1 <person1@mail.invalid> (https://x.example)"',
    ],
    ['// TODO(ghopper): find the moth', '// TODO(person1): find the moth'],
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA grace@mark2', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA person1'],
    ['ssh://grace@host.example/x', 'ssh://person1@host.example/x'],
    ['scp x grace@host.example:/tmp', 'scp x person1@host.example:/tmp'],
  ])('%s', (line, blinded) => {
    expect(lineOf(line)).toBe(blinded);
  });
});

describe('what only looks like a person stays', () => {
  it.each([
    '@Override',
    '@app.route("/users/:id")',
    '@click.group()',
    '@org.junit.jupiter.api.Test',
    '@media screen { a { b: c } }',
    '"@types/node": "20.1.0"',
    'lodash@4.17.21 left-pad@1.2.3-rc.1',
    '  /@babel/core@7.25.2(eslint@9.12.0):',
    'uses: actions/checkout@v4.1.x',
    'import "github.com/gin-gonic/gin"',
    'https://github.com/owner/repo/issues/1',
    'https://github.com/features',
    'git@github.com:owner/repo.git',
    'icon@2x.png',
    'systemctl start getty@tty1.service',
    'GET /api/users/list',
    'author: user.name,',
    'author: string;',
    'if (!(c) || (c) > 4) return;',
    'x = ~mask / 2;',
    'TODO(#12) TODO(ABC-12) todo(x)',
    '@import "~bootstrap/scss/root";',
  ])('%s', (line) => {
    expect(lineOf(line)).toBe(line);
  });
});

describe('the words of the author', () => {
  it.each([
    ['const adaloveClient = new AdaLoveClient();', 'const person1Client = new person1Client();'],
    ['HTTPAdaloveX isADALOVEKey', 'HTTPperson1X isperson1Key'],
    ['ADALOVE_KEY=1 my_adalove_x', 'person1_KEY=1 my_person1_x'],
    ['adalove2 lovelace_3', 'person1_2 person1_3'],
    ['Ada Lovelace, ada_lovelace, lovelace-ada', 'person1, person1, person1'],
    ['\u0430d\u0430l\u043ev\u0435 ad\u200balove \uff21\uff24\uff21\uff2c\uff2f\uff36\uff25', 'person1'],
    ['https://adalove.example.org/x', 'https://person1/x'],
    ['lovelaces xlovelacelib adaloveApp', 'person1s xlovelacelib person1App'],
    ['liblovelace; lovelacekit; lovelace2x', 'libperson1; person1kit; person1_2x'],
    ['dadalove lovelacezzq', 'dadalove lovelacezzq'],
    ['import "github.com/adalove/engine"', 'import "github.com/person1/engine"'],
  ])('%s', (line, blinded) => {
    expect(lineOf(line)).toBe(blinded);
  });

  it.each(['exec(config); return false;', 'let mark: long = 1', 'exec.dev', 'markLong(mark_long)'])(
    'stay where they are common and bare, or code could be hidden by a name: %s',
    (line) => {
      expect(lineOf(line, GIT_NAMES)).toBe(line);
    },
  );

  it.each([
    ['thanks, @exec.dev!', 'thanks, @person1!'],
    ['/home/config/x', '/home/person1/x'],
    ['by Mark Long in May', 'by person1 in May'],
    ['// TODO(exec): x', '// TODO(person1): x'],
  ])('go where they are common and name a person: %s', (line, blinded) => {
    expect(lineOf(line, GIT_NAMES)).toBe(blinded);
  });
});

describe('placeholders', () => {
  it('are one per person in order of appearance, and the author is one in every spelling', () => {
    expect(
      linesOf(
        [
          'zoe@z.example',
          'adalove and zoe@z.example',
          '@adalove.example.org',
          ADA.did ?? '',
          'ada.l@analytical.example',
          'amy@a.example',
        ],
        ADA,
      ),
    ).toEqual([
      'person1@mail.invalid',
      'person2 and person1@mail.invalid',
      '@person2',
      'did:plc:person2',
      'person2@mail.invalid',
      'person3@mail.invalid',
    ]);
  });

  it('cannot be forged: what looks like one gets one of its own', () => {
    expect(linesOf(['adalove', 'person1 Person1 salesperson2', 'person1@mail.invalid'], ADA)).toEqual([
      'person1',
      'person2 person3 salesperson4',
      'person2@mail.invalid',
    ]);
  });
});

describe('paths', () => {
  const renames = (pairs: readonly (readonly [string, string])[]): string =>
    pairs
      .map(([a, b]) => `diff --git a/${a} b/${b}\nsimilarity index 100%\nrename from ${a}\nrename to ${b}\n`)
      .join('');

  it('are blinded on both sides, stay apart where placeholders make them the same, and lead back', () => {
    const change = changeOf(
      renames([
        ['adalove/x.ts', 'lovelace/x.ts'],
        ['lovelace/x.ts', 'ADALOVE/x.ts'],
        ['person1/x.ts', 'plain.ts'],
      ]),
    );
    const { blind: made, realPaths } = blind(change, ADA);
    const names = made.files.flatMap(({ oldPath, path }) => [oldPath ?? '', path]);
    expect(names).toEqual([
      'person1/x.ts',
      'person1/x-2.ts',
      'person1/x-2.ts',
      'person1/x-3.ts',
      'person2/x.ts',
      'plain.ts',
    ]);
    expect(names.map((name) => realPaths.get(name))).toEqual(
      change.files.flatMap(({ oldPath, path }) => [oldPath, path]),
    );
    expect(changeOf(made.text).files).toEqual(made.files);
  });

  it('never grow beyond what a parser reads', () => {
    const path = `${'a@b.io_/'.repeat(500)}x.ts`;
    const { blind: made, realPaths } = blind(changeOf(patchOf(['x'], path)), ADA);
    expect(changeOf(made.text).files).toEqual(made.files);
    expect([...realPaths.values()]).toEqual([path]);
  });
});

describe('a blind change', () => {
  it('counts what was replaced, and is hashed over its text', () => {
    const { blind: made } = blind(changeOf(patchOf(['adalove', 'x', 'a@b.example @c.dev'], 'lovelace.ts')), ADA);
    expect(made.redactions).toBe(4);
    expect(made.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(made.text).not.toMatch(/lovelace/i);
  });

  it('is made of a megabyte of anything in bounded stack', () => {
    for (const unit of [
      '@',
      '/home/a',
      '~a/',
      'a@b.co ',
      'adalove ',
      'did:plc:a ',
      '© A',
      'person1 ',
      'Signed-off-by: A <a@b.co> ',
    ]) {
      expect(lineOf(unit.repeat((1 << 20) / unit.length))).toBeTypeOf('string');
    }
  });

  it('is branded in one place alone', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?<!\.test)\.ts$/.test(name),
    );
    const branding = sources.filter((name) =>
      /\bas (?:unknown as )?BlindChange\b/.test(readFileSync(`src/${name}`, 'utf8')),
    );
    expect(branding).toEqual(['diff/blind/blind.ts']);
  });
});
