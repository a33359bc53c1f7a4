import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/index.ts';
import type { EdgeTable } from '../graph/edge-table.ts';
import { edgeOf, isBlank, isHeader } from './edge-fields.ts';
import { readEdges } from './read-edges.ts';
import { readSeeds } from './read-seeds.ts';

async function* whole(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function* byteByByte(text: string): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
}

const triplesOf = ({ ids, blocks }: EdgeTable) =>
  blocks.flatMap(({ rows, from, to, weight }) =>
    Array.from({ length: rows }, (_, row) => [ids.all[from[row]!], ids.all[to[row]!], weight[row]]),
  );

const triples = async (source: AsyncIterable<Uint8Array>) => triplesOf(await readEdges(source));

/** In pieces of these sizes, over and over. */
async function* inPieces(text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

/** What csv-parse takes from a text, or null when it or a row is refused. */
const byCsvParse = (text: string): unknown[] | null => {
  try {
    const options = { bom: true, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] };
    const records = (parse(text, options) as string[][]).filter((record) => !isBlank(record));
    const rows = records[0] !== undefined && isHeader(records[0]) ? records.slice(1) : records;
    return rows.map((row) => Object.values(edgeOf(row, 0))).filter(([from, to, weight]) => from !== to && weight !== 0);
  } catch {
    return null;
  }
};

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
    ['text after a closing quote', 'a,b,1\na,b,"1"x\n', /line 2: text after a closing quote/],
    ['a quote inside a field', 'a,b,1\na"x,b,1', /line 2: a quote inside a field/],
    ['a quote never closed', 'a,b,1\n"a,b,1\n', /line 2: a quote that is never closed/],
    ['a record without end', `a,b,1\n"${'x\n'.repeat(50_000)}`, /maximum/],
  ])('refuses %s', async (_, text, message) => {
    const refusal = await readEdges(whole(text)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(String(refusal)).toMatch(message);
  });

  it('refuses bytes that are not UTF-8 and rows that are too long, naming the line', async () => {
    async function* latin1(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b,1\nJos\xe9,b,1\n', 'latin1');
    }
    await expect(readEdges(latin1())).rejects.toThrow('cannot read edges: line 2: bytes that are not UTF-8');
    const long = `a,b,1\n${'x'.repeat(70_000)},b,1\n`;
    const message = 'cannot read edges: line 2: a record over the maximum of 65536 bytes';
    await expect(readEdges(whole(long))).rejects.toThrow(message);
    await expect(readEdges(inPieces(long, [60_000]))).rejects.toThrow(message);
  });

  it('takes back what was written, however it is quoted, ended and cut', async () => {
    const id = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('"', ',', '\n', '\r\n', ' ', 'did:plc:a'),
    );
    const weight = fc.oneof(
      fc.double({ noDefaultInfinity: true, noNaN: true }),
      fc.integer(),
      fc.constantFrom(0.1, 1e-7),
    );
    const row = fc.record({
      fields: fc.tuple(id, id, weight),
      quoteAll: fc.boolean(),
      end: fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
    });
    const text = (rows: readonly { fields: readonly unknown[]; quoteAll: boolean; end: string }[]) =>
      rows.map(({ fields, quoteAll, end }) => fields.map((field) => written(String(field), quoteAll)).join(',') + end);
    const written = (field: string, quote: boolean) =>
      quote || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
    await fc.assert(
      fc.asyncProperty(fc.array(row), sizes, async (rows, cuts) => {
        const edges = rows.map(({ fields }) => fields).filter(([from, to, value]) => from !== to && value !== 0);
        expect(await triples(inPieces(`from,to,weight\n${text(rows).join('')}`, cuts))).toEqual(edges);
      }),
    );
  });

  it('reads and refuses what csv-parse reads and refuses', async () => {
    const letter = fc.constantFrom('a', 'b', 'é', ' ', '1', '1', '.', '-', 'e', ',', ',', '"', '\n', '\r', '\uFEFF');
    const line = fc.constantFrom('a,b,1\n', 'a,"b,""c""",-1.5e3\r\n', '"x\ny",b,.5\r', 'from,to,weight\n', ' \n');
    const messy = fc.array(fc.oneof(line, fc.string({ unit: letter, maxLength: 8 })), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(messy, sizes, async (parts, cuts) => {
        const text = parts.join('');
        const ours = await triples(inPieces(text, cuts)).catch((error: unknown) => {
          expect(error).toBeInstanceOf(AppError);
          return null;
        });
        expect(ours).toEqual(byCsvParse(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads every decimal as JavaScript does, to the bit', async () => {
    const digits = fc.array(fc.nat(9), { minLength: 1, maxLength: 22, size: 'max' }).map((each) => each.join(''));
    const decimal = fc.oneof(
      fc.tuple(digits, fc.nat(22)).map(([text, at]) => `${text.slice(0, at)}.${text.slice(at)}`),
      fc.stringMatching(/^[+-]?([0-9]{1,4}(\.[0-9]{0,4})?|\.[0-9]{1,4})(e[+-]?[0-9]{1,2})?$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(decimal, { minLength: 1 }), async (texts) => {
        const numbers = texts.map(Number).filter((number) => number !== 0);
        const read = await triples(whole(texts.map((text) => `a,b,${text}\n`).join('')));
        expect(read.map(([, , weight]) => weight)).toEqual(numbers);
      }),
    );
  });

  it('leaves out and counts self-edges and edges of weight 0', async () => {
    const { rows, edges, selfEdges, invalid } = await readEdges(whole('from,to,weight\na,a,1\na,b,-0\n\nb,a,2'));
    expect({ rows, edges, selfEdges, invalid }).toEqual({ rows: 3, edges: 1, selfEdges: 1, invalid: 1 });
  });

  it('passes on what the source throws', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b,1\n');
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
