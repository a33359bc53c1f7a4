import { describe, expect, it } from 'vitest';
import { AppError } from '../domain/index.ts';
import { readEdges } from './read-edges.ts';
import { readSeeds } from './read-seeds.ts';

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

async function* byteByByte(text: string): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
}

const triples = async (source: AsyncIterable<Uint8Array | string>) =>
  (await readEdges(source)).opinions.map(({ from, to, weight }) => [from, to, weight]);

const ab = [
  ['a', 'b', 1],
  ['b', 'c', -2.5],
];

describe('readEdges', () => {
  it.each([
    ['plain rows', 'a,b,1\nb,c,-2.5\n', ab],
    ['no last line end', 'a,b,1\nb,c,-2.5', ab],
    ['CRLF', 'a,b,1\r\nb,c,-2.5\r\n', ab],
    ['mixed line ends', 'a,b,1\r\nb,c,-2.5\n', ab],
    ['a header', 'from,to,weight\na,b,1\nb,c,-2.5', ab],
    ['another header', 'Source,TARGET,trust\r\na,b,1\r\nb,c,-2.5', ab],
    ['a byte order mark', '\uFEFFa,b,1\nb,c,-2.5', ab],
    ['a byte order mark and a header', '\uFEFFfrom,to,weight\na,b,1\nb,c,-2.5', ab],
    ['blank lines', '\n\na,b,1\n  \n\nb,c,-2.5\n\n', ab],
    ['a header after blank lines', '\n \nfrom,to,weight\na,b,1\nb,c,-2.5', ab],
    ['numbers in other forms', 'a,b, 1e0 \nb,c,-.25E+1', ab],
    ['quotes', '"a, ""x""\ny",b,"1"', [['a, "x"\ny', 'b', 1]]],
    [
      'ids of any kind',
      'from,to,1\n__proto__, ü ,2',
      [
        ['from', 'to', 1],
        ['__proto__', ' ü ', 2],
      ],
    ],
    ['an empty file', '', []],
    ['a header only', 'from,to,weight\n', []],
  ])('reads %s, whole or byte by byte', async (_, text, expected) => {
    expect(await triples(whole(text))).toEqual(expected);
    expect(await triples(byteByByte(text))).toEqual(expected);
  });

  it.each([
    ['NaN', 'a,b,1\na,b,NaN', 'line 2: expected a finite number as weight, got "NaN"'],
    ['infinity', 'from,to,weight\n\na,b,Infinity', 'line 3: expected a finite number as weight, got "Infinity"'],
    ['overflow', 'a,b,1e999', 'line 1: expected a finite number as weight, got "1e999"'],
    ['an empty weight', 'a,b,1\r\na,b,\r\n', 'line 2: expected a finite number as weight, got ""'],
    ['a hexadecimal weight', 'a,b,0x10', 'line 1: expected a finite number as weight, got "0x10"'],
    ['words', `a,b,${'x'.repeat(99)}`, `line 1: expected a finite number as weight, got "${'x'.repeat(40)}…"`],
    ['a second header', 'from,to,weight\nfrom,to,weight', 'line 2: expected a finite number as weight, got "weight"'],
    ['a late header', 'a,b,1\nfrom,to,weight', 'line 2: expected a finite number as weight, got "weight"'],
    ['another first row', 'who,whom,weight', 'line 1: expected a finite number as weight, got "weight"'],
    ['two fields', 'a,b,1\n\n\na,b', 'line 4: expected 3 fields (from,to,weight), got 2: "a,b"'],
    ['four fields', 'a,b,1,2', 'line 1: expected 3 fields (from,to,weight), got 4: "a,b,1,2"'],
    ['an empty id', 'a,b,1\n,b,1', 'line 2: expected an id, got an empty one: ",b,1"'],
    ['an empty target', '"a","",1', 'line 1: expected an id, got an empty one: "a,,1"'],
    ['a row after a quoted line end', '"a\nx",b,1\na,b,z', 'line 3: expected a finite number as weight, got "z"'],
  ])('refuses %s, naming line and value', async (_, text, message) => {
    await expect(readEdges(whole(text))).rejects.toThrow(new AppError(`cannot read edges: ${message}`));
    await expect(readEdges(byteByByte(text))).rejects.toThrow(message);
  });

  it.each([
    ['text after a closing quote', 'a,b,1\n"a"x,b,1', /line 2/],
    ['a quote inside a field', 'a,b,1\na"x,b,1', /line 2/],
    ['a quote never closed', 'a,b,1\n"a,b,1\n', /line/],
    ['a record without end', `a,b,1\n"${'x\n'.repeat(50_000)}`, /maximum/],
  ])('refuses %s', async (_, text, message) => {
    const refusal = await readEdges(whole(text)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(String(refusal)).toMatch(message);
  });

  it('counts rows and self-edges, and hands over edges of weight 0 for the graph to drop', async () => {
    const { rows, selfEdges, opinions } = await readEdges(whole('from,to,weight\na,a,1\na,b,0\n\nb,a,2'));
    expect({ rows, selfEdges, opinions: opinions.length }).toEqual({ rows: 3, selfEdges: 1, opinions: 3 });
  });

  it('passes on what the source throws', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield 'a,b,1\n';
      throw new Error('disk on fire');
    }
    await expect(readEdges(failing())).rejects.toThrow('disk on fire');
  });
});

describe('readSeeds', () => {
  it('takes one id per line and ignores comments, blank lines, repeats and a byte order mark', async () => {
    const text = '\uFEFF# seeds\r\nalice\n\n  bob \n#carol\nalice\ndid:web:ü#key';
    expect(await readSeeds(whole(text))).toEqual(['alice', 'bob', 'did:web:ü#key']);
    expect(await readSeeds(byteByByte(text))).toEqual(['alice', 'bob', 'did:web:ü#key']);
    expect(await readSeeds(whole(''))).toEqual([]);
  });
});
