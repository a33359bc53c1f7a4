import { describe, expect, it } from 'vitest';
import { contestants } from './contestants.ts';
import { prepareWorld } from './prepared-world.ts';
import { thresholdLetting } from './thresholds.ts';

describe('thresholdLetting', () => {
  it('lies half-way between the last one let in and the next', () => {
    expect(thresholdLetting(2, [0.1, 0.9, 0.5])).toBeCloseTo(0.3, 12);
    expect(thresholdLetting(3, [0.1, 0.9, 0.5])).toBeCloseTo(0.05, 12);
  });

  it('does not cut through equals: as nearly as they allow, rather fewer than more', () => {
    expect(thresholdLetting(2, [1, 0.5, 0.5, 0.2])).toBeCloseTo(0.75, 12);
    expect(thresholdLetting(3, [1, 0.5, 0.5, 0.5, 0.5, 0.2])).toBeCloseTo(0.75, 12);
    expect(thresholdLetting(4, [1, 0.5, 0.5, 0.5, 0.5, 0.2])).toBeCloseTo(0.35, 12);
  });

  it('lets somebody in if anybody can be, but nobody with 0 or less', () => {
    expect(thresholdLetting(0, [1, 1, 1, -1])).toBeCloseTo(0.5, 12);
    expect(thresholdLetting(2, [0, -0.5])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a prepared world', () => {
  const { world, before } = prepareWorld(120, 3);

  it('holds honest people at every distance that attacks start from, and some whom nobody vouches for', () => {
    const hops = new Set(world.people.map((person) => world.distance.get(person)));
    for (const distance of [1, 2, 3, undefined]) expect(hops).toContain(distance);
  });

  it('lets in as many honest people by each measure without ties as by standing', () => {
    const letIn = (name: string, lane: 'low' | 'high') => {
      const contestant = contestants.find((one) => one.name === name);
      const view = contestant && before.get(contestant);
      return world.people.filter((id) => view && view.scoreOf(id) >= view.thresholds[lane]).length;
    };
    for (const name of ['hitting', 'eigentrust-max', 'pagerank']) {
      expect([name, letIn(name, 'high'), letIn(name, 'low')]).toEqual([
        name,
        letIn('standing', 'high'),
        letIn('standing', 'low'),
      ]);
    }
  });
});
