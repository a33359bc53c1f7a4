import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../domain/index.ts';
import { namesOf, oncePerNames } from './names-of.ts';
import { changeOf, fileOf } from './test-change.ts';

const plain = (path: string): FileChange => fileOf(path, ['+x']);
const renamed = (oldPath: string, path: string): FileChange => ({ ...fileOf(path, []), oldPath, kind: 'renamed' });
const names = (...files: readonly FileChange[]): readonly (readonly string[])[] => {
  const of = namesOf(changeOf(...files));
  return files.map((file) => of(file).toSorted());
};

describe('the names of a file', () => {
  it.each<[what: string, files: readonly FileChange[], expected: readonly string[]]>([
    ['its path alone', [plain('a'), renamed('b', 'c')], ['a']],
    ['both of a rename', [renamed('a', 'b')], ['a', 'b']],
    ['what it is renamed to later', [plain('a'), renamed('a', 'b')], ['a', 'b']],
    ['what it was called before', [plain('b'), renamed('a', 'b')], ['a', 'b']],
    ['a chain of them', [plain('a'), renamed('a', 'b'), renamed('b', 'c')], ['a', 'b', 'c']],
    ['a chain there and back', [plain('a'), renamed('a', 'b'), renamed('b', 'a')], ['a', 'b']],
    ['its copies', [plain('a'), { ...renamed('a', 'b'), kind: 'copied' }, renamed('a', 'c')], ['a', 'b', 'c']],
  ])('are %s', (_what, files, expected) => expect(names(...files)[0]).toEqual(expected));

  it('are the same for both ends of each rename, and hold its own', () => {
    const path = fc.constantFrom(...'abcdefgh');
    fc.assert(
      fc.property(fc.array(fc.tuple(path, path), { maxLength: 12 }), (renames) => {
        const files = renames.map(([from, to]) => renamed(from, to));
        const of = namesOf(changeOf(...files));
        for (const { path: to, oldPath } of files) {
          expect(of(plain(to))).toContain(to);
          expect(of(plain(to))).toContain(oldPath);
          expect(of(plain(oldPath ?? ''))).toBe(of(plain(to)));
        }
      }),
    );
  });
});

it('asks once for names that files share', () => {
  const asked: (readonly string[])[] = [];
  const count = oncePerNames((given) => asked.push(given));
  const of = namesOf(changeOf(renamed('a', 'b')));
  count(of(plain('a')));
  count(of(plain('b')));
  expect(asked).toHaveLength(1);
});
