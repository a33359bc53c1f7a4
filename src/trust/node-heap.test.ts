import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NodeHeap } from './node-heap.ts';

describe('NodeHeap', () => {
  it('hands out nodes from the highest priority down, raises in between included', () => {
    const raises = fc.array(fc.tuple(fc.nat({ max: 29 }), fc.double({ min: 0, max: 1, noNaN: true })), {
      maxLength: 90,
    });
    fc.assert(
      fc.property(raises, (steps) => {
        const priority = new Float64Array(30);
        const heap = new NodeHeap(priority);
        for (const [node, by] of steps) {
          priority[node]! += by;
          heap.raise(node);
        }
        const order: number[] = [];
        for (let node = heap.pop(); node >= 0; node = heap.pop()) order.push(node);
        expect(order.toSorted((a, b) => a - b)).toEqual(
          [...new Set(steps.map(([node]) => node))].toSorted((a, b) => a - b),
        );
        expect(order.map((node) => priority[node]!)).toEqual(
          order.map((node) => priority[node]!).toSorted((a, b) => b - a),
        );
      }),
    );
  });
});
