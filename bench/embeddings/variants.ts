/** Ways in which somebody may hand in another's change again, as changes of the text that is embedded. */
export type Variation = (text: string, random: () => number, others: readonly string[]) => string;

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const SYLLABLES = ['ra', 'no', 'ti', 'lem', 'bor', 'vek', 'sul', 'pan', 'dri', 'mo', 'gast', 'fi'];
const coined = (random: () => number): string =>
  Array.from({ length: 3 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '').join('');

/** Renames this share of the identifiers of four letters and more, each everywhere alike. */
const renaming =
  (share: number): Variation =>
  (text, random) => {
    const names = new Map<string, string>();
    return text.replace(/[A-Za-z_][A-Za-z0-9_]{3,}/g, (name) => {
      if (!names.has(name)) names.set(name, random() < share ? coined(random) : name);
      return names.get(name) ?? name;
    });
  };

/** Puts in so many more lines, for each that is there, out of somebody else's change. */
const noise =
  (share: number): Variation =>
  (text, random, others) => {
    const lines = linesOf(text);
    const foreign = linesOf(others[Math.floor(random() * others.length)] ?? '');
    const more = Array.from({ length: Math.ceil(lines.length * share) }, (_, index) => foreign[index % foreign.length]);
    return joined([...lines, ...more.filter((line) => line !== undefined)]);
  };

/** Leaves out this share of the lines. */
const without =
  (share: number): Variation =>
  (text, random) => {
    const lines = linesOf(text);
    const kept = lines.filter(() => random() >= share);
    return joined(kept.length > 0 ? kept : lines);
  };

const shuffled: Variation = (text, random) => {
  const lines = linesOf(text);
  for (let last = lines.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [lines[last], lines[other]] = [lines[other] ?? '', lines[last] ?? ''];
  }
  return joined(lines);
};

/** Made again on another base: what was there before differs here and there, what is added is the same. */
const rebased: Variation = (text, random) =>
  joined(linesOf(text).map((line) => (line.startsWith('-') && random() < 0.5 ? `-${coined(random)}` : line)));

export const VARIATIONS: Readonly<Record<string, Variation>> = {
  'hunks reordered': shuffled,
  'rebased, half of the old lines differ': rebased,
  '10 % of names changed': renaming(0.1),
  '30 % of names changed': renaming(0.3),
  '20 % foreign lines': noise(0.2),
  '100 % foreign lines': noise(1),
  '30 % of lines left out': without(0.3),
  'names 10 %, foreign 20 %, left out 10 %': (text, random, others) =>
    noise(0.2)(renaming(0.1)(without(0.1)(text, random, others), random, others), random, others),
};
