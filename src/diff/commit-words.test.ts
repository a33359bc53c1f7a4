import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommitWords, commitWords } from './commit-words.ts';

const A = 'a1'.repeat(20);
const B = 'b2'.repeat(20);
const said = (message: string): CommitWords => commitWords(message.split('\n'));

describe('what a message says it reverts', () => {
  it.each<[string, string | null, string[]]>([
    [`Revert "Add x"\n\nThis reverts commit ${A}.`, 'Add x', [A]],
    ['Revert "Add x (#12)" (#13)', 'Add x (#12)', []],
    ['Revert "Say "hello""', 'Say "hello"', []],
    [`Revert "Revert "Add x""\n\nThis reverts commit ${A}.`, 'Revert "Add x"', [A]],
    [`Reapply "Add x"\n\nThis reverts commit ${A}.`, 'Revert "Add x"', [A]],
    ['Revert "Reapply "Add x""', 'Reapply "Add x"', []],
    ['revert: feat(parser): noodles', 'feat(parser): noodles', []],
    ['revert(parser): "noodles" (#4)', 'noodles', []],
    ['Back out "Add x"', 'Add x', []],
    ['Backed out changeset 1234abc (bug 4)', null, ['1234abc']],
    ['Revert the default to three', null, []],
    ['Revert "', null, []],
    [`x\n\nIt broke the build, so this reverts commit\n${A}.`, null, [A]],
    [`x\n\nThis reverts commit ${A}, reversing\nchanges made to ${B}.`, null, [A]],
    [`x\n\nThis reverts commits ${A}, 1234abc and ${B}.`, null, [A, '1234abc', B]],
    [`x\n\nThis reverts commit ${A}.\nThis reverts commit ${B}.`, null, [A, B]],
    [`x\n\nThis reverts commits ${A}..${B}.`, null, [B]],
    [`x\n\nThis partially reverts commit ${A}.`, null, []],
    [`x\n\nThis reverts part of commit ${A}.`, null, []],
    [`x\n\n> This reverts commit ${A}.`, null, []],
    ['x\n\nThis reverts commit 123456.', null, []],
    ['x\n\nThis reverts commit 1234567xyz.', null, []],
  ])('%j', (message, revertsSubject, revertsShas) => {
    expect(said(message)).toMatchObject({ revertsSubject, revertsShas });
  });
});

describe('what a message names, and whether it mends it', () => {
  it.each<[string, string[], boolean]>([
    [`parse: read all\n\nFixes: 1234abcd ("parse: read some")`, ['1234abcd', 'parse: read some'], true],
    ['Fix a crash introduced in #12', ['#12'], true],
    ['Fix a crash\n\nFollow-up to #12.', ['#12'], true],
    ['Fix a crash\n\nSee #12 for how it looked.', ['#12'], false],
    ['Fix a crash\n\nFixes #12', ['closes #12'], false],
    ['Fix a crash (#12)', [], false],
    ['Add x\n\nCloses: #3', ['closes #3'], false],
    [`calm down\n\nRegression from ${A}. See #9.`, [A], true],
    ['x\n\nThe test was broken by commit 1234abc.', ['1234abc'], true],
    ['x\n\nBroken since 1234abc ("y", 2020-01-01).', ['1234abc'], true],
    [
      'hotfix for https://tangled.org/mira.example/anvil/pulls/12',
      ['https://tangled.org/mira.example/anvil/pulls/12'],
      true,
    ],
    [
      'repair https://tangled.sh/@mira.example/anvil/pulls/7',
      ['https://tangled.sh/@mira.example/anvil/pulls/7'],
      false,
    ],
    [
      'Mend a bad merge of at://did:plc:abc/sh.tangled.repo.pull/3kabc.',
      ['at://did:plc:abc/sh.tangled.repo.pull/3kabc'],
      true,
    ],
    ['x\n\nAs 1234abc (y, 2020-01-01) did', ['1234abc'], false],
    ['x\n\nAs https://tangled.org/a.example/b/commit/1234abc did', ['1234abc'], false],
    [`x\n\nThis partially reverts commit ${A}.`, [A], true],
    ['roll back #4', ['#4'], true],
    ['Revert "Add x (#12)" (#13)', ['#12'], true],
    ['Revert "Revert "Add x (#12)""', [], false],
    [`x\n\nThis reverts commit ${A}.`, [], false],
    ['Fix the build in 2024010 cases, faced by defaced', [], false],
    ['Fix colour #123456abc and &#39; and other/repo#12', [], false],
    ['Prefix #12', ['#12'], false],
    ['x\n\n> broken by #12', [], false],
  ])('%j', (message, mentions, saysFix) => {
    expect(said(message)).toMatchObject({ mentions, saysFix });
  });

  it('is what stands in sentences that mend something, where one does', () => {
    expect(said('Fix what #1 broke.\n\nSee #2. And #3, which broke too.').mentions).toEqual(['#1', '#3']);
  });
});

describe('commitWords', () => {
  it('never throws, and names no more than so much', () => {
    const piece = fc.constantFrom(
      ...'Revert "|fix|#1|#22| broke |commit |abcdef1|This reverts commit |,| and |..|\n|\n\n|. |"|> '.split('|'),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 200 }), (pieces) => {
        const words = said(pieces.join(''));
        expect(words.mentions.length).toBeLessThanOrEqual(32);
        expect(words.revertsShas.length).toBeLessThanOrEqual(32);
        for (const sha of words.revertsShas) expect(sha).toMatch(/^[0-9a-f]{7,40}$/);
        if (words.saysFix) expect(words.mentions.some((mention) => !mention.startsWith('closes'))).toBe(true);
      }),
    );
  });
});
