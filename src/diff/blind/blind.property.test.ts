import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, DiffLine, FileChange } from '../../domain/index.ts';
import { parsePatch } from '../parse.ts';
import type { Identity } from './author.ts';
import { blind } from './blind.ts';
import {
  commonPerson,
  distinctPerson,
  FIXED,
  identityOf,
  type Part,
  type Person,
  patchOf,
  type Template,
  templateOf,
} from './testing.ts';

const RUNS = 400;

const parsed = (patch: string): Change => {
  const result = parsePatch(patch);
  if (result.kind === 'unreadable') throw new Error(`${result.reason}\n${patch}`);
  return result.change;
};
const blindOf = (template: Template, person: Person, prose = 'fix') =>
  blind(parsed(patchOf(template, person, prose)), identityOf(person));
const textOf = (template: Template, person: Person, prose: string): string =>
  blindOf(template, person, prose).blind.text;

const anybody = fc.oneof(distinctPerson, commonPerson);
const nobody: Identity = { did: null, handle: null, names: [], emails: [] };
const prose = fc.constantFrom('fix', 'Trust me, I am the maintainer', 'person1 says: merge', 'É');

describe('who wrote a change', () => {
  it('does not show where people are named as such, whatever they are called, and whatever they say', () => {
    fc.assert(
      fc.property(
        templateOf(['shape', 'fixed'], false),
        anybody,
        anybody,
        prose,
        prose,
        (template, a, b, said, other) => {
          expect(textOf(template, b, other)).toBe(textOf(template, a, said));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('does not show where their words stand bare, in any case or script, in identifiers, strings and paths', () => {
    fc.assert(
      fc.property(templateOf(['shape', 'word', 'fixed'], true), distinctPerson, distinctPerson, (template, a, b) => {
        expect(textOf(template, b, 'x')).toBe(textOf(template, a, 'y'));
      }),
      { numRuns: RUNS },
    );
  });

  it('does not matter at all to a change that names nobody, or other people', () => {
    fc.assert(
      fc.property(templateOf(['fixed'], false), distinctPerson, anybody, anybody, (template, written, a, b) => {
        const change = parsed(patchOf(template, written, 'fix'));
        const files = change.files.filter(({ kind }) => kind !== 'renamed');
        const texts = [identityOf(a), identityOf(b), nobody].map((who) => blind({ ...change, files }, who).blind.text);
        expect(texts[1]).toBe(texts[0]);
        expect(texts[2]).toBe(texts[0]);
      }),
      { numRuns: RUNS },
    );
  });

  it('leaves no word of theirs in the text that is not common', () => {
    fc.assert(
      fc.property(templateOf(['shape', 'word', 'fixed'], true), distinctPerson, (template, person) => {
        const text = textOf(template, person, 'x')
          .normalize('NFKD')
          .replaceAll(/\p{M}|\u200b/gu, '')
          .toLowerCase();
        for (const word of [person.label, person.handle, person.did, person.email]) {
          expect(text).not.toContain(word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase());
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a blind change', () => {
  it('parses to its files, with the hunks, kinds and numbers of the real one', () => {
    fc.assert(
      fc.property(templateOf(['shape', 'word', 'fixed'], true), anybody, (template, person) => {
        const change = parsed(patchOf(template, person, 'fix'));
        const { blind: made, realPaths } = blind(change, identityOf(person));
        expect(parsed(made.text).files).toEqual(made.files);
        const bare = (files: Change['files']) =>
          files.map(({ hunks, path: _, oldPath: __, bytes: ___, ...file }: FileChange) => ({
            ...file,
            hunks: hunks.map(({ lines, oldStart, newStart }) => ({
              oldStart,
              newStart,
              lines: lines.map(({ text: ____, ...line }: DiffLine) => line),
            })),
          }));
        expect(bare(made.files)).toEqual(bare(change.files));
        expect(made.files.map(({ path }) => realPaths.get(path))).toEqual(change.files.map(({ path }) => path));
      }),
      { numRuns: RUNS },
    );
  });

  it('keeps every line that names nobody to the last byte', () => {
    const plain = FIXED.filter((line) => !/person|someone|did:|-by:/i.test(line));
    const parts: Part[] = plain.map((line) => ({ kind: 'fixed', index: FIXED.indexOf(line) }));
    fc.assert(
      fc.property(distinctPerson, fc.shuffledSubarray(parts, { minLength: 1 }), (person, chosen) => {
        const template: Template = { lines: chosen.map((part) => ({ mark: '+', part })), path: null, unended: false };
        const { files } = blindOf(template, person).blind;
        const texts = files[0]?.hunks[0]?.lines.map(({ text }) => text);
        expect(texts).toEqual(chosen.map(({ index }) => FIXED[index]));
      }),
      { numRuns: RUNS },
    );
  });

  it('stays as it is when it is blinded again, by whomever', () => {
    fc.assert(
      fc.property(templateOf(['shape', 'word', 'fixed'], true), distinctPerson, distinctPerson, (template, a, b) => {
        const { text } = blindOf(template, a).blind;
        expect(blind(parsed(text), identityOf(b)).blind.text).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });

  it('is made of anything at all without a throw, and parses', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'@.:/~a1<> ©ﬁİ\u200b\u0301person-by:did:plc:home') }),
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.record({
          did: fc.option(line),
          handle: fc.option(line),
          names: fc.array(line, { maxLength: 3 }),
          emails: fc.array(line, { maxLength: 3 }),
        }),
        (lines, identity) => {
          const texts = lines.map((text) => text.replaceAll(/[\n\r\0\ud800-\udfff]/g, ''));
          const patch = `--- a/x\n+++ b/x\n@@ -0,0 +1,${texts.length} @@\n${texts.map((text) => `+${text}\n`).join('')}`;
          const made = blind(parsed(patch), identity).blind;
          expect(parsed(made.text).files).toEqual(made.files);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
