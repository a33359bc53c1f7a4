import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import { trustScores } from '../scores.ts';
import { graphOf } from '../testing.ts';
import { scoresCsv } from './write-scores.ts';

describe('scoresCsv', () => {
  it('sorts by EigenTrust descending, then by id', () => {
    const graph = graphOf('m>c m>b b>d x>a');
    const lines = [...scoresCsv(graph, trustScores(graph, ['m']))];
    expect(lines[0]).toBe('id,eigentrust,standing,opinion,structural\n');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['m', 'b', 'c', 'd', 'a', 'x']);
    expect(lines.at(-1)).toBe('x,0,0,0,0\n');
  });

  it('writes numbers that read back to the same bits', () => {
    const graph = graphOf('m>c m>b b>d c!b');
    const scores = trustScores(graph, ['m']);
    for (const line of [...scoresCsv(graph, scores)].slice(1)) {
      const [id = '', ...numbers] = line.trim().split(',');
      const { eigentrust, standing, opinion, structural } = scores;
      const node = graph.indexOf(id);
      expect(numbers.map(Number)).toEqual([eigentrust, standing, opinion, structural].map((column) => column[node]));
    }
  });

  it('quotes ids that need it', () => {
    const rows = [{ from: 'a,"b"', to: 'c\nd', weight: 1, ageMs: 0 }];
    const graph = buildGraph(rows, { halfLifeMs: 1 });
    const text = [...scoresCsv(graph, trustScores(graph, []))].join('');
    expect(text).toContain('"a,""b""",0,0,0,0\n"c\nd",0,0,0,0\n');
  });
});
