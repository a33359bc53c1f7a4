import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strictJson } from './strict-json.ts';

describe('JSON that every reader reads alike', () => {
  it('is what JSON.parse reads, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })),
        fc.constantFrom(0, 2, '\t'),
        (value, space) => {
          const text = JSON.stringify(value, null, space);
          expect(strictJson(text)).toEqual({ kind: 'object', value: { ...JSON.parse(text) } });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each<[string, string]>([
    ['', 'it is not JSON'],
    ['{', 'it is not JSON'],
    ['{"tHigh": .75}', 'it is not JSON'],
    ['{"a":1,}', 'it is not JSON'],
    ['{"a":NaN}', 'it is not JSON'],
    ['// hello\n{}', 'it is not JSON'],
    ['[]', 'it is no JSON object'],
    ['null', 'it is no JSON object'],
    ['7', 'it is no JSON object'],
    ['{"tHigh":0.9,"tHigh":0.1}', 'the key tHigh stands twice'],
    ['{"tHigh":0.9, "\\u0074High" : 0.1}', 'the key tHigh stands twice'],
    ['{"a":{"b":[{"c":1,"d":2,"c":3}]}}', 'the key c stands twice'],
    ['{"__proto__":1,"__proto__":2}', 'the key __proto__ stands twice'],
    [`{"a":${'['.repeat(8)}${']'.repeat(8)}}`, 'it is nested deeper than 8'],
    [`{"a":${'['.repeat(8000)}${']'.repeat(8000)}}`, 'it is nested deeper than 8'],
    [`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`, 'it is nested deeper than 8'],
  ])('is not %s', (text, problem) => {
    expect(strictJson(text)).toEqual({ kind: 'not', problem });
  });

  it.each([
    '{"a":"b\\":{","c":"\\\\"}',
    '{"a":{"x":1},"b":{"x":1}}',
    '{"a":["b","b"],"b":"a"}',
    `{"a":${'['.repeat(7)}${']'.repeat(7)}}`,
    `{"a":"${'['.repeat(16_000)}"}`,
  ])('is %s', (text) => {
    expect(strictJson(text)).toMatchObject({ kind: 'object' });
  });

  it('changes nothing of the object whatever its keys are called', () => {
    const read = strictJson('{"__proto__":{"tHigh":1},"constructor":1}');
    if (read.kind !== 'object') throw new Error(read.problem);
    expect(Object.keys(read.value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(read.value)).toBe(Object.prototype);
    expect(Reflect.get({}, 'tHigh')).toBeUndefined();
  });
});
