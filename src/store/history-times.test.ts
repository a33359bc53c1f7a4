import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownFromUs, spansOf, type Version, without } from './history-times.ts';

const version = (given: Partial<Version<string>>): Version<string> => ({
  id: 'a',
  positionUs: given.timeUs ?? 0,
  timeUs: 0,
  isRead: false,
  said: 'vouch',
  createdAtUs: null,
  ...given,
});
const span = (said: string, heldFromUs: number, heldUntilUs: number | null) => ({ said, heldFromUs, heldUntilUs });

describe('when a version could be known', () => {
  it.each<[string, Partial<Version<string>>, boolean, number]>([
    ['told at the time: when it was seen', { timeUs: 50 }, true, 50],
    ['told at the time and dated back: when it was seen', { timeUs: 50, createdAtUs: 10 }, true, 50],
    ['told at the time and dated ahead: when it was seen', { timeUs: 50, createdAtUs: 90 }, true, 50],
    ['read as history: since the time it gives itself', read(10), true, 10],
    ['read, dated after the revision it was read at: since that', read(95), true, 90],
    ['read, of no date: since the revision it was read at', read(null), true, 90],
    ['read, not the oldest version known: since the revision', read(10), false, 90],
    ['read at a revision from the future: when it was read', { ...read(null), positionUs: 200 }, true, 100],
  ])('%s', (_, given, isOldest, expected) => {
    expect(knownFromUs(version(given), isOldest)).toBe(expected);
  });
});

/** Read at 100 in a repository whose last commit was at 90. */
function read(createdAtUs: number | null): Partial<Version<string>> {
  return { isRead: true, timeUs: 100, positionUs: 90, createdAtUs };
}

describe('spansOf', () => {
  it('a vouch that was withdrawn held until then, and one changed to a denounce after it as that', () => {
    const given = version({ id: 'a', timeUs: 10 });
    expect(spansOf([given, version({ id: 'b', timeUs: 30, said: null })])).toEqual([span('vouch', 10, 30)]);
    expect(spansOf([version({ id: 'b', timeUs: 30, said: 'denounce' }), given])).toEqual([
      span('vouch', 10, 30),
      span('denounce', 30, null),
    ]);
  });

  it('one that came late, after what replaced it, never held', () => {
    const [late, replaced] = [
      version({ id: 'a', positionUs: 10, timeUs: 40 }),
      version({ id: 'b', timeUs: 30, said: 'denounce' }),
    ];
    expect(spansOf([late, replaced])).toEqual([span('denounce', 30, null)]);
  });

  it('a record that was given again holds twice', () => {
    const events = [
      version({ id: 'a', timeUs: 10 }),
      version({ id: 'b', timeUs: 20, said: null }),
      version({ id: 'c', timeUs: 30 }),
    ];
    expect(spansOf(events)).toEqual([span('vouch', 10, 20), span('vouch', 30, null)]);
  });

  it('at any moment the latest version known by then holds, whatever comes to be known later', () => {
    const one = fc.record({
      at: fc.integer({ min: 0, max: 40 }),
      late: fc.integer({ min: 0, max: 20 }),
      said: fc.constantFrom('vouch', 'denounce', null),
      createdAtUs: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), one, fc.integer({ min: 0, max: 60 }), (all, more, atUs) => {
        const told = [...all, more].map(({ at, late, said, createdAtUs }, n) =>
          version({ id: `${n}`, positionUs: at, timeUs: at + late, said, createdAtUs }),
        );
        const holds = (versions: readonly Version<string>[]) =>
          spansOf(versions)
            .filter(({ heldFromUs, heldUntilUs }) => heldFromUs < atUs && (heldUntilUs ?? 99) >= atUs)
            .map(({ said }) => said);
        const known = told
          .filter(({ timeUs }) => timeUs < atUs)
          .sort((a, b) => a.positionUs - b.positionUs || Number(a.id > b.id) - Number(a.id < b.id));
        expect(holds(told)).toEqual([known.at(-1)?.said ?? null].filter((said) => said !== null));
        expect(holds(told)).toEqual(holds(told.filter(({ timeUs }) => timeUs < atUs)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('without', () => {
  const row = (heldFromUs: number, heldUntilUs: number | null) => ({ heldFromUs, heldUntilUs });
  it.each([
    ['gone in the middle', row(10, 50), [row(20, 30)], [row(10, 20), row(30, 50)]],
    ['gone for good', row(10, null), [row(20, null)], [row(10, 20)]],
    ['gone before it', row(10, null), [row(0, 5)], [row(10, null)]],
    ['gone all the time', row(10, 20), [row(0, null)], []],
    ['gone twice', row(10, null), [row(40, 50), row(20, 30)], [row(10, 20), row(30, 40), row(50, null)]],
    ['gone when it ended', row(10, 20), [row(20, 30)], [row(10, 20)]],
  ])('%s', (_, held, gone, expected) => {
    expect(without(held, gone)).toEqual(expected);
  });
});
