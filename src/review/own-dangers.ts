import { canaryText } from './canary-text.ts';
import { canariesFor } from './fitting-canaries.ts';
import type { OwnCanary } from './own-canaries.ts';
import { picked, pickedNumber, shuffled } from './picked.ts';
import { shownName } from './text/file-names.ts';
import type { Layout } from './text/layout.ts';

/** A danger to be planted in a file of the change, behind its last hunk. */
export interface OwnDanger {
  readonly path: string;
  /** As the reviewer reads lines. */
  readonly text: string;
  /** The lowest and the highest number that its lines are shown with. */
  readonly first: number;
  readonly last: number;
  /** Its changed lines, without marks. */
  readonly changed: readonly string[];
}

const MOST_FILES = 8;
/** Lines between a file's last hunk and the danger. */
const GAP = { least: 20, most: 80 };

/** Where the hunks of a file end, in the old file and in the new, and what it is called. */
interface Ends {
  /** Position of the file in the change, the first of its path. */
  readonly file: number;
  old: number;
  new: number;
}

/** For each path with hunks, where the last of these ends. A path can come several times in a change. */
export const endsOf = ({ files }: Layout): ReadonlyMap<string, Readonly<Ends>> => {
  const byPath = new Map<string, Ends>();
  files.forEach(({ path, hunks }, file) => {
    if (hunks.length === 0) return;
    const ends = byPath.get(path) ?? { file, old: 0, new: 0 };
    byPath.set(path, ends);
    for (const { lines } of hunks) {
      for (const { oldLine, newLine } of lines) {
        ends.old = Math.max(ends.old, oldLine ?? 0);
        ends.new = Math.max(ends.new, newLine ?? 0);
      }
    }
  });
  return byPath;
};

interface Soil {
  readonly layout: Layout;
  readonly ends: ReadonlyMap<string, Readonly<Ends>>;
  readonly secret: string;
}

const dangerIn = ({ layout, ends, secret }: Soil, path: string, about: string, { lines }: OwnCanary): OwnDanger => {
  const { file, ...end } = ends.get(path) ?? { file: 0, old: 0, new: 0 };
  const gap = GAP.least + pickedNumber(GAP.most - GAP.least + 1, secret, `gap\n${path}\n${about}`);
  const [oldStart, newStart] = [end.old + gap, end.new + gap];
  return {
    path,
    text: canaryText(shownName(layout, file), { oldStart, newStart, heading: '', lines }),
    first: Math.min(oldStart, newStart),
    last: Math.max(oldStart, newStart) + lines.length - 1,
    changed: lines.filter((line) => !line.startsWith(' ')).map((line) => line.slice(1)),
  };
};

/**
 * The dangers to plant in the files of these paths: one for each file with hunks in which something can run, in its
 * language, some 20 to 80 lines behind its last hunk; of more than eight files in eight that the secret picks. No two
 * are alike as long as there are others that fit.
 */
export const ownDangers = (soil: Soil, paths: Iterable<string>, about: string): readonly OwnDanger[] => {
  const { ends, secret } = soil;
  const fertile = [...new Set(paths)].filter((path) => ends.has(path) && canariesFor(path).length > 0);
  const used = new Set<OwnCanary>();
  return shuffled(fertile, secret, (path) => `file\n${path}\n${about}`)
    .slice(0, MOST_FILES)
    .flatMap((path) => {
      const fitting = canariesFor(path);
      const fresh = fitting.filter((canary) => !used.has(canary));
      const canary = picked(fresh.length > 0 ? fresh : fitting, secret, `own\n${path}\n${about}`);
      if (canary === undefined) return [];
      used.add(canary);
      return [dangerIn(soil, path, about, canary)];
    });
};
