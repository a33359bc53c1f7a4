import { describe, expect, it } from 'vitest';
import type { Fact } from '../domain/index.ts';
import { blobOf, decoded, expectAnswer, me, other, pullUri, repoUri } from './collections/testing.ts';

const third = 'did:plc:cccccccccccccccccccccccc';
const blob = blobOf('bafkreiabcdefgh');
const SHA = 'f'.repeat(40);
const pull = (record: object) => decoded('sh.tangled.repo.pull', { title: 'a title', ...record });

describe('a pull request in every shape it has had', () => {
  it.each<[string, object, object, object[]]>([
    [
      '17 March 2025: flat, patch inline',
      { targetRepo: repoUri, targetBranch: 'main', pullId: 3, patch: 'diff', sourceRepo: other },
      { targetRepo: repoUri, targetUri: null, targetBranch: 'main', sourceRepo: other, number: 3 },
      [{ number: 0, patchCid: null, patchText: 'diff' }],
    ],
    [
      '31 March 2025: source apart',
      { targetRepo: repoUri, targetBranch: 'main', pullId: 4, patch: 'diff', source: { branch: 'x' } },
      { sourceRepo: null, sourceBranch: 'x', sourceSha: null, number: 4 },
      [{ patchText: 'diff' }],
    ],
    [
      'April 2025: with a time',
      { targetRepo: repoUri, targetBranch: 'main', pullId: 4, patch: 'diff', createdAt: '2025-04-29T10:00:00Z' },
      { createdAtUs: Date.UTC(2025, 3, 29, 10) * 1000 },
      [{ patchText: 'diff', createdAtUs: Date.UTC(2025, 3, 29, 10) * 1000 }],
    ],
    [
      'July 2025: source with a commit',
      { targetRepo: repoUri, targetBranch: 'main', patch: 'diff', source: { branch: 'x', sha: SHA, repo: repoUri } },
      { sourceBranch: 'x', sourceRepo: repoUri, sourceSha: SHA },
      [{ patchText: 'diff' }],
    ],
    [
      '26 August 2025: no number',
      { targetRepo: repoUri, targetBranch: 'main', patch: 'diff' },
      { targetRepo: repoUri, number: null },
      [{ patchText: 'diff' }],
    ],
    [
      '26 August 2025: target apart',
      { target: { repo: repoUri, branch: 'main' }, patch: 'diff' },
      { targetRepo: repoUri, targetBranch: 'main' },
      [{ patchText: 'diff' }],
    ],
    [
      '6 December 2025: mentions and references',
      { target: { repo: repoUri, branch: 'main' }, patch: 'diff', mentions: [me, 'x'], references: [pullUri, ''] },
      { mentions: [me], references: [pullUri] },
      [{ patchText: 'diff' }],
    ],
    [
      '30 December 2025: one blob, and an old patch beside it',
      { target: { repo: repoUri, branch: 'main' }, patchBlob: blob, patch: 'diff' },
      { mentions: [], references: [] },
      [{ number: 0, patchCid: 'bafkreiabcdefgh', patchText: null }],
    ],
    [
      'spring 2026: repository by address and by DID',
      {
        target: { repo: repoUri, repoDid: other, branch: 'main' },
        source: { branch: 'x', repo: repoUri, repoDid: third },
        patchBlob: blob,
      },
      { targetRepo: other, targetUri: repoUri, sourceRepo: third },
      [{ patchCid: 'bafkreiabcdefgh' }],
    ],
    [
      'spring 2026: repository by DID alone',
      { target: { repoDid: other, branch: 'main' }, patchBlob: blob },
      { targetRepo: other, targetUri: null },
      [{ patchCid: 'bafkreiabcdefgh' }],
    ],
    [
      'June 2026: rounds, the DID twice, a stack',
      {
        target: { repo: other, repoDid: other, branch: 'main' },
        rounds: [{ patchBlob: blob, createdAt: '2026-06-24T04:18:32+03:00' }, { patchBlob: blob }],
        dependentOn: pullUri,
      },
      { targetRepo: other, targetUri: null, dependsOn: pullUri },
      [{ number: 0 }, { number: 1, createdAtUs: null }],
    ],
    [
      'today: pictures',
      { target: { repo: other, branch: 'main' }, rounds: [{ patchBlob: blob }], blobs: [blob, null, { ref: 'x' }] },
      { images: ['bafkreiabcdefgh'] },
      [{ patchCid: 'bafkreiabcdefgh' }],
    ],
    [
      'rounds of which one is broken: that one has no patch, and nothing older stands in for it',
      { target: { repo: other }, patch: 'harmless', rounds: [null, { patchBlob: { ref: { $link: 'not a cid' } } }] },
      { targetRepo: other },
      [
        { number: 0, patchCid: null, patchText: null },
        { number: 1, patchCid: null, patchText: null },
      ],
    ],
    ['rounds in another spelling: no patch', { target: { repo: other }, patch: 'harmless', Rounds: [] }, {}, []],
    ['no patch at all', { target: { repo: other, branch: 'main' }, rounds: null }, { targetRepo: other }, []],
    [
      'a broken DID beside an address',
      { target: { repo: repoUri, repoDid: 'loom' } },
      { targetRepo: repoUri, targetUri: null },
      [],
    ],
    [
      'empty fields',
      { target: { repo: other, repoDid: '', branch: '' }, body: '', source: null },
      { targetBranch: null, body: null },
      [],
    ],
  ])('%s', (_, record, expected, rounds) => {
    const [first, ...rest] = pull(record) as object[];
    expect(first).toMatchObject({ kind: 'pull', title: 'a title', ...expected });
    expect(rest).toHaveLength(rounds.length);
    rest.forEach((round, index) => {
      expect(round).toMatchObject({ kind: 'round', ...rounds[index] });
    });
  });

  it.each<[string, object, string]>([
    ['no target', {}, 'pull without a target repository'],
    ['an empty target', { target: { repo: '', branch: 'main' } }, 'pull without a target repository'],
    ['no title', { title: '', target: { repo: other } }, 'malformed pull'],
    ['a title that is no text', { title: 7, target: { repo: other } }, 'malformed pull'],
    ['a target with a slash too many', { target: { repo: `${repoUri}/` } }, 'pull whose target is no repository'],
    [
      'a target by handle',
      { target: { repo: 'at://mira.example.com/sh.tangled.repo/x' } },
      'pull whose target is no repository',
    ],
    ['a target by a broken DID', { target: { repoDid: 'did:plc:loom' } }, 'pull whose target is no repository'],
    [
      'a broken address beside a DID',
      { target: { repo: 'loom', repoDid: other } },
      'pull whose target is no repository',
    ],
    ['two targets', { target: { repo: other, repoDid: third } }, 'pull with two targets'],
  ])('%s is refused', (_, record, reason) => {
    expectAnswer(pull(record), reason);
  });

  it('of more rounds than any has, the last ones are kept under their own numbers', () => {
    const rounds = Array.from({ length: 1_000 }, () => ({ patchBlob: blob }));
    const [, ...kept] = pull({ target: { repo: other }, rounds }) as readonly Fact[];
    expect(kept.map((round) => round.kind === 'round' && round.number)).toEqual(
      Array.from({ length: 200 }, (_, n) => 800 + n),
    );
  });

  it('an inline patch is never cut', () => {
    const patch = `diff ${'ü'.repeat(1 << 20)}`;
    expect(pull({ targetRepo: repoUri, patch })).toMatchObject([{}, { patchText: patch }]);
  });
});
