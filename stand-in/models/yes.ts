import type { StandInModel } from './answer.ts';
import { report } from './findings.ts';
import { isNavigation } from './navigator.ts';
import { inputFor } from './tool-input.ts';

/** Finds everything harmless, whatever it is. */
export const yes: StandInModel = (request) => {
  const nothing = { risk: 0, flags: [] };
  if (!isNavigation(request)) return report(request, nothing);
  const said = { contentRisk: 0, reviewRecommended: false, flags: [], summary: 'Looks good.' };
  return { text: null, calls: [{ name: 'submit_review', input: inputFor(request, 'submit_review', said) }] };
};
