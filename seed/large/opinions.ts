import { between, DAY_US, END_US } from './calendar.ts';
import { below, diceFor, inPercent, mostlyLow } from './dice.ts';
import type { Clique, Society } from './society.ts';

/** What one person says of another. */
export interface OpinionAct {
  readonly by: number;
  readonly of: number;
  readonly kind: 'vouch' | 'denounce';
  readonly atUs: number;
  /** When it is taken back; null for never. */
  readonly withdrawnAtUs: number | null;
}

const howMany = diceFor('how many vouches');
const where = diceFor('where a vouch goes');
const whom = diceFor('whom a vouch is for');
const when = diceFor('when a vouch is given');
const denounces = diceFor('denounces');
const withdrawals = diceFor('withdrawals');

/** Most give none to three, few give many; founders know more people than others do. */
const vouchesBy = (person: number, repos: number): number => {
  const thrown = howMany(person);
  const many = howMany(person, 1);
  if (person < repos) return 3 + below(12, many);
  if (inPercent(35, thrown)) return 0;
  if (inPercent(75, thrown)) return 1 + below(3, many);
  return inPercent(95, thrown) ? 4 + below(5, many) : 10 + below(31, many);
};

/** Mostly the well known of the own community, then those of another, then anybody. */
const someoneFor = (society: Society, person: number, nth: number): number => {
  const { counts, honest } = society;
  const place = where(person, nth);
  if (inPercent(15, place)) return below(honest, whom(person, nth));
  const repo = inPercent(40, place) ? mostlyLow(counts.repos, where(person, nth + 1000)) : society.homeOf(person);
  const members = society.membersOf(repo);
  return members[mostlyLow(members.length, whom(person, nth))] ?? person;
};

/** What an honest person says of others: of each once, of nobody in a clique. */
export function* opinionsBy(society: Society, person: number): Generator<OpinionAct> {
  const asked = new Set([person]);
  const wanted = vouchesBy(person, society.counts.repos);
  for (let nth = 0; nth < wanted; nth += 1) {
    const of = someoneFor(society, person, nth);
    if (asked.has(of)) continue;
    asked.add(of);
    const metUs = Math.max(society.sinceUs(person), society.sinceUs(of)) + DAY_US;
    const atUs = between(metUs, END_US - DAY_US, when(person, nth));
    const withdrawn = inPercent(0.5, withdrawals(person, nth));
    yield {
      by: person,
      of,
      kind: inPercent(1, denounces(person, nth)) ? 'denounce' : 'vouch',
      atUs,
      withdrawnAtUs: withdrawn ? between(atUs + 1, END_US, withdrawals(person, nth + 1000)) : null,
    };
  }
}

/** Everybody in a clique for everybody else, one upwards from each, and now and then what others say of them. */
export function* opinionsAround(society: Society, { first, size, fooled }: Clique): Generator<OpinionAct> {
  const togetherUs = society.sinceUs(first + size - 1);
  const act = (by: number, of: number, kind: OpinionAct['kind'], days: number): OpinionAct => {
    const metUs = Math.max(togetherUs, society.sinceUs(by), society.sinceUs(of));
    return {
      by,
      of,
      kind,
      atUs: between(metUs, Math.min(metUs + days * DAY_US, END_US), when(by, of)),
      withdrawnAtUs: null,
    };
  };
  for (let by = first; by < first + size; by += 1) {
    for (let of = first; of < first + size; of += 1) if (of !== by) yield act(by, of, 'vouch', 2);
    yield act(by, mostlyLow(society.honest, whom(by)), 'vouch', 20);
  }
  if (fooled !== null) yield act(fooled, first, 'vouch', 20);
  if (first % 3 === 0) yield act(below(society.counts.repos, whom(first, 1)), first + size - 1, 'denounce', 40);
}
