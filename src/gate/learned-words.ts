import type { LearnedContribution, Policy } from '../domain/index.ts';
import type { Case } from './explain.ts';
import { type Move, onInputs } from './imagined.ts';
import { digits, inShort } from './words.ts';

/** So many features are named in a sentence; pages list more. */
const MOST_NAMED = 3;
/** Hex digits that tell two models apart at a glance. */
const NAME_SHOWN = 12;

/** A model's name, short enough for a sentence. */
const modelName = (model: string): string => model.slice(0, NAME_SHOWN);

/** Why nothing is said of what moved GraphSAGE. */
export const NO_PARTS =
  'GraphSAGE says P(clean) of the author and whom they are tied to together; it has no exact parts.';

/** `+1.40`, in log-odds. */
const signed = (margin: number): string => `${margin < 0 ? '−' : '+'}${Math.abs(margin).toFixed(2)}`;

/** `merged pull requests: 12 (+1.40)`. */
const contributionWords = (each: LearnedContribution): string =>
  `${inShort(each.words)}: ${valueWords(each)} (${signed(each.contribution)})`;

/** `merged (+1.40)  merged pull requests: 12`. */
export const contributionLine = (each: LearnedContribution): string =>
  `${each.name} (${signed(each.contribution)})  ${inShort(each.words)}: ${valueWords(each)}`;

const valueWords = ({ value, unit }: LearnedContribution): string => {
  if (value === null) return 'not known';
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
  return unit === 'count' || unit === 'share' ? text : `${text} ${unit}`;
};

/** P(clean) and what moved it, in one sentence; null where no model is served. */
export const learnedSentence = ({ inputs, evidence: { learned }, policy }: Case): string | null => {
  const { calibrated } = inputs;
  if (calibrated === undefined) return null;
  if (calibrated === null || learned === undefined) return 'P(clean): the learned model gave none for this change.';
  const whose = `the learned model ${modelName(learned.model)}`;
  const moved = learned.contributions.slice(0, MOST_NAMED).map(contributionWords).join('; ');
  const parts = moved === '' ? '' : ` What moved it most, in log-odds: ${moved}.`;
  const most = `${learned.by === 'graphsage' ? ` ${NO_PARTS}` : parts}${outOfReach(policy)}`;
  return isWithheld(inputs.calibrated, learned.probability)
    ? `P(clean) counts as 0 while no trust reaches the author; ${whose} alone would say ${digits(learned.probability)}.${most}`
    : `P(clean) ${digits(calibrated)}: as often as that, says ${whose}, a change by an author with such a record turns out clean; it knows nothing of this change.${most}`;
};

/** That no record opens the fast lane, where this model gives nobody so much; empty where one may. */
const outOfReach = ({ learned }: Policy): string => {
  const { fastFrom = null, highest = 1 } = learned ?? {};
  if (fastFrom === null || fastFrom <= highest) return '';
  const [most, asked] = apart(highest, fastFrom);
  return ` It gives nobody more than ${most}, so that no record reaches the ${asked} asked for here.`;
};

const isWithheld = (calibrated: number | null | undefined, own: number): boolean => calibrated === 0 && own > 0;

/** Where no trust reached the author, P(clean) counts as 0; with trust it is what the model makes of their record. */
export const releasedProbability = ({ evidence: { learned } }: Case): Move['apply'] =>
  onInputs(({ calibrated }) =>
    typeof calibrated === 'number' && learned !== undefined
      ? { calibrated: Math.max(calibrated, learned.probability) }
      : {},
  );

/** What a vouch does to P(clean), as the end of a sentence; empty where it stays. */
export const releasedWords = ({ inputs: { calibrated }, evidence: { learned } }: Case): string =>
  learned !== undefined && isWithheld(calibrated, learned.probability)
    ? `, and P(clean) from 0 to about ${digits(learned.probability)}`
    : '';

/**
 * What a better record would do. What changes it takes nobody can say beforehand, so P(clean) is only imagined, and never
 * higher than this model gives anybody: where its best is not enough for the fast lane, the way is to the lane before.
 */
export const learnedMove = ({ inputs: { calibrated }, evidence: { learned: said }, policy }: Case): Move[] => {
  const { fastFrom = null, highest = 1 } = policy.learned ?? {};
  const target = fastFrom !== null && fastFrom <= highest ? fastFrom : policy.tLow;
  if (typeof calibrated !== 'number' || !(target <= highest)) return [];
  const own = Math.max(calibrated, said?.probability ?? 0);
  if (!(own < target)) return [];
  const [now, then] = apart(own, target);
  return [
    {
      who: 'author',
      does: `were P(clean) ${then} (it is ${now}), to which more changes that are merged and stand may bring it`,
      apply: onInputs((now) =>
        typeof now.calibrated === 'number' ? { calibrated: Math.max(now.calibrated, target) } : {},
      ),
    },
  ];
};

/** Both with two digits, or as many more as tell them apart. */
const apart = (one: number, other: number): readonly [string, string] => {
  const count = [2, 3, 4, 5, 6].find((each) => one.toFixed(each) !== other.toFixed(each)) ?? 2;
  return [one.toFixed(count), other.toFixed(count)];
};
