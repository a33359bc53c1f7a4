import { describe, expect, it } from 'vitest';
import type { ReliabilityPoint } from './reliability.ts';
import { reliabilitySvg } from './reliability-svg.ts';
import { reliabilityText } from './reliability-text.ts';

const CURVE: readonly ReliabilityPoint[] = [
  { count: 100, predicted: 0, observed: 0, low: 0, high: 0.1 },
  { count: 100, predicted: 0.2, observed: 0.6, low: 0.5, high: 0.7 },
  { count: 25, predicted: 0.5, observed: 0.5, low: 0.4, high: 0.6 },
  { count: 100, predicted: 1, observed: 0.75, low: 0.6, high: 0.9 },
];

/** The character at a place of the plot, from its lower left corner. */
const at = (text: string, x: number, y: number): string => text.split('\n')[1 + 20 - y]?.[6 + x] ?? ' ';

describe('a reliability curve for a terminal', () => {
  const text = reliabilityText(CURVE);

  it('is at most 60 columns of ASCII', () => {
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(text).toMatch(/^[\x20-\x7e\n]+$/);
  });

  it('has each point where it lies, and another mark on the diagonal', () => {
    expect([at(text, 0, 0), at(text, 10, 12), at(text, 25, 10), at(text, 50, 15)]).toEqual(['@', 'o', '@', 'o']);
    expect([...text.slice(0, text.indexOf('+')).matchAll(/[o@]/g)]).toHaveLength(4);
  });

  it('has intervals from end to end, and no further', () => {
    expect([9, 10, 11, 13, 14, 15].map((y) => at(text, 10, y))).toEqual([' ', '|', '|', '|', '|', ' ']);
    expect([11, 12, 18, 19].map((y) => at(text, 50, y))).toEqual([' ', '|', '|', ' ']);
  });

  it('has the diagonal from corner to corner, and says how many examples points stand for', () => {
    expect([at(text, 5, 2), at(text, 40, 16), at(text, 50, 20)]).toEqual(['.', '.', '.']);
    expect(text).toContain('25 to 100 examples each');
    expect(reliabilityText(CURVE.slice(0, 1))).toContain('o 100 examples each');
  });

  it('labels the axis where its numbers are', () => {
    const lines = text.split('\n');
    expect(lines.flatMap((line, row) => (/^\d/.test(line) ? [[line.slice(0, 4), row]] : []))).toEqual([
      ['1.00', 1],
      ['0.75', 6],
      ['0.50', 11],
      ['0.25', 16],
      ['0.00', 21],
    ]);
    const numbers = lines[23] ?? '';
    expect([numbers[6], numbers.slice(29, 32), numbers[56]]).toEqual(['0', '0.5', '1']);
  });

  it('says so when there is nothing to draw', () => {
    expect(reliabilityText([])).toBe('no examples to draw a reliability curve of\n');
  });
});

describe('a reliability curve as a drawing', () => {
  const svg = reliabilitySvg(CURVE);
  const numbersOf = (element: string, names: readonly string[]): number[][] =>
    [...svg.matchAll(new RegExp(`<${element} [^>]*>`, 'g'))].map(([tag]) =>
      names.map((name) => Number(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1])),
    );

  it('has each point where it lies in the square, its area by count', () => {
    const [[left = 0, top = 0, side = 0] = []] = numbersOf('rect', ['x', 'y', 'width']);
    const points = numbersOf('circle', ['cx', 'cy', 'r']);
    expect(points.map(([x = 0, y = 0]) => [(x - left) / side, 1 - (y - top) / side])).toEqual(
      CURVE.map(({ predicted, observed }) => [expect.closeTo(predicted, 4), expect.closeTo(observed, 4)]),
    );
    expect(points.map(([, , r]) => r)).toEqual([5, 5, 3.5, 5]);
  });

  it('has the diagonal and each interval from end to end', () => {
    const [[left = 0, top = 0, side = 0] = []] = numbersOf('rect', ['x', 'y', 'width']);
    const [diagonal, ...bars] = numbersOf('line', ['x1', 'y1', 'x2', 'y2']);
    expect(diagonal).toEqual([left, top + side, left + side, top]);
    expect(
      bars.map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => [x1 === x2, 1 - (y1 - top) / side, 1 - (y2 - top) / side]),
    ).toEqual(CURVE.map(({ low, high }) => [true, expect.closeTo(low, 4), expect.closeTo(high, 4)]));
  });

  it('says in words what it shows, is an image by role, and has one colour: that of text', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*aria-labelledby="reliability-title reliability-desc"/);
    expect(svg).toContain('<title id="reliability-title">Reliability curve</title>');
    expect(svg).toMatch(/<desc [^>]*>325 examples .*0\.200 given, 0\.600 clean \(0\.500 to 0\.700\) of 100/);
    expect(svg).not.toMatch(/script|href|url\(|#[0-9a-f]{3}/i);
    const colours = [...svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour);
    expect(new Set(colours)).toEqual(new Set(['none', 'currentColor']));
  });

  it('keeps words within its edges, and closes every element', () => {
    const [[width = 0, height = 0] = []] = numbersOf('svg', ['width', 'height']);
    for (const [x = 0, y = 0] of numbersOf('text', ['x', 'y'])) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
    const open = [...svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)].reduce(
      (depth, [, closing, , self]) => depth + (self ? 0 : closing ? -1 : 1),
      0,
    );
    expect(open).toBe(0);
  });

  it('without examples is the empty square, and says so', () => {
    expect(reliabilitySvg([])).toContain('<desc id="reliability-desc">No examples.</desc>');
    expect(reliabilitySvg([])).not.toContain('<circle');
  });
});
