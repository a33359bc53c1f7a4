import { type GateInputs, LANES, type Lane } from '../domain/index.ts';
import { CAP_WORDS, decide } from './decide.ts';
import type { Case } from './explain.ts';
import { countedFindings } from './policy.ts';
import { capital, digits, LANE_WORDS } from './words.ts';

interface Move {
  readonly words: string;
  readonly apply: (inputs: GateInputs) => GateInputs;
}

const movesFor = ({ inputs, evidence, policy, reach, withdrawals, nameOf }: Case): Move[] => {
  const moves: Move[] = [];
  if (inputs.tier === 'sensitive' && !inputs.attested) {
    moves.push({ words: 'the author publishes an attestation', apply: (now) => ({ ...now, attested: true }) });
  }
  const vouches = [
    {
      words: `a vouch from anyone a ${reach.starter} vouched for within the year would bring trust to ${digits(reach.byVouched)} (if neither vouches for over 20)`,
      to: reach.byVouched,
    },
    {
      words: `a vouch from a ${reach.starter} would bring trust to ${digits(reach.byMaintainer)} (unless they vouch for over 20)`,
      to: reach.byMaintainer,
    },
  ];
  for (const { words, to } of vouches) {
    if (inputs.structural < to)
      moves.push({ words, apply: (now) => ({ ...now, structural: Math.max(now.structural, to) }) });
  }
  const places = [...countedFindings(evidence.findings, policy), ...(evidence.verdict?.flags ?? [])];
  if (places.length > 0) {
    const named = [...new Set(places.map(({ file, line }) => `${file}:${line}`))].slice(0, 3);
    moves.push({
      words: `resolving the finding${named.length === 1 ? '' : 's'} at ${named.join(', ')}`,
      apply: (now) => ({ ...now, content: { risk: 0, reviewRecommended: false, flags: [] } }),
    });
  }
  moves.push(...(withdrawals ?? []).map((each) => withdrawal(each, nameOf)));
  if (inputs.guards.includes('denounced-by-maintainers') && !withdrawals?.some(({ clears }) => clears)) {
    const several = withdrawals !== undefined;
    moves.push({
      words: several ? 'all maintainers who denounce withdraw it' : 'the maintainer withdraws the denounce',
      apply: cleared,
    });
  }
  if (inputs.guards.includes('over-budget')) {
    moves.push({
      words: 'splitting the change into parts that can be reviewed, in which nothing is found',
      apply: (now) => ({
        ...now,
        guards: now.guards.filter((guard) => guard !== 'over-budget'),
        caps: now.caps.filter((cap) => cap !== 'unread-bytes'),
        content: { risk: 0, reviewRecommended: false, flags: [] },
      }),
    });
  }
  if (inputs.caps.length > 0) {
    const held = inputs.caps.map((cap) => CAP_WORDS[cap]).join(', and ');
    moves.push({ words: `clearing what holds it back (${held})`, apply: (now) => ({ ...now, caps: [] }) });
  }
  return moves;
};

const cleared = (inputs: GateInputs): GateInputs => ({
  ...inputs,
  guards: inputs.guards.filter((guard) => guard !== 'denounced-by-maintainers'),
});

const withdrawal = (
  { by, structural, clears }: NonNullable<Case['withdrawals']>[number],
  nameOf: Case['nameOf'],
): Move => ({
  words: `withdrawal of ${nameOf(by)}’s denounce would bring trust to ${digits(structural)}`,
  apply: (now) => {
    const raised = { ...now, structural: Math.max(now.structural, structural) };
    return clears ? cleared(raised) : raised;
  },
});

/** Each single step that reaches a faster lane; where none does alone, a smallest set of steps that does. */
export const changesOf = (given: Case): string[] => {
  const { inputs, policy, outcome } = given;
  const faster = (lane: Lane): boolean => LANES.indexOf(lane) < LANES.indexOf(outcome.lane);
  const moves = movesFor(given);
  const alone = moves.flatMap((move) => {
    const { lane } = decide(move.apply(inputs), policy);
    return faster(lane) ? [`${capital(move.words)} ⇒ ${LANE_WORDS[lane]}.`] : [];
  });
  if (alone.length > 0) return alone;
  const applied = (chosen: readonly Move[]): Lane =>
    decide(
      chosen.reduce((now, move) => move.apply(now), inputs),
      policy,
    ).lane;
  const together = applied(moves);
  if (!faster(together)) return [];
  const needed = moves.reduceRight((kept, move) => {
    const without = kept.filter((each) => each !== move);
    return applied(without) === together ? without : kept;
  }, moves);
  return [`${capital(needed.map((move) => move.words).join('; and '))} ⇒ ${LANE_WORDS[together]}.`];
};
