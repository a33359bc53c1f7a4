import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPolicyFile } from './policy-file.ts';

const REPO = 'at://did:plc:a/sh.tangled.repo/3k';
const FIELDS =
  'version, extends, tLow, tHigh, rLow, rHigh, signals, attestationKinds, reviewBudgetBytes, mergeWeight, repositories';
const LOCAL = 'tLow, tHigh, rLow, rHigh, signals, attestationKinds';
const problemsOf = (policy: unknown): readonly string[] => {
  const read = readPolicyFile(typeof policy === 'string' ? policy : JSON.stringify(policy));
  return read.kind === 'faulty' ? read.problems : [];
};

describe('readPolicyFile', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['a list', [], ['must be one object, got a list']],
    [
      'no version',
      {},
      ['version must be a name of 1 to 64 letters, digits, dots, dashes and underscores, got nothing'],
    ],
    [
      'a version that reads like a derived one',
      { version: 'a + repository' },
      ['version must be a name of 1 to 64 letters, digits, dots, dashes and underscores, got "a + repository"'],
    ],
    ['a mistyped field', { version: 'a', tHihg: 0.8 }, [`tHihg is no field here; there are ${FIELDS}, shadow`]],
    ['a number too high', { version: 'a', tHigh: 1.5 }, ['tHigh must be a number from 0 to 1, got 1.5']],
    ['a number as text', { version: 'a', rLow: '.2' }, ['rLow must be a number from 0 to 1, got ".2"']],
    ['null for the default', { version: 'a', tLow: null }, ['tLow must be a number from 0 to 1, got null']],
    ['an endless number', '{"version":"a","tLow":1e999}', ['tLow must be a number from 0 to 1, got Infinity']],
    ['a whole merge', { version: 'a', mergeWeight: 1 }, ['mergeWeight must be a number from 0 to under 1, got 1']],
    [
      'half a byte',
      { version: 'a', reviewBudgetBytes: 0.5 },
      ['reviewBudgetBytes must be a whole number of bytes from 1 to 1073741824, got 0.5'],
    ],
    [
      'signals that are not',
      { version: 'a', signals: { sats: 'off', slop: 'blocking', size: 'loud' } },
      [
        'signals.size must be off, advisory or blocking, got "loud"',
        'signals.slop must be off or advisory, got "blocking"',
        'signals.sats is no signal; there are concealment, dependencies, discussion, instructions, sast, secrets, size, slop',
      ],
    ],
    [
      'kinds as text',
      { version: 'a', attestationKinds: 'x' },
      ['attestationKinds must be a list of at most 50 kinds, got "x"'],
    ],
    [
      'an empty kind',
      { version: 'a', attestationKinds: [''] },
      [
        'attestationKinds[0] must be a kind of attestation: 1 to 128 characters, no blanks at its ends, no control characters, got ""',
      ],
    ],
    [
      'a repository by its name',
      { version: 'a', repositories: { 'alice/lib': {} } },
      ['repositories["alice/lib"] names no repository: at://did:…/sh.tangled.repo/…, or its DID'],
    ],
    [
      'the address of something else',
      { version: 'a', repositories: { 'at://did:plc:a/sh.tangled.repo.pull/3k': {} } },
      [
        'repositories["at://did:plc:a/sh.tangled.repo.pull/3k"] names no repository: at://did:…/sh.tangled.repo/…, or its DID',
      ],
    ],
    [
      'a repository’s own merge weight',
      { version: 'a', repositories: { [REPO]: { mergeWeight: 0.1, tHgh: 1 } } },
      [
        `repositories["${REPO}"].mergeWeight cannot differ by repository; ${LOCAL} can`,
        `repositories["${REPO}"].tHgh is no field here; there are ${LOCAL}`,
      ],
    ],
    [
      'a shadow of a shadow',
      { version: 'a', shadow: { version: 'b', shadow: {} } },
      [`shadow.shadow is no field here; there are ${FIELDS}`],
    ],
    [
      'a name that JavaScript knows',
      '{"version":"a","__proto__":{"tLow":0}}',
      [`__proto__ is no field here; there are ${FIELDS}, shadow`],
    ],
    [
      'a field said twice',
      `{"version":"a","repositories":{"${REPO}":{"tLow":0.1,"tLow":0.2}}}`,
      [`repositories.${REPO}.tLow stands there twice`],
    ],
    [
      'everything at once',
      { version: '', tHigh: 2, oops: 1, repositories: { x: {} } },
      [
        'version must be a name of 1 to 64 letters, digits, dots, dashes and underscores, got ""',
        'tHigh must be a number from 0 to 1, got 2',
        `oops is no field here; there are ${FIELDS}, shadow`,
        'repositories.x names no repository: at://did:…/sh.tangled.repo/…, or its DID',
      ],
    ],
  ])('names what is wrong with %s', (_, policy, problems) => {
    expect(problemsOf(policy)).toEqual(problems);
  });

  it('says that it is not JSON, and where', () => {
    expect(problemsOf('{"version": "a",}')[0]).toMatch(/^is not JSON: .*position 16/);
  });

  it('reads every field', () => {
    const words = {
      tLow: 0,
      tHigh: 1,
      rLow: 0,
      rHigh: 1,
      signals: { size: 'off' },
      attestationKinds: ['jurisdiction'],
    };
    const numbers = {
      ...words,
      reviewBudgetBytes: 1,
      mergeWeight: 0.5,
      repositories: { [REPO]: words, 'did:plc:b': {} },
    };
    const file = { version: 'a', extends: 'default-4', ...numbers, shadow: { version: 'b', ...numbers } };
    expect(readPolicyFile(JSON.stringify(file))).toEqual({ kind: 'policy', file });
  });

  it('never throws, whatever stands there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(['policy', 'faulty']).toContain(readPolicyFile(text).kind);
      }),
      { numRuns: 500 },
    );
  });
});
