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

  const created = '2026-06-24T04:18:32+03:00';
  const file = blobOf(`bafkrei${'a'.repeat(52)}`);
  const fine = { patchBlob: file, createdAt: created };
  const target = { repo: other, repoDid: other, branch: 'main' };
  const now = { target, source: { branch: 'x' }, rounds: [fine], createdAt: created };
  const nested = { target: { repo: repoUri, branch: 'main' }, createdAt: created };
  const irregular = (record: object) => {
    const [first] = pull(record) as readonly Fact[];
    return first?.kind === 'pull' && first.irregular;
  };

  it.each<[string, object]>([
    ['rounds', now],
    ['rounds and a body that is empty', { ...now, body: '', source: null, mentions: null, references: null }],
    ['rounds by address and by DID', { ...now, target: { ...target, repo: repoUri } }],
    ['rounds and a field nobody knows', { ...now, labels: [7] }],
    ['a stack with pictures', { ...now, dependentOn: pullUri, blobs: [file], mentions: [me], references: [''] }],
    ['flat, with a number', { targetRepo: repoUri, targetBranch: 'main', pullId: 3, patch: 'diff', sourceRepo: other }],
    ['a patch inline', { ...nested, patch: 'diff', source: { branch: 'x', sha: SHA, repo: repoUri } }],
    ['one blob', { ...nested, patch: '', patchBlob: file }],
    ['no patch at all', nested],
  ])('regular: %s', (_, record) => {
    expect(irregular(record)).toBe(false);
  });

  it.each<[string, object]>([
    ['a round that is null', { ...now, rounds: [fine, null, fine] }],
    ['a round without a blob', { ...now, rounds: [{ createdAt: created }, fine] }],
    ['a round without a time', { ...now, rounds: [{ patchBlob: file }] }],
    ['a round at no time', { ...now, rounds: [{ ...fine, createdAt: '2026-06-24 04:18:32Z' }] }],
    ['no rounds', { ...now, rounds: [] }],
    ['rounds that are null', { ...now, rounds: null }],
    ['rounds that are no array', { ...now, rounds: { 0: fine } }],
    ['rounds in another case', { ...now, Rounds: [fine] }],
    ['roundſ', { ...now, roundſ: [fine] }],
    ['roundſ alone', { ...nested, roundſ: [fine], patch: 'diff' }],
    ['patchblob', { ...now, rounds: [{ ...fine, patchblob: file }] }],
    ['dependenton', { ...now, dependenton: pullUri }],
    ['a branch in another case', { ...now, target: { ...target, Branch: 'other' } }],
    ['a source in another case', { ...now, source: { branch: 'x', Repo: other } }],
    ['a blob in another case', { ...now, rounds: [{ ...fine, patchBlob: { ...file, Ref: file.ref } }] }],
    ['a blob without its type', { ...now, rounds: [{ ...fine, patchBlob: { ...file, $type: undefined } }] }],
    ['a blob with a second CID', { ...now, rounds: [{ ...fine, patchBlob: { ...file, cid: 'bafkreiabcdefgh' } }] }],
    ['a blob of half a byte', { ...now, rounds: [{ ...fine, patchBlob: { ...file, size: 0.5 } }] }],
    ['a CID that cannot be decoded', { ...now, rounds: [{ ...fine, patchBlob: blob }, fine] }],
    ['a body that is no text', { ...now, body: 7 }],
    ['a source that is no object', { ...now, source: 'x' }],
    ['a source that is no repository', { ...now, source: { branch: 'x', repo: 'loom' } }],
    ['mentions that are no texts', { ...now, mentions: [7] }],
    ['references that are no array', { ...now, references: pullUri }],
    ['a stack on nothing', { ...now, dependentOn: '' }],
    ['a stack on no text', { ...now, dependentOn: { uri: pullUri } }],
    ['no time', { ...now, createdAt: undefined }],
    ['a time there is not', { ...now, createdAt: '2026-02-30T00:00:00Z' }],
    ['a time that is no text, in an old shape', { ...nested, patch: 'diff', createdAt: 7 }],
    ['rounds by a DID alone', { ...now, target: { repoDid: other, branch: 'main' } }],
    ['rounds and an older patch', { ...now, patch: 'harmless' }],
    ['rounds and an older target', { ...now, targetRepo: repoUri }],
    ['two patches', { ...nested, patch: 'diff', patchBlob: file }],
    ['two targets', { ...nested, targetRepo: repoUri, patch: 'diff' }],
    ['a patch that is no text', { ...nested, patch: ['diff'] }],
  ])('irregular: %s', (_, record) => {
    expect(irregular(record)).toBe(true);
  });

  it('an inline patch is never cut', () => {
    const patch = `diff ${'ü'.repeat(1 << 20)}`;
    expect(pull({ targetRepo: repoUri, patch })).toMatchObject([{}, { patchText: patch }]);
  });
});
