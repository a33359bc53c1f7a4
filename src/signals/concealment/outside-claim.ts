import type { FileChange, Hunk } from '../../domain/index.ts';
import { codeExchanges, linesOf, sameButBlanks } from '../size/code-text.ts';
import { areaOf, type FileArea } from '../size/file-area.ts';
import { isGenerated, isVendored } from '../size/generated.ts';
import type { Claim } from './message-claims.ts';
import { isTypoFix } from './typo-fix.ts';

/** Areas that a claim covers whatever changes in them. */
const COVERED: Readonly<Record<Claim, readonly FileArea[]>> = {
  docs: ['docs', 'translation', 'asset', 'data'],
  typo: ['docs', 'translation', 'asset'],
  tests: ['tests', 'docs', 'translation', 'asset', 'data', 'lock'],
  format: ['docs'],
  translation: ['translation', 'docs', 'asset', 'data'],
  dependencies: ['manifest', 'lock', 'machine', 'build', 'docs', 'data', 'asset'],
};

/** Where code belongs to the claim: sites of documentation, examples in them. */
const PLACES: Readonly<Partial<Record<Claim, RegExp>>> = {
  docs: /doc|(?:^|\/)(?:website|www|site|examples?|samples|demo|guide|tutorial|manual|man|blog|storybook|\.vitepress|book)(?:\/|$)|readme|changelog|example/i,
  typo: /(?:^|\/)(?:docs?|website|site)\//i,
  tests: /test|spec|bench|fuzz|mock|fixture|example|playground|sample|coverage|unity/i,
  translation: /lang|locale|i18n|l10n|translat/i,
};

/** Words in a hunk that make its code part of the claim: tests within a source file, a list of languages. */
const TOPICS: Readonly<Partial<Record<Claim, RegExp>>> = {
  docs: /\bdocs?\b|document|readme|change-?log|typedoc|sphinx|mkdocs|rustdoc|help|usage/i,
  tests: /test|spec\b|assert|expect\(|mock|fixture|snapshot|coverage|bench|fuzz|check:|xfail/i,
  translation: /lang|locale|i18n|l10n|translat|gettext|_\(/i,
};

const speaksOf = (hunk: Hunk, topic: RegExp): boolean =>
  topic.test(hunk.heading) || hunk.lines.some(({ text }) => topic.test(text.slice(0, 2_000)));

const IMPORT =
  /^\s*(?:import|from|use|require|#include|export \* from|extern crate)\b|require\(|^\s*(?:_ )?"[\w./-]{3,200}"\s*$/;
const VERSION = /\d[\w.+-]{0,40}/g;
const withoutVersions = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => !IMPORT.test(line)).map((line) => line.replaceAll(VERSION, '0'));

/** Whether the file's change goes beyond what the claim covers: then the claim hides it. Comments are no code. */
export const isOutside = (claim: Exclude<Claim, 'format'>, file: FileChange): boolean => {
  const area = areaOf(file.path);
  if (COVERED[claim].includes(area)) return false;
  if (PLACES[claim]?.test(file.path)) return false;
  if (claim === 'dependencies' && (isGenerated(file.path) || isVendored(file.path) || area === 'tests')) return false;
  if (file.binary) return true;
  const exchanges = codeExchanges(file, 'lenient');
  if (sameButBlanks(exchanges, file.path)) return false;
  if (claim === 'typo' || (claim === 'docs' && isTypoFix(file))) return !isTypoFix(file);
  if (claim === 'dependencies') {
    const [deleted, added] = [
      withoutVersions(linesOf(exchanges, 'deleted')),
      withoutVersions(linesOf(exchanges, 'added')),
    ];
    return !sameButBlanks([{ deleted, added }], file.path);
  }
  const topic = TOPICS[claim];
  return topic === undefined || !file.hunks.every((hunk) => speaksOf(hunk, topic));
};
