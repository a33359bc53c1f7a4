import type { Did } from '../domain/index.ts';
import { contributionLine, LANE_WORDS, NO_PARTS } from '../gate/index.ts';
import type { ExplainedPerson, ReadModel } from '../pipeline/index.ts';
import { safe, table } from './output.ts';

/** What the lines are made with. */
export interface ExplainOptions {
  readonly model: Pick<ReadModel, 'handleOf' | 'policy' | 'ranking'>;
  /** The repository whose maintainers' eyes these are; null for the operator's. */
  readonly repo: string | null;
  /** Columns that sentences are wrapped to. Tables keep to 80 but for names, which stand last. */
  readonly width: number;
}

/** One person's trust for a terminal, each number beside its meaning; safe to print whatever people call themselves. */
export const explainLines = (person: ExplainedPerson, options: ExplainOptions): string[] => {
  const { model, repo, width } = options;
  const name = (did: Did): string => model.handleOf(did) ?? did;
  const { why, explanation } = person;
  const handle = model.handleOf(person.did);
  const eyes = repo === null ? 'as the operator’s seeds see it' : `as the maintainers of ${repo} see it`;
  const sections: readonly [title: string, lines: readonly string[]][] = [
    ['', [handle === null ? person.did : `${handle} (${person.did})`, eyes]],
    ['', person.known ? [] : ['Nothing is known of this account: no vouch, denounce or pull request names it.']],
    ['', [explanation.sentence, ...(why.carriedBy === null ? [] : [why.carriedBy])]],
    ['', figures(person, options)],
    ['The strongest path', pathLines(person, name)],
    ['What the learned model says', learnedLines(person)],
    ['What keeps them there', why.keystones.map(({ says }) => says)],
    ['Vouches', vouchLines(person, name)],
    ['Denounces', denounceLines(person)],
    ['What would change it', explanation.changes],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([title, lines], at) => [
      ...(at > 0 ? [''] : []),
      ...(title === '' ? [] : [title]),
      ...lines.flatMap((line) => wrapped(safe(line), width, title === '' ? '' : '  ')),
    ]);
};

/** The same as one document, with times in RFC 3339. */
export const explainJson = (person: ExplainedPerson, { handleOf }: Pick<ReadModel, 'handleOf'>) => {
  const rating = ({ sinceUs, did, ...rest }: ExplainedPerson['why']['vouches'][number]) => ({
    did,
    handle: handleOf(did),
    ...rest,
    since: timeOf(sinceUs),
  });
  const { vouches, denounces } = person.why;
  const why = { ...person.why, vouches: vouches.map(rating), denounces: denounces.map(rating) };
  return { ...person, handle: handleOf(person.did), why };
};

const timeOf = (micros: number): string => new Date(micros / 1000).toISOString();

const four = (value: number): string => value.toFixed(4).padStart(7);

const figures = (
  { structural, standing, opinion, eigentrust, rank, why }: ExplainedPerson,
  options: ExplainOptions,
) => {
  const { model, repo } = options;
  const { tLow, tHigh, learned } = model.policy;
  const reads =
    learned === undefined
      ? `fast lane from ${tHigh.toFixed(2)}, a person below ${tLow.toFixed(2)}`
      : `a person below ${tLow.toFixed(2)}, above it P(clean) decides`;
  const place = rank === null ? 'no rank' : `rank ${rank} of ${model.ranking.length}`;
  const own = repo === null ? '' : `; ${why.eigentrust.toFixed(4)} from this repository’s`;
  return [
    `structural ${four(structural)}  the gate reads it: ${reads}`,
    `standing   ${four(standing)}  what is left at the end of the strongest path`,
    `opinion    ${four(opinion)}  -1 to 1: what trusted people say`,
    `eigentrust ${four(eigentrust)}  share of all trust from the operator’s seeds, ${place}${own}`,
    why.votes,
  ];
};

const pathLines = ({ path, why }: ExplainedPerson, name: (did: Did) => string): string[] => {
  if (path.length === 0) return ['none: no chain of vouches leads from a seed to them, so trust is exactly 0'];
  // What the last vouch does stands among the vouches.
  return [
    ...path.map(({ did, standing }, hop) => `${standing.toFixed(4)}  ${hop === 0 ? 'seed ' : '→ '}${name(did)}`),
    ...why.links.slice(0, -1).map(({ says }) => says),
  ];
};

/** P(clean) with what moved it, as of the newest open pull request; nothing where no model is served. */
const learnedLines = ({ learned }: ExplainedPerson): string[] => {
  if (learned === null) return [];
  const { evidence, calibrated, prId } = learned;
  const own = evidence.probability;
  return [
    `${calibrated.toFixed(4)}  P(clean) of ${prId}, by the model ${evidence.model.slice(0, 12)}`,
    ...(calibrated === 0 && own > 0
      ? [`It counts as 0, for no trust reaches the author; the model alone would say ${own.toFixed(4)}.`]
      : []),
    ...evidence.contributions.map((each) => contributionLine(each)),
    evidence.by === 'graphsage'
      ? NO_PARTS
      : `What moved it, in log-odds (+0.69 doubles the odds) and before calibration: from ${evidence.bias.toFixed(2)} to ${evidence.margin.toFixed(2)} (docs/features.md).`,
    'Clean is what another maintainer merged and what then stood for 14 days without a revert, a hot-fix or a re-opening. The model knows nothing of a change itself.',
  ];
};

const vouchLines = ({ why, structural }: ExplainedPerson, name: (did: Did) => string): string[] => {
  const { vouches, vouchesMore, vouchesUnheard } = why;
  const rows = vouches.map(({ did, share, without, lane, evidences, sinceUs, isMerge }) => [
    `${(share * 100).toFixed(1)} %`.padStart(7),
    without === structural ? 'no change' : `${without.toFixed(4)} ${LANE_WORDS[lane]}`,
    isMerge ? 'a merge' : recordsText(evidences),
    dayOf(sinceUs),
    name(did),
  ]);
  const more = vouchesMore > 0 ? [`and ${vouchesMore} more with smaller shares`] : [];
  const unheard = `${vouchesUnheard}${rows.length > 0 ? ' more' : ''} ${vouchesUnheard === 1 ? 'weighs' : 'weigh'} nothing: trust does not reach who gives them, or only through this person`;
  return [
    ...(rows.length === 0 ? [] : lettersKept([['  share', 'without it', 'evidence', 'since', 'by'], ...rows])),
    ...more,
    ...(vouchesUnheard > 0 ? [unheard] : []),
    ...(rows.length === 0 ? [] : ['Evidence: the records it points to, counted; nobody has checked them.']),
  ];
};

/** Names are made safe before they are padded. */
const lettersKept = (rows: readonly (readonly string[])[]): string[] =>
  table(rows.map((row) => row.map(safe))).split('\n');

const recordsText = (count: number): string => (count === 0 ? 'none' : `${count} record${count === 1 ? '' : 's'}`);

const dayOf = (micros: number): string => timeOf(micros).slice(0, 10);

const denounceLines = ({ why, denouncers }: ExplainedPerson): string[] => {
  const more = denouncers.length - why.denounces.length;
  return [
    ...why.denounces.map(
      ({ says, evidences, sinceUs }) => `${dayOf(sinceUs)}  ${says} Evidence, not checked: ${recordsText(evidences)}.`,
    ),
    ...(more > 0 ? [`and ${more} more, none of which weighs more`] : []),
  ];
};

/** Broken at spaces; the lines after the first stand two columns further in. Runs of spaces inside a line stay. */
const wrapped = (line: string, width: number, indent: string): string[] => {
  const lines: string[] = [];
  let rest = `${indent}${line}`;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    const first = rest.slice(0, at).trimEnd();
    // One word too long for the line is left whole.
    if (at <= 0 || first.trim() === '') break;
    lines.push(first);
    rest = `${indent}  ${rest.slice(at + 1).trimStart()}`;
  }
  return [...lines, rest];
};
