import { endsOf, type OwnDanger, ownDangers } from './own-dangers.ts';
import { shuffled } from './picked.ts';
import { type PlantedDanger, plantedDanger } from './probe.ts';
import { type FilesByName, filesByName, filesMeant } from './text/file-names.ts';
import type { SaidFlag } from './text/held-flags.ts';
import type { Layout } from './text/layout.ts';
import { quotedIn, quoteLines } from './text/quotes.ts';

/** What a flag says of where it points. */
export type Pointer = Pick<SaidFlag, 'file' | 'line' | 'quote' | 'severity'>;

/** Dangers planted beside a text, and how to tell whether a flag is about one of them. */
export interface Planting {
  /** As the reviewer reads lines; to stand in a block of its own. */
  readonly text: string;
  /** Whether a flag, whatever its severity, points at one of the dangers. */
  readonly isMeant: (flag: Pointer) => boolean;
  /** Whether each of the dangers is flagged, and not as a trifle. */
  readonly isNoticed: (flags: readonly Pointer[]) => boolean;
}

/** Lines that a flag may be off by. */
const OFF_BY = 2;
/** A shorter quote says nothing. */
const LEAST_QUOTE = 8;

interface Danger {
  readonly path: string;
  readonly text: string;
  readonly isAt: (flag: Pointer) => boolean;
}

const withoutSide = (path: string): string => path.replace(/^[ab]\//, '');

const foreign = ({ path, text }: PlantedDanger): Danger => ({
  path,
  text,
  isAt: ({ file }) => file === path || withoutSide(file) === path,
});

const own = ({ files }: Layout, names: FilesByName, { path, text, ...danger }: OwnDanger): Danger => {
  const isQuoted = (quote: string): boolean =>
    quoteLines(quote)
      .filter((line) => line.length >= LEAST_QUOTE)
      .some((line) => danger.changed.some((changed) => quotedIn(changed, line) !== null));
  const isWhole = (quote: string): boolean =>
    quoteLines(quote).some((line) =>
      danger.changed.some((changed) => changed.trim() === line.trim() && line.trim() !== ''),
    );
  const isNear = (line: number): boolean => line >= danger.first - OFF_BY && line <= danger.last + OFF_BY;
  const isFile = (said: string): boolean => filesMeant(names, said).some((file) => files[file]?.path === path);
  return {
    path,
    text,
    isAt: ({ file, line, quote }) => isFile(file) && ((isNear(line) && isQuoted(quote)) || isWhole(quote)),
  };
};

/** Plants beside one text: `about` tells it from others, `paths` are the files that it has something of. */
export type Plant = (about: string, paths: Iterable<string>) => Planting;

/**
 * Plants dangers beside a change or parts of it: one in a file that the change does not have, and one each in up to eight
 * files of its own, so that whoever is told to overlook one file overlooks what is planted there. What and where follows
 * from the secret.
 */
export const plantingIn = (layout: Layout, secret: string): Plant => {
  const names = filesByName(layout);
  const foreignTo = new Set(layout.files.flatMap(({ path, oldPath }) => (oldPath === null ? [path] : [path, oldPath])));
  const soil = { layout, ends: endsOf(layout), secret };
  return (about, paths) => {
    const dangers: readonly Danger[] = [
      foreign(plantedDanger(secret, about, foreignTo)),
      ...ownDangers(soil, paths, about).map((danger) => own(layout, names, danger)),
    ];
    return {
      text: shuffled(dangers, secret, ({ path }) => `order\n${path}\n${about}`)
        .map(({ text }) => text)
        .join(''),
      isMeant: (flag) => dangers.some(({ isAt }) => isAt(flag)),
      isNoticed: (flags) => dangers.every(({ isAt }) => flags.some((flag) => flag.severity !== 'low' && isAt(flag))),
    };
  };
};
