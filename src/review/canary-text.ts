/** A hunk as a reviewer reads lines, under its `@@` line. */
export interface HunkToShow {
  readonly oldStart: number;
  readonly newStart: number;
  readonly heading: string;
  /** Behind `+`, `-` or a blank. */
  readonly lines: readonly string[];
}

/** A name with git's prefix, inside its quotes where it has any. */
const prefixed = (side: 'a' | 'b', name: string): string =>
  name.startsWith('"') ? `"${side}/${name.slice(1)}` : `${side}/${name}`;

/** One hunk in a file of this name, as git writes names, with the headers that go before it: numbered as a diff is. */
export const canaryText = (name: string, { oldStart, newStart, heading, lines }: HunkToShow): string => {
  const [a, b] = [prefixed('a', name), prefixed('b', name)];
  const before = lines.filter((line) => !line.startsWith('+')).length;
  const after = lines.filter((line) => !line.startsWith('-')).length;
  const hunk = `@@ -${oldStart},${before} +${newStart},${after} @@${heading === '' ? '' : ` ${heading}`}`;
  const header = [`diff --git ${a} ${b}`, 'index 0000000..0000000 100644', `--- ${a}`, `+++ ${b}`, hunk];
  let [oldLine, newLine] = [oldStart, newStart];
  const numbered = lines.map((line) => {
    const mark = line.slice(0, 1);
    const number = mark === '-' ? oldLine : newLine;
    if (mark !== '+') oldLine++;
    if (mark !== '-') newLine++;
    return `${mark}${number}|${line.slice(1)}\n`;
  });
  return [...header.map((line) => ` |${line}\n`), ...numbered].join('');
};
