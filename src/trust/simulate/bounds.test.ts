/** What structural trust promises about attacks, whatever the attacker's accounts say (docs/invariants.md, 4). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opinion } from '../graph/local-trust.ts';
import { structural, structuralPlain, structuralTwo, structuralUnseconded } from '../measures/structural-measures.ts';
import { accounts, vouch } from './attack.ts';
import { T_HIGH } from './contestants.ts';
import { Draws } from './draws.ts';
import { graphOf, honestWorld, type World } from './world.ts';

const worlds = [1, 2, 3, 4].map((seed) => honestWorld({ people: 60, seeds: 1 + (seed % 3) }, new Draws(seed)));
const FAMILY = [structural, structuralUnseconded, structuralTwo, structuralPlain];

/** Anything that so many accounts might say of each other and of honest people. */
const scheme = fc
  .record({
    size: fc.integer({ min: 1, max: 60 }),
    acts: fc.array(
      fc.record({ from: fc.nat(59), to: fc.nat(120), sign: fc.constantFrom(1, 1, -1), ageMs: fc.constantFrom(0, 2) }),
      { maxLength: 120 },
    ),
  })
  .map(({ size, acts }) => {
    const sybils = accounts(size);
    const said = (world: World): Opinion[] => {
      const everybody = [...sybils, ...world.seeds, ...world.people];
      return acts.map(({ from, to, sign, ageMs }) => ({
        from: sybils[from % size] ?? '',
        to: everybody[to % everybody.length] ?? '',
        weight: sign,
        ageMs,
      }));
    };
    return { sybils, said };
  });

const world = fc.constantFrom(...worlds);
const peopleAt = ({ distance, people }: World, hops: number) => people.filter((one) => distance.get(one) === hops);

const fastLane = (opinions: Opinion[], { seeds, people }: World, sybils: readonly string[]) => {
  const graph = graphOf(opinions, [...seeds, ...people, ...sybils]);
  return FAMILY.map((measure) => {
    const scores = measure.scores(graph, seeds);
    return sybils.filter((id) => (scores[graph.indexOf(id)] ?? Number.NaN) >= T_HIGH);
  });
};

describe('structural trust, with any branch cap', () => {
  it('lets in at most the account that a direct vouchee vouched for by mistake, and nobody behind it', () => {
    fc.assert(
      fc.property(world, scheme, fc.nat(), (place, { sybils, said }, pick) => {
        const near = peopleAt(place, 1);
        const mistake = vouch(near[pick % near.length] ?? '', sybils[0] ?? '');
        for (const inside of fastLane([...place.opinions, mistake, ...said(place)], place, sybils)) {
          expect([[], ['account-0000']]).toContainEqual(inside);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets in nobody behind mistakes by people further out, however many they are', () => {
    fc.assert(
      fc.property(
        world,
        scheme,
        fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
        (place, { sybils, said }, picks) => {
          const far = place.people.filter((one) => (place.distance.get(one) ?? 0) > 1);
          const mistakes = picks.map((pick) => vouch(far[pick % far.length] ?? '', sybils[pick % sybils.length] ?? ''));
          for (const inside of fastLane([...place.opinions, ...mistakes, ...said(place)], place, sybils)) {
            expect(inside).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lets in at most twenty accounts by one direct vouchee who was taken over', () => {
    fc.assert(
      fc.property(world, scheme, fc.nat(), fc.integer({ min: 0, max: 60 }), (place, { sybils, said }, pick, direct) => {
        const near = peopleAt(place, 1);
        const member = near[pick % near.length] ?? '';
        const honest = place.opinions.filter(({ from }) => from !== member);
        const given = sybils.slice(0, direct).map((sybil) => vouch(member, sybil));
        for (const inside of fastLane([...honest, ...given, ...said(place)], place, sybils)) {
          expect(inside.length).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets in exactly twenty when a fresh direct vouchee vouches for twenty: the bound is reached', () => {
    const sybils = accounts(20);
    const opinions = [vouch('maintainer', 'member'), ...sybils.map((sybil) => vouch('member', sybil))];
    const graph = graphOf(opinions, []);
    const scores = structural.scores(graph, ['maintainer']);
    expect(sybils.filter((id) => (scores[graph.indexOf(id)] ?? 0) >= T_HIGH)).toHaveLength(20);
  });
});

describe('structural trust in which an accuser needs a second', () => {
  it('is lowered for nobody honest by all that stands behind one mistaken vouch, where nobody else denounces', () => {
    fc.assert(
      fc.property(world, scheme, fc.nat(), (place, { sybils, said }, pick) => {
        const trusted = [...place.seeds, ...place.people].filter((one) => place.distance.has(one));
        const mistake = vouch(trusted[pick % trusted.length] ?? '', sybils[0] ?? '');
        const peaceful = [...place.opinions.filter(({ weight }) => weight > 0), mistake];
        const everybody = [...place.seeds, ...place.people, ...sybils];
        const [before, after] = [peaceful, [...peaceful, ...said(place)]].map((all) => graphOf(all, everybody));
        if (before === undefined || after === undefined) throw new Error('no graph');
        const was = structural.scores(before, place.seeds);
        const is = structural.scores(after, place.seeds);
        for (const person of place.people) {
          expect(is[after.indexOf(person)]).toBeGreaterThanOrEqual(was[before.indexOf(person)] ?? Number.NaN);
        }
      }),
      { numRuns: 300 },
    );
  });
});
