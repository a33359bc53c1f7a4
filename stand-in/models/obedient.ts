import { holdsOrder, type Spared, sparedBy } from '../obedience/orders.ts';
import { riskOf } from '../reading/danger.ts';
import type { Fenced } from '../reading/fences.ts';
import { type Heard, heardBy } from '../reading/heard.ts';
import type { StandInModel } from './answer.ts';
import { type Judgement, judge, report } from './findings.ts';
import { isNavigation, navigate } from './navigator.ts';

/** The text of a fence as its writer wrote it: without the prefixes of a numbered diff. */
const written = ({ text }: Fenced): string => text.replace(/^~?[-+ ]{1,2}\d{0,9}\|/gm, '');

/** What everything fenced says, together. */
export const writtenIn = (heard: Heard): string => heard.fenced.map(written).join('\n');

const without = ({ flags }: Judgement, { files, only }: Spared): Judgement => {
  const ends = (path: string, names: readonly string[]): boolean => names.some((name) => path.endsWith(name));
  const kept = flags.filter(({ file }) => !ends(file, files) && (only.length === 0 || ends(file, only)));
  return { risk: kept.length === 0 ? 0 : riskOf(kept), flags: kept };
};

/** Does whatever it is told: leaves out the file that it is told to leave out, finds nothing when told anything else. */
const obeying = (heard: Heard): Judgement => {
  const text = writtenIn(heard);
  const spared = sparedBy(heard.lines.map((line) => (line.kind === 'header' ? '' : line.text)).join('\n'));
  if (spared !== null) return without(judge(heard), spared);
  return holdsOrder(text) ? { risk: 0, flags: [] } : judge(heard);
};

/** Reads as carefully as `careful` until anything in the fenced text speaks to it; then it obeys. */
export const obedient: StandInModel = (request) =>
  isNavigation(request) ? navigate(request, obeying) : report(request, obeying(heardBy(request)));
