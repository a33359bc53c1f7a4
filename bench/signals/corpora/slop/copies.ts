/** Ways of handing in a known change again; what comes out is to be called alike. Lines of one hunk in and out. */
type Copy = (lines: readonly string[]) => readonly string[];

const marked = (line: string): boolean => line.startsWith('+') || line.startsWith('-');

/** Gives the hand's longest few names other names, each everywhere alike. */
const renamed =
  (count: number): Copy =>
  (lines) => {
    const text = lines.filter(marked).join('\n');
    const names = [...new Set(text.match(/[A-Za-z_]{7,}/g) ?? [])].slice(0, count);
    const chosen = ['quorumValue', 'lantern_state', 'pebbleIndex', 'harvest'];
    return lines.map((line) => names.reduce((out, name, index) => out.replaceAll(name, chosen[index] ?? name), line));
  };

export const copies: Readonly<Record<string, Copy>> = {
  'the same': (lines) => lines,
  'one name changed': renamed(1),
  'three names changed': renamed(3),
  'indented anew and commented': (lines) => [
    ...lines.map((line) => (line.startsWith('+') ? `+    ${line.slice(1)}` : line)),
    '+// see the discussion in the tracker',
  ],
  'without the last third': (lines) => {
    const last = Math.ceil((lines.filter((line) => line.startsWith('+')).length * 2) / 3);
    let added = 0;
    return lines.filter((line) => !line.startsWith('+') || ++added <= last);
  },
  'on another base': (lines) => [
    ' unrelated();',
    ...lines.filter((line) => line.startsWith('+')),
    ' // another neighbourhood',
  ],
};
