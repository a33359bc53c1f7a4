import type { Finding } from '../../domain/index.ts';
import type { Neighbour, SignalContext } from '../context.ts';
import type { Signal } from '../signal.ts';
import { quoteOf } from '../text/quote.ts';

/** As much of a change as the signal looks at. */
export interface NamedFiles {
  readonly files: readonly { readonly path: string; readonly added: number }[];
}

/**
 * From which similarity on two diffs are called alike, and one. Measured with vectors of words on 2,087 patches of
 * twelve projects: of copies with 10 % of the names changed, 20 % foreign lines or 30 % of the lines left out, 90 % are
 * that like their original, and .6 % of the patches are that like any other, each time one of the same project.
 */
const ALIKE = 0.8;
const DUPLICATE = 0.995;

const NAMED = 3;

/**
 * Names the pull requests whose diffs this one is like: those that were rejected, and open ones that it repeats. Looks
 * at nothing but the neighbours it is handed, finds nothing where they are null, and reads no line. Its findings change
 * with what becomes of other pull requests, so they must not be kept with the diff; they name other people's records,
 * so they must not be shown to a blind reviewer. It is about the whole change and stands at the file with the most
 * added lines.
 */
export const slop = {
  id: 'slop',
  version: 1,
  advisoryOnly: true,
  reads: () => false,
  run: ({ files }: NamedFiles, { neighbours }: Pick<SignalContext, 'neighbours'>): readonly Finding[] => {
    const main = mainOf(files);
    if (main === null || neighbours === null) return [];
    const alike = neighbours
      .filter(({ similarity }) => similarity >= ALIKE)
      .sort((a, b) => percentOf(b) - percentOf(a));
    const { bad = [], open = [] } = Object.groupBy(alike, ({ standing }) => standing);
    const same = open.filter(({ similarity }) => similarity >= DUPLICATE);
    const near = open.filter(({ similarity }) => similarity < DUPLICATE);
    return [
      ...saying('path-like-rejected', bad, main, 'was closed without being merged, or reverted'),
      ...saying('path-duplicate-of-open', same, main, 'is open too'),
      ...saying('path-near-duplicate-of-open', near, main, 'is open too'),
    ];
  },
} satisfies Signal;

const mainOf = (files: NamedFiles['files']): string | null =>
  files.reduce<NamedFiles['files'][number] | null>(
    (main, file) => (file.added > (main?.added ?? -1) ? file : main),
    null,
  )?.path ?? null;

const saying = (rule: string, like: readonly Neighbour[], path: string, how: string): readonly Finding[] => {
  const [first, ...others] = like;
  if (first === undefined) return [];
  const more = others.slice(0, NAMED - 1).map(named);
  const rest = others.length - more.length;
  const also = more.length === 0 ? '' : `; so are ${more.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return [
    {
      source: 'slop',
      rule,
      severity: 'low',
      file: path,
      line: 1,
      side: 'new',
      quote: quoteOf(path),
      message: `The whole change is like that of ${named(first)}, which ${how}${also}.`,
    },
  ];
};

/** Rounded down: nothing is called 100 % alike but what is. */
const percentOf = ({ similarity }: Neighbour): number => Math.floor(similarity * 100);

const named = (neighbour: Neighbour): string => `${neighbour.pull} (${percentOf(neighbour)} %)`;
