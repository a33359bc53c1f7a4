import type { Step } from '../domain/index.ts';
import { attestationMove } from './attestation-words.ts';
import { capMoves } from './cap-moves.ts';
import type { Case } from './explain.ts';
import { type Imagined, type Move, NOTHING_FOUND, onInputs } from './imagined.ts';
import { learnedMove, releasedProbability, releasedWords } from './learned-words.ts';
import { placeMoves } from './place-moves.ts';
import { trustDigits } from './words.ts';

/**
 * From the cheapest to the dearest. The author can act at once and alone; a review comes by itself; then somebody
 * has to be asked: any member who is trusted, one of a few maintainers, whoever runs the service.
 */
export const WHO_ORDER: readonly Step['who'][] = ['author', 'reviewer', 'voucher', 'maintainer', 'operator'];

/** Everything that somebody could do about one pull request, the cheapest first. */
export const movesOf = (given: Case): readonly Move[] =>
  [
    ...placeMoves(given),
    ...splitting(given),
    ...capMoves(given),
    ...attestationMove(given),
    ...learnedMove(given),
    ...vouches(given),
    ...withdrawals(given),
    ...reinstatement(given),
  ].toSorted((a, b) => WHO_ORDER.indexOf(a.who) - WHO_ORDER.indexOf(b.who));

const splitting = ({ inputs }: Case): Move[] => {
  if (!inputs.guards.includes('over-budget')) return [];
  const unread = inputs.content === null ? ', in which nothing is found' : '';
  return [
    {
      who: 'author',
      does: `splitting the change into parts that can be reviewed${unread}`,
      apply: onInputs((now) => ({
        guards: now.guards.filter((guard) => guard !== 'over-budget'),
        caps: now.caps.filter((cap) => cap !== 'unread-bytes'),
        content: now.content ?? NOTHING_FOUND,
      })),
    },
  ];
};

const reinstatement = ({ inputs }: Case): Move[] => {
  if (!inputs.guards.includes('eligibility-revoked')) return [];
  return [
    {
      who: 'maintainer',
      does: 'a record by a maintainer that reinstates the author’s eligibility',
      apply: onInputs(({ guards }) => ({ guards: guards.filter((guard) => guard !== 'eligibility-revoked') })),
    },
  ];
};

/** Trust that is no number stays none: nobody knows what a vouch would make of it. */
const raised = (to: number): Move['apply'] => onInputs(({ structural }) => ({ structural: Math.max(structural, to) }));

/** A vouch brings more where no denounce holds it down any more. */
const vouched =
  (by: NonNullable<Imagined['vouched']>, given: Case): Move['apply'] =>
  (now) => {
    const { reach, withdrawnByAll } = given;
    const to = (now.withdrawn && withdrawnByAll?.[by]) || reach[by];
    return { ...releasedProbability(given)(raised(to)(now)), vouched: by };
  };

/** All maintainers who denounce the author take it back. */
const withdrawn =
  ({ withdrawnByAll }: Case): Move['apply'] =>
  (now) => {
    if (withdrawnByAll === undefined) return { ...cleared(now), withdrawn: true };
    const to = Math.max(withdrawnByAll.structural, now.vouched === undefined ? 0 : withdrawnByAll[now.vouched]);
    return { ...cleared(raised(to)(now)), withdrawn: true };
  };

const vouches = (given: Case): Move[] => {
  const {
    inputs,
    policy,
    reach: { starter, byVouched, byMaintainer },
  } = given;
  const all: (Move & { readonly to: number })[] = [
    {
      who: 'voucher',
      does: `a vouch from anyone a ${starter} vouched for within the year would bring trust to ${trustDigits(byVouched, policy)}${releasedWords(given)} (if neither vouches for over 20)`,
      to: byVouched,
      apply: vouched('byVouched', given),
    },
    {
      who: starter === 'maintainer' ? 'maintainer' : 'voucher',
      does: `a vouch from a ${starter} would bring trust to ${trustDigits(byMaintainer, policy)}${releasedWords(given)} (unless they vouch for over 20)`,
      to: byMaintainer,
      apply: vouched('byMaintainer', given),
    },
  ];
  return all.filter(({ to }) => !(inputs.structural >= to));
};

const cleared = onInputs(({ guards }) => ({ guards: guards.filter((guard) => guard !== 'denounced-by-maintainers') }));

const withdrawals = (given: Case): Move[] => {
  const { inputs, policy, withdrawals: known, withdrawnByAll, denouncedBy, nameOf } = given;
  const single = (known ?? []).map(({ by, structural, clears }): Move => {
    const raise = raised(structural);
    return {
      who: clears || denouncedBy?.includes(by) ? 'maintainer' : 'voucher',
      does:
        structural > inputs.structural
          ? `withdrawal of ${nameOf(by)}’s denounce would bring trust to ${trustDigits(structural, policy)}`
          : `${nameOf(by)} withdraws the denounce`,
      apply: (now) => (clears ? withdrawn(given)(raise(now)) : raise(now)),
    };
  });
  if (!inputs.guards.includes('denounced-by-maintainers') || known?.some(({ clears }) => clears)) return single;
  const several = known !== undefined || (denouncedBy?.length ?? 0) > 1;
  const [only] = denouncedBy ?? [];
  const who = several
    ? 'all maintainers who denounce withdraw it'
    : `${only === undefined ? 'the maintainer' : nameOf(only)} withdraws the denounce`;
  const to = withdrawnByAll?.structural ?? 0;
  const brings = to > inputs.structural ? `, which would bring trust to ${trustDigits(to, policy)}` : '';
  return [...single, { who: 'maintainer', does: `${who}${brings}`, apply: withdrawn(given) }];
};
