import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangedRuns, changedRuns } from './changed-runs.ts';
import { parsePatch } from './parse.ts';

/** A diff of one file from pieces: ` ` context, `-` removed, `+` added lines. */
const fileOf = (lines: readonly string[], path = 'src/a.ts', start = 1): string => {
  const count = (not: string): number => lines.filter((line) => !line.startsWith(not)).length;
  return `diff --git a/${path} b/${path}\nindex 1..2 100644\n--- a/${path}\n+++ b/${path}\n@@ -${start},${count('+')} +${start},${count('-')} @@\n${lines.join('\n')}\n`;
};

const inverseLine = (line: string): string => {
  if (line.startsWith('+')) return `-${line.slice(1)}`;
  return line.startsWith('-') ? `+${line.slice(1)}` : line;
};
/** As git writes it: what is removed stands before what is added. */
const inverseOf = (lines: readonly string[]): string[] => {
  const out: string[] = [];
  let added: string[] = [];
  for (const line of [...lines.map(inverseLine), ' ']) {
    if (line.startsWith('+')) added.push(line);
    else if (line.startsWith('-')) out.push(line);
    else {
      out.push(...added, line);
      added = [];
    }
  }
  return out.slice(0, -1);
};

const runsOf = (patch: string) => {
  const parsed = parsePatch(patch);
  if (parsed.kind !== 'change') throw new Error(parsed.reason);
  return changedRuns(parsed.change.files);
};
const names = (patch: string) =>
  runsOf(patch)
    .map(({ forward, lines }) => `${forward} ${lines}`)
    .sort();
const undone = (patch: string) =>
  runsOf(patch)
    .map(({ inverse, lines }) => `${inverse} ${lines}`)
    .sort();

const EDIT = [' one = 1', '-two = 2', '+two = 3', '+more = 4', ' three = 3'];

describe('runs of changed lines', () => {
  it('are undone by the inverse patch', () => {
    expect(names(fileOf(EDIT))).toHaveLength(1);
    expect(names(fileOf(inverseOf(EDIT)))).toEqual(undone(fileOf(EDIT)));
    expect(names(fileOf(EDIT))).not.toEqual(undone(fileOf(EDIT)));
  });

  it.each<[string, readonly string[]]>([
    ['less context', EDIT.slice(1)],
    ['another place in the file', [' other = 9', ...EDIT]],
    ['carriage returns', EDIT.map((line) => `${line}\r`)],
    ['blanks at line ends', EDIT.map((line) => `${line} \t`)],
    ['a bracket more', [...EDIT.slice(0, 4), '+}', ...EDIT.slice(4)]],
    ['a blank line between', [...EDIT.slice(0, 3), ' ', ...EDIT.slice(3)]],
  ])('are the same with %s', (_, lines) => {
    expect(names(fileOf(lines))).toEqual(names(fileOf(EDIT)));
  });

  it.each<[string, string]>([
    ['another path', fileOf(EDIT, 'src/b.ts')],
    ['other lines', fileOf([...EDIT.slice(0, 3), '+more = 5', ...EDIT.slice(4)])],
    ['other indentation', fileOf([...EDIT.slice(0, 3), '+  more = 4', ...EDIT.slice(4)])],
    ['other removed lines', fileOf([...EDIT.slice(0, 1), '-two = 1', ...EDIT.slice(2)])],
    ['a line between that says something', fileOf([...EDIT.slice(0, 3), ' mid = 0', ...EDIT.slice(3)])],
  ])('are others with %s', (_, patch) => {
    expect(names(patch)).not.toEqual(names(fileOf(EDIT)));
  });

  it('are the same when their hunk is cut in two', () => {
    const [head = '', rest = ''] = fileOf(EDIT).split(/(?<=@@\n)/);
    const cut = `${head.replace('-1,3 +1,4', '-1,2 +1,2')} one = 1\n-two = 2\n+two = 3\n@@ -3,1 +3,2 @@\n+more = 4\n three = 3\n`;
    expect(rest).not.toBe('');
    expect(names(cut)).toEqual(names(fileOf(EDIT)));
  });

  it.each(['', '  ', '}', '});', '],', '  end', '} else {', 'else:', 'return', '#endif', '*/', 'done'])(
    'are not made of %j alone',
    (line) => {
      expect(names(fileOf([' one = 1', `+${line}`, ' two = 2']))).toEqual([]);
    },
  );

  it.each(['x', 'return 7', 'endless', '// ok?no', 'ääh', '中'])('are made of %j', (line) => {
    expect(names(fileOf([' one = 1', `+${line}`, ' two = 2']))).toHaveLength(1);
  });

  it('are none where only line ends changed', () => {
    expect(names(fileOf(['-one = 1', '-two = 2', '+one = 1\r', '+two = 2\r']))).toEqual([]);
    expect(names(fileOf(['-one = 1', '-two = 2', '-six', '+one = 1 ', '+two = 3 ', '+six ']))).toEqual(
      names(fileOf(['-two = 2', '+two = 3'])),
    );
  });

  it('are numbered where the same is done several times', () => {
    const twice = fileOf(['-a1', '+b1', ' mid', '-a1', '+b1']);
    expect(new Set(names(twice)).size).toBe(2);
    expect(names(twice)).toEqual(expect.arrayContaining(names(fileOf(['-a1', '+b1']))));
    expect(names(fileOf(['-b1', '+a1', ' mid', '-b1', '+a1']))).toEqual(undone(twice));
  });

  it('are none where a series takes back what it does', () => {
    expect(names(fileOf(EDIT) + fileOf(inverseOf(EDIT)))).toEqual([]);
    expect(names(fileOf(EDIT) + fileOf(inverseOf(EDIT)) + fileOf(EDIT))).toEqual(names(fileOf(EDIT)));
  });

  it('name a renamed file the other way round when it is renamed back', () => {
    const renamed = (from: string, to: string, lines: readonly string[]): string =>
      fileOf(lines, to)
        .replace(/index .*\n/, `similarity index 90%\nrename from ${from}\nrename to ${to}\n`)
        .replace(`a/${to} b/`, `a/${from} b/`)
        .replace(`--- a/${to}`, `--- a/${from}`);
    const there = renamed('old.ts', 'new.ts', EDIT);
    expect(
      runsOf(there)
        .map(({ lines }) => lines)
        .sort(),
    ).toEqual([1, 3]);
    expect(names(renamed('new.ts', 'old.ts', inverseOf(EDIT)))).toEqual(undone(there));
  });

  it('are one run where lines move to another file, and none within one', () => {
    const lines = ['alpha()', 'beta()'];
    const take = (path: string, at = 1) => fileOf([' x = 1', ...lines.map((line) => `-${line}`)], path, at);
    const put = (path: string, at = 1) => fileOf([' y = 1', ...lines.map((line) => `+${line}`)], path, at);
    const moved = take('a.ts') + put('b.ts');
    expect(runsOf(moved).map((run) => run.lines)).toEqual([4]);
    expect(names(put('a.ts') + take('b.ts'))).toEqual(undone(moved));
    expect(undone(put('a.ts'))).not.toEqual(expect.arrayContaining(names(moved)));
    expect(names(take('a.ts') + put('a.ts', 30))).toEqual([]);
  });

  it('are few of many where one line among many differs', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `+step(${index})`);
    const other = lines.with(100, '+else instead()');
    const both = new Set(names(fileOf(lines)));
    const same = names(fileOf(other)).filter((name) => both.has(name));
    const shared = same.reduce((sum, name) => sum + Number(name.split(' ')[1]), 0);
    expect(shared).toBeGreaterThan(160);
    expect(shared).toBeLessThan(200);
  });

  it('are none of binary content, nor of modes', () => {
    expect(names('diff --git a/a.png b/a.png\nindex 1..2 100644\nBinary files a/a.png and b/a.png differ\n')).toEqual(
      [],
    );
    expect(names('diff --git a/a.sh b/a.sh\nold mode 100644\nnew mode 100755\n')).toEqual([]);
  });

  it.each(['.changeset/brave-fox.md', 'packages/a/newsfragments/12.bugfix', 'changelog.d/12.md'])(
    'are none in %s',
    (path) => {
      expect(names(fileOf(EDIT, path))).toEqual([]);
    },
  );

  it('are at most so many, the same ones for the inverse', () => {
    const lines = Array.from({ length: 60 }, (_, index) => [` keep(${index})`, `-a${index}`, `+b${index}`]).flat();
    const limited = (patch: string) => {
      const parsed = parsePatch(patch);
      const runs = new ChangedRuns(5);
      if (parsed.kind === 'change') for (const file of parsed.change.files) runs.add(file);
      return runs.all();
    };
    const kept = limited(fileOf(lines));
    expect(kept).toHaveLength(5);
    expect(
      limited(fileOf(inverseOf(lines)))
        .map(({ forward }) => forward)
        .sort(),
    ).toEqual(kept.map(({ inverse }) => inverse).sort());
  });

  it('are none of a patch with more than anybody undoes, and one of a great many lines', () => {
    const many = Array.from({ length: 65_537 }, (_, index) => [` keep(${index})`, `+b${index}`]).flat();
    expect(runsOf(fileOf(many))).toEqual([]);
    expect(runsOf(fileOf(many.slice(2)))).toHaveLength(4096);
    const turned = ['-', '+'].flatMap((kind) =>
      Array.from({ length: 150_000 }, (_, index) => `${kind}x${index}${kind}`),
    );
    expect(runsOf(fileOf(turned)).map(({ lines }) => lines)).toEqual([300_000]);
  });

  it('fit 63 bits, never repeat, and are undone by the inverse, whatever the patch', () => {
    const line = fc
      .tuple(fc.constantFrom(' ', '-', '+'), fc.constantFrom('a', 'b', 'c', 'dd()', '}', ''))
      .map(([kind, text]) => `${kind}${text}`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (raw) => {
        const lines = inverseOf(inverseOf([' start', ...raw, ' end of it']));
        if (!lines.some((each) => !each.startsWith(' '))) return;
        const runs = runsOf(fileOf(lines));
        expect(new Set(runs.map(({ forward }) => forward)).size).toBe(runs.length);
        for (const { forward, inverse } of runs) {
          expect(forward >= 0n && forward < 2n ** 63n && inverse >= 0n && inverse < 2n ** 63n).toBe(true);
        }
        expect(names(fileOf(inverseOf(lines)))).toEqual(undone(fileOf(lines)));
      }),
    );
  });
});
