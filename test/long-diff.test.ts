import { describe, expect, it } from 'vitest';
import {
  endsOf,
  headAndTail,
  navigated,
  type Planted,
  POSITIONS,
  planted,
  tokensOf,
} from '../bench/long-diff/readings.ts';
import { layoutOf } from '../src/review/text/layout.ts';
import { numbered } from '../src/review/text/numbered.ts';
import { type Part, partsOf } from '../src/review/text/parts.ts';
import type { FaultScript } from '../stand-in/index.ts';
import { tokensIn } from '../stand-in/wire/tokens.ts';
import { DANGERS } from './hostile/dangers.ts';

const dangerOf = (id: string) => {
  const danger = DANGERS.find((each) => each.id === id);
  if (danger === undefined) throw new Error(`there is no danger ${id}`);
  return danger;
};
const COMPARE = dangerOf('py-token-compare');
const LOGIC = dangerOf('go-bounds-off-by-one');

/** What a request for one part's report offers, and no other. */
const REPORT = '"name":"report_part"';

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const partsIn = ({ change }: Planted): readonly Part[] => partsOf(layoutOf(change));

/** Fails for good every request that holds the part's text (its longest line that no other part has) and what else is named. */
const unreadable = (part: Part, { change }: Planted, also = ''): FaultScript => {
  const lines = part.text
    .split('\n')
    .map((line) => line.slice(1))
    .filter((line) => change.text.split(line).length === 2);
  const line = inJson(lines.reduce((longest, each) => (each.length > longest.length ? each : longest), ''));
  if (line.length < 20) throw new Error(`${part.handle} has no line of its own`);
  return ({ path, body }) => {
    const text = path === '/v1/messages' ? Buffer.from(body) : Buffer.of();
    return text.includes(line) && text.includes(also) ? { kind: 'status', status: 500 } : null;
  };
};

describe('a danger in a diff of over 100,000 tokens', () => {
  it('has so many tokens around it', async () => {
    expect(await tokensOf(await planted(null, 0))).toBeGreaterThan(100_000);
  });

  it.each([COMPARE, LOGIC])('is found wherever it stands: $id', async (danger) => {
    for (const position of POSITIONS) {
      const { isFound, elsewhere, risk } = await navigated(await planted(danger, position));
      expect({ position, isFound, elsewhere, risk }).toEqual({ position, isFound: true, elsewhere: 0, risk: 0.9 });
    }
  });

  it('is found at the ends alone by who reads the first and the last 4,096 tokens', async () => {
    for (const end of endsOf(await planted(null, 0))) {
      const tokens = tokensIn(end.replace(/^>\|.*\n/, ''));
      expect(tokens).toBeLessThanOrEqual(4_096);
      expect(tokens).toBeGreaterThan(4_096 - 200);
    }
    const found: number[] = [];
    for (const position of POSITIONS) {
      const { isFound, requests } = await headAndTail(await planted(COMPARE, position));
      expect(requests).toBe(1);
      if (isFound) found.push(position);
    }
    expect(found).toEqual([0, 1]);
  });

  it('is not found where there is none', async () => {
    const { elsewhere, risk, review } = await navigated(await planted(null, 0));
    expect({ elsewhere, risk, probe: review.probe }).toEqual({ elsewhere: 0, risk: 0.05, probe: 'noticed' });
  });
});

describe('the parts of a long diff', () => {
  it('are together the diff, to the byte, and each is sent and read', async () => {
    const long = await planted(COMPARE, 0.5);
    const { review, sent } = await navigated(long);
    const layout = layoutOf(long.change);
    const parts = partsIn(long);
    expect(parts.length).toBeGreaterThan(20);
    expect(parts.map(({ text }) => text).join('')).toBe(long.change.text);
    expect(review.parts.map(({ handle, bytes, read }) => ({ handle, bytes, read }))).toEqual(
      parts.map(({ handle, text }) => ({ handle, bytes: Buffer.byteLength(text), read: true })),
    );
    expect(review.unread).toEqual([]);
    for (const { start, end } of parts) {
      const text = inJson(numbered(layout, start, end));
      expect(sent.some((body) => body.includes(REPORT) && body.includes(text))).toBe(true);
    }
  });

  it('are named unread where one cannot be read, and the danger in another is found all the same', async () => {
    const long = await planted(LOGIC, 0.5);
    const parts = partsIn(long);
    const lost = parts[3];
    if (lost === undefined) throw new Error('there is no fourth part');
    const { isFound, review } = await navigated(long, unreadable(lost, long));
    expect(isFound).toBe(true);
    expect(review.outcome.kind === 'verdict' && review.outcome.verdict.reviewRecommended).toBe(true);
    expect(review.parts.filter(({ read }) => !read).map(({ handle }) => handle)).toEqual([lost.handle]);
    expect(review.unread.flatMap(({ file, hunks }) => hunks.map((hunk) => ({ file, hunk })))).toEqual(lost.hunks);
  });

  it('stay unread though the danger in one is found by looking there again', async () => {
    const long = await planted(COMPARE, 0.5);
    const lost = partsIn(long).find(({ text }) => text.includes(COMPARE.line));
    if (lost === undefined) throw new Error('the danger is in no part');
    const { isFound, review } = await navigated(long, unreadable(lost, long, REPORT));
    const file = long.change.files.findIndex(({ path }) => path === COMPARE.file.path);
    expect(review.steps.map(({ tool, asked }) => `${tool} ${asked}`)).toContain(`peek ${lost.handle} ±0`);
    expect(isFound).toBe(true);
    expect(review.unread).toContainEqual({ file, hunks: [0] });
  });
});
