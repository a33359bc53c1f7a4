import type { Signal } from '../signal.ts';
import { collect } from '../text/collect.ts';
import { allRules } from './all-rules.ts';
import { compareReplaced, PROSE } from './constant-time/compare-replaced.ts';
import { removedProtections } from './removed/removed-protections.ts';
import { syntaxRules } from './syntax-rules.ts';
import { scriptLines } from './workflow/script-lines.ts';

const readSyntax = syntaxRules(allRules);

/**
 * Protections that a change takes away, and dangerous code that it adds. Every file that is not prose is read line by
 * line (`constant-time`, `removed`, `workflow`); those in a language we have a grammar for, also as syntax trees, where
 * a finding `code-not-parsed` names what was too broken for them.
 */
export const sast: Signal = {
  id: 'sast',
  version: 4,
  reads: ({ path }) => !PROSE.test(path),
  run: async (change) =>
    collect([
      ...compareReplaced(change),
      ...removedProtections(change),
      ...scriptLines(change),
      ...(await readSyntax(change)),
    ]),
};
