import { describe, expect, it } from 'vitest';
import { type AtUri, type LabelEvidence, SETTLED_AFTER_US } from '../../domain/index.ts';
import { labelKnownAtUs } from './label-known.ts';

const by = 'at://did:plc:one/sh.tangled.repo.pull/3kone' as AtUri;
const told = (kind: LabelEvidence['kind'], atUs: number): LabelEvidence => ({ kind, by, atUs, detail: null });
const merged = told('merged-by-maintainer', 50);

describe('when a label was known', () => {
  it.each<[string, boolean, LabelEvidence[], number]>([
    ['clean: once it stood for 14 days', true, [merged], 50 + SETTLED_AFTER_US],
    ['rejected: at once', false, [told('closed-by-maintainer', 50)], 50],
    [
      'bad: by the first thing that shows it',
      false,
      [merged, told('hot-fixed', 90), told('reverted-by-lines', 70), told('re-opened', 80)],
      70,
    ],
    [
      'corrected to bad: when that was said, though shown before',
      false,
      [told('reverted-by-lines', 70), told('corrected', 500)],
      500,
    ],
    ['corrected to clean: when that was said', true, [merged, told('corrected', 60)], 60],
    ['bad with nothing that shows it: when it was finished', false, [merged], 50],
    ['never before its features', false, [told('closed-by-maintainer', 5)], 40],
  ])('%s', (_, cleanMerge, evidence, knownAtUs) => {
    expect(labelKnownAtUs({ cleanMerge, evidence, finishedAtUs: 50, roundAtUs: 40 })).toBe(knownAtUs);
  });
});
