import { describe, expect, it } from 'vitest';
import { graphOf } from '../testing.ts';
import { drawnAlike } from './drawn-alike.ts';
import { sheetOf } from './sheet.ts';
import { standingOf } from './standing.ts';

const drawing = (text: string) => {
  const graph = graphOf(text);
  return { graph, operator: standingOf(graph, ['op']) };
};

/** What x alone sees of: x, a and b. */
const sheetIn = ({ graph }: ReturnType<typeof drawing>) =>
  sheetOf(['x', 'a', 'b'].map(graph.indexOf), standingOf(graph, ['x']));

describe('a sheet of another graph', () => {
  const before = drawing('op>m x>a a>b c>d');

  it('is the very same where nothing changed that was looked at', () => {
    const sheet = sheetIn(before);
    expect(drawnAlike(before, drawing('op>m x>a a>b c>d d>c'))(sheet)).toBe(sheet);
  });

  it('has other numbers, and nothing else, where somebody came', () => {
    const after = drawing('op>m x>a a>b c>d aa>d');
    const sheet = drawnAlike(before, after)(sheetIn(before));
    expect(sheet?.rows).toBe(sheetIn(before).rows);
    for (const id of after.graph.ids) {
      const [node, old] = [after.graph.indexOf(id), before.graph.indexOf(id)];
      expect(sheet?.standing(node)).toBe(old < 0 ? 0 : sheetIn(before).standing(old));
    }
  });

  it.each([
    ['somebody in it vouches for somebody else too', 'op>m x>a a>b a>d c>d'],
    ['somebody in it vouches no more', 'op>m x>a c>d b>c'],
    ['the operator sees somebody in it', 'op>m m>b x>a a>b c>d'],
    ['one of them is gone', 'op>m a>b c>d'],
  ])('is drawn anew where %s', (_, text) => {
    expect(drawnAlike(before, drawing(text))(sheetIn(before))).toBeNull();
  });

  it('is drawn anew where one whom somebody in it vouched for in vain stands lower with the operator now', () => {
    const then = drawing('op>b x>a a>b');
    const sheet = sheetOf(['x', 'a'].map(then.graph.indexOf), standingOf(then.graph, ['x']));
    expect(drawnAlike(then, drawing('op>m m>b x>a a>b'))(sheet)).toBeNull();
  });
});
