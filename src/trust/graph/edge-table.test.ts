import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/index.ts';
import { EdgeTable } from './edge-table.ts';
import { IdTable } from './id-table.ts';

const filled = (table: EdgeTable) =>
  table.blocks.flatMap(({ rows, from, to, weight, ageMs }) =>
    Array.from({ length: rows }, (_, row) => [from[row], to[row], weight[row], ageMs === null ? 0 : ageMs[row]]),
  );

describe('EdgeTable', () => {
  it('keeps rows in order across its blocks', () => {
    const table = new EdgeTable();
    const rows = Array.from({ length: 5000 }, (_, row) => [
      row,
      row + 1,
      row % 2 === 0 ? 1 : -0.5,
      row % 700 === 3 ? 9 : 0,
    ]);
    for (const [from = 0, to = 0, weight = 0, ageMs = 0] of rows) table.add(from, to, weight, ageMs);
    expect(filled(table)).toEqual(rows);
    expect(table.blocks.length).toBeGreaterThan(3);
  });

  it('has no column of ages where all are 0 or in the future', () => {
    const table = new EdgeTable();
    table.add(0, 1, 1, 0);
    table.add(0, 2, 1, -5);
    expect(table.blocks.map(({ ageMs }) => ageMs)).toEqual([null]);
  });

  it('counts what it leaves out, by reason, and keeps its ids', () => {
    const table = EdgeTable.of([
      { from: 'a', to: 'a', weight: 1, ageMs: 0 },
      { from: 'a', to: 'b', weight: 0, ageMs: 0 },
      { from: 'a', to: 'c', weight: Number.NaN, ageMs: 0 },
      { from: 'a', to: 'd', weight: 1, ageMs: Number.POSITIVE_INFINITY },
      { from: 'a', to: 'e', weight: -1, ageMs: 0 },
    ]);
    const { rows, edges, selfEdges, invalid } = table;
    expect({ rows, edges, selfEdges, invalid }).toEqual({ rows: 5, edges: 1, selfEdges: 1, invalid: 3 });
    expect(table.ids.all).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('refuses one edge more than there are numbers for', () => {
    const table = new EdgeTable(new IdTable(), 100);
    for (let row = 0; row < 100; row += 1) table.add(0, 1, 1);
    table.add(1, 1, 1);
    expect(() => table.add(0, 1, 1)).toThrow(new AppError('more than 100 edges'));
  });

  it('gives up its rows and keeps its counts', () => {
    const table = EdgeTable.of([{ from: 'a', to: 'b', weight: 1, ageMs: 0 }]);
    table.release();
    expect([filled(table), table.edges, table.ids.all]).toEqual([[], 1, ['a', 'b']]);
  });
});
