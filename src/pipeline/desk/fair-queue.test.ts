import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../../domain/index.ts';
import { fairQueue } from './fair-queue.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const uri = (author: string, number: number): AtUri => `at://${did(author)}/sh.tangled.repo.pull/${number}` as AtUri;
const short = (pulls: readonly AtUri[]): string[] =>
  pulls.map((pull) => pull.replace(/at:\/\/did:plc:|sh\.tangled\.repo\.pull\//g, ''));

const filled = (...rows: readonly (readonly [string, number, 'news' | 'backlog'])[]) => {
  const queue = fairQueue();
  for (const [author, number, kind] of rows) queue.add(uri(author, number), did(author), kind);
  return queue;
};

describe('the line of those who wait', () => {
  it('takes each author in turn, of each the oldest first', () => {
    const queue = filled(
      ['many', 1, 'backlog'],
      ['many', 2, 'backlog'],
      ['many', 3, 'backlog'],
      ['one', 1, 'backlog'],
      ['two', 1, 'backlog'],
      ['two', 2, 'backlog'],
    );
    expect(short(queue.take(10))).toEqual(['many/1', 'one/1', 'two/1', 'many/2', 'two/2', 'many/3']);
    expect(queue.size).toBe(0);
  });

  it('takes news and the backlog by turns', () => {
    const queue = filled(['old', 1, 'backlog'], ['old', 2, 'backlog'], ['new', 1, 'news']);
    expect(short(queue.take(2))).toEqual(['new/1', 'old/1']);
    expect(short(queue.take(2))).toEqual(['old/2']);
  });

  it('moves what becomes news forward, and never back', () => {
    const queue = filled(['a', 1, 'backlog'], ['b', 1, 'backlog'], ['b', 1, 'news'], ['b', 1, 'backlog']);
    expect(queue.size).toBe(2);
    expect(short(queue.take(1))).toEqual(['b/1']);
  });

  it('forgets what is withdrawn', () => {
    const queue = filled(['a', 1, 'news'], ['a', 2, 'news']);
    queue.remove(uri('a', 1));
    queue.remove(uri('nobody', 1));
    expect([queue.size, ...short(queue.take(5))]).toEqual([1, 'a/2']);
  });

  it('hands out each once, whatever comes and goes, and no author twice before another who waits in the same line', () => {
    const step = fc.oneof(
      fc.record({
        act: fc.constant('add' as const),
        author: fc.constantFrom('a', 'b', 'c'),
        number: fc.nat(4),
        kind: fc.constantFrom('news' as const, 'backlog' as const),
      }),
      fc.record({ act: fc.constant('remove' as const), author: fc.constantFrom('a', 'b', 'c'), number: fc.nat(4) }),
      fc.record({ act: fc.constant('take' as const), most: fc.nat(3) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const queue = fairQueue();
        const waiting = new Set<AtUri>();
        for (const each of steps) {
          if (each.act === 'take') {
            const taken = queue.take(each.most);
            expect(taken.length).toBe(Math.min(each.most, waiting.size));
            for (const pull of taken) expect(waiting.delete(pull)).toBe(true);
          } else if (each.act === 'add') {
            queue.add(uri(each.author, each.number), did(each.author), each.kind);
            waiting.add(uri(each.author, each.number));
          } else {
            queue.remove(uri(each.author, each.number));
            waiting.delete(uri(each.author, each.number));
          }
          expect(queue.size).toBe(waiting.size);
        }
      }),
    );
  });
});
