import type { Signal } from '../signal.ts';
import { collect } from '../text/collect.ts';
import { allRules } from './all-rules.ts';
import { compareDefeated } from './constant-time/compare-defeated.ts';
import { compareReplaced } from './constant-time/compare-replaced.ts';
import { isProse } from './constant-time/prose.ts';
import { movedLines } from './removed/moved-lines.ts';
import { removedProtections } from './removed/removed-protections.ts';
import { syntaxRules } from './syntax-rules.ts';
import { environmentSent } from './workflow/environment-sent.ts';
import { lostSteps } from './workflow/lost-steps.ts';
import { renamedIntoPlace } from './workflow/renamed-into-place.ts';
import { scriptLines } from './workflow/script-lines.ts';

const readSyntax = syntaxRules(allRules);

/**
 * Protections that a change takes away, and dangerous code that it adds. Every file that is not prose under all its
 * names is read line by line (`constant-time`, `removed`, `workflow`), to the end of each line. Rules on syntax exist
 * only for languages we have a grammar for (`language.ts`): of a file in another language, or in none, nothing but its
 * lines is read, and what only a tree would show is not seen. In those languages a finding `code-not-parsed` names what
 * was too broken or too much for their rules.
 */
export const sast: Signal = {
  id: 'sast',
  version: 5,
  reads: ({ path, oldPath }) => !isProse(oldPath === null ? [path] : [path, oldPath]),
  run: async (change) => {
    const moved = movedLines(change);
    return collect([
      ...compareReplaced(change),
      ...compareDefeated(change),
      ...removedProtections(change),
      ...scriptLines(change, moved),
      ...lostSteps(change),
      ...environmentSent(change, moved),
      ...renamedIntoPlace(change),
      ...(await readSyntax(change)),
    ]);
  },
};
