import { describe, expect, it } from 'vitest';
import type { RepoPolicy } from '../domain/index.ts';
import { atUri, parseDid } from '../domain/index.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { type PolicyBook, policyBook } from './policy-book.ts';
import type { PolicyFile } from './policy-file.ts';
import { policyHash } from './policy-hash.ts';
import type { PolicySettings } from './policy-layers.ts';

const alice = parseDid('did:plc:alice');
if (alice === null) throw new Error('no DID');
const REPO = atUri(alice, 'sh.tangled.repo', 'lib');
const OTHER = atUri(alice, 'sh.tangled.repo', 'other');
const SAID: RepoPolicy = { repo: REPO, source: 'record', by: `${REPO}/x`, cid: null };
const NOTHING: PolicySettings = { file: null, shadowFile: null, mergeWeight: null, signals: {} };

const bookOf = (settings: Partial<PolicySettings>): PolicyBook => {
  const answer = policyBook({ ...NOTHING, ...settings });
  if (answer.kind !== 'book') throw new Error(answer.problems.map(({ problem }) => problem).join('; '));
  return answer.book;
};
const withFile = (file: Omit<PolicyFile, 'version'> & { version?: string }): PolicyBook =>
  bookOf({ file: { version: 'mine-1', ...file } });
const problemsOf = (settings: Partial<PolicySettings>): string[] => {
  const answer = policyBook({ ...NOTHING, ...settings });
  return answer.kind === 'book' ? [] : answer.problems.map(({ of, problem }) => `${of}: ${problem}`);
};

describe('policyBook', () => {
  it('is the built-in policy itself where nothing is said', () => {
    const { instance, shadow, policyFor } = bookOf({});
    expect([instance, shadow]).toEqual([DEFAULT_POLICY, null]);
    expect(policyFor(REPO).policy).toBe(DEFAULT_POLICY);
  });

  it('takes from the built-in policy what a file leaves out', () => {
    const { instance } = withFile({ tHigh: 0.8, signals: { size: 'blocking' } });
    expect(instance).toMatchObject({
      ...DEFAULT_POLICY,
      version: 'mine-1',
      tHigh: 0.8,
      hash: expect.any(String),
      signals: { ...DEFAULT_POLICY.signals, size: 'blocking' },
    });
  });

  it('tells two contents of one name apart by their hash, and one content of two names not', () => {
    const [one, two, three] = [
      withFile({ tHigh: 0.8 }),
      withFile({ tHigh: 0.9 }),
      withFile({ version: 'x', tHigh: 0.8 }),
    ];
    expect(one.instance.version).toBe(two.instance.version);
    expect(one.instance.hash).not.toBe(two.instance.hash);
    expect(one.instance.hash).toBe(three.instance.hash);
    expect(policyHash(DEFAULT_POLICY)).toBe(DEFAULT_POLICY.hash);
  });

  it('lets the environment win over the file, and says so in the version', () => {
    const file: PolicyFile = {
      version: 'mine-1',
      mergeWeight: 0.5,
      signals: { size: 'off' },
      repositories: { [REPO]: { signals: { sast: 'off' } } },
    };
    const book = bookOf({ file, mergeWeight: 0, signals: { sast: 'advisory', size: 'blocking' } });
    expect(book.instance.version).toBe('mine-1 merges 0 sast advisory size blocking');
    expect(book.instance).toMatchObject({ mergeWeight: 0, signals: { sast: 'advisory', size: 'blocking' } });
    expect(book.policyFor(REPO).policy.signals).toMatchObject({ sast: 'advisory' });
    expect(bookOf({ file }).instance).toMatchObject({ version: 'mine-1', mergeWeight: 0.5 });
  });

  it.each<[string, Partial<PolicySettings>, string[]]>([
    [
      'thresholds the wrong way round, with what they extend',
      { file: { version: 'a', tLow: 0.8, rHigh: 0.1 } },
      ['file: tLow 0.8 is over tHigh 0.7', 'file: rLow 0.2 is over rHigh 0.1'],
    ],
    [
      'an unknown base',
      { file: { version: 'a', extends: 'default-3' } },
      ['file: extends "default-3" is not built in; there is default-4'],
    ],
    [
      'the name of a built-in policy for other numbers',
      { file: { version: 'default-4', tHigh: 0.8 } },
      ['file: version default-4 is the name of a built-in policy with other numbers: name yours otherwise'],
    ],
    [
      'a name that a built-in policy may have later',
      { file: { version: 'default-5' } },
      ['file: version default-5 is a name kept for built-in policies: name yours otherwise'],
    ],
    [
      'an exception the wrong way round',
      { file: { version: 'a', repositories: { [REPO]: { tLow: 0.9 } } } },
      [`file: repositories["${REPO}"].tLow 0.9 is over tHigh 0.7`],
    ],
    [
      'a signal that nobody runs',
      { file: { version: 'a', signals: { size: 'off' }, repositories: { [REPO]: { signals: { size: 'advisory' } } } } },
      [
        `file: repositories["${REPO}"].signals.size is advisory, but the whole service has it off, so that nothing looks: make it advisory there`,
      ],
    ],
    [
      'two shadows',
      { file: { version: 'a', shadow: { version: 'b' } }, shadowFile: { version: 'c' } },
      ['file: shadow stands there, and SHADOW_POLICY_FILE is set: give one of them'],
    ],
    [
      'a shadow under the name of the policy in force',
      { file: { version: 'a', shadow: { version: 'a', tHigh: 0.9 } } },
      ['file: shadow.version a is that of the policy in force: name it otherwise'],
    ],
    [
      'a shadow that would need other facts',
      { shadowFile: { version: 'b', mergeWeight: 0.5, reviewBudgetBytes: 1, attestationKinds: ['x'] } },
      [
        'shadow: mergeWeight is 0.5, and 0 in force: it must be as in the policy in force: it changes what a decision is made from, which is not made again',
        'shadow: reviewBudgetBytes is 1, and 1048576 in force: it must be as in the policy in force: it changes what a decision is made from, which is not made again',
        'shadow: attestationKinds must be as in the policy in force: it changes what a decision is made from, which is not made again',
      ],
    ],
    [
      'a shadow with a signal that nobody runs',
      { shadowFile: { version: 'b', signals: { size: 'blocking' } }, signals: { size: 'off' } },
      ['shadow: signals.size is blocking, but off in force, so that nothing looks: make it advisory there'],
    ],
  ])('refuses %s', (_, settings, problems) => {
    expect(problemsOf(settings)).toEqual(problems);
  });
});

describe('the policy of one repository', () => {
  const repositories = { [REPO]: { tHigh: 0.5 }, 'did:plc:repo': { rLow: 0.1 } };

  it('is the operator’s exception, looser or not, by address or DID', () => {
    const { policyFor, exceptions } = withFile({ repositories });
    expect(exceptions).toBe(2);
    expect(policyFor(REPO).policy).toMatchObject({ version: 'mine-1 + exception', tHigh: 0.5, rLow: 0.2 });
    expect(policyFor(OTHER, null, { repoDid: 'did:plc:repo' }).policy).toMatchObject({ tHigh: 0.7, rLow: 0.1 });
    expect(policyFor(OTHER).policy.version).toBe('mine-1');
    expect(policyFor(null).policy.version).toBe('mine-1');
  });

  it('is never looser for whoever merely claims the repository', () => {
    const { policyFor } = withFile({ repositories });
    expect(policyFor(REPO, null, { certain: false }).policy).toMatchObject({ version: 'mine-1', tHigh: 0.7 });
    const claimed = policyFor(OTHER, null, { repoDid: 'did:plc:repo', certain: false }).policy;
    expect(claimed).toMatchObject({ version: 'mine-1 + exception', rLow: 0.1 });
  });

  it('is made stricter by its own word, from the exception on', () => {
    const { policyFor } = withFile({ repositories });
    const { policy, notes } = policyFor(REPO, { ...SAID, tHigh: 0.6, rLow: 0.3 });
    expect(policy).toMatchObject({ version: 'mine-1 + exception + repository', tHigh: 0.6, rLow: 0.2 });
    expect(notes).toEqual(['asks for R_LOW .3, over this service’s .2: ignored']);
  });

  it('is the same object for the same word, and the instance’s own for a word that changes nothing', () => {
    const { policyFor, instance } = bookOf({});
    const said = { ...SAID, tHigh: 0.9 };
    expect(policyFor(REPO, said)).toBe(policyFor(REPO, said));
    expect(policyFor(REPO, { ...SAID, tHigh: 0.6 }).policy).toBe(instance);
  });
});

describe('the shadow', () => {
  it('has from the policy in force whatever it leaves out, exceptions included', () => {
    const file: PolicyFile = {
      version: 'mine-1',
      rLow: 0.1,
      mergeWeight: 0.5,
      repositories: { [REPO]: { tLow: 0.2 } },
    };
    const book = bookOf({ file, shadowFile: { version: 'try-75', tHigh: 0.75 } });
    expect(book.shadow).toMatchObject({ version: 'try-75', tHigh: 0.75, rLow: 0.1, mergeWeight: 0.5 });
    expect(book.shadowFor(REPO)?.policy).toMatchObject({ version: 'try-75 + exception', tHigh: 0.75, tLow: 0.2 });
    expect(book.shadowFor(REPO, { ...SAID, tHigh: 0.9 })?.policy.tHigh).toBe(0.9);
    expect(book.instance.tHigh).toBe(0.7);
    expect(bookOf({ file: { ...file, shadow: { version: 'try-75', tHigh: 0.75 } } }).shadow).toEqual(book.shadow);
  });
});
