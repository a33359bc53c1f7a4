import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { reversedDiff } from './reverse.ts';

/** A diff of which is known whether it should pass. */
export interface Labelled {
  /** `bad/x.diff`, or of a fix `fixes/x.diff` and, the other way round, `fixes/x.diff reversed`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isDefect: boolean;
  /** The line that does the harm, or of side `old` the one that prevented it; null where nobody noted it. */
  readonly place: { readonly side: 'new' | 'old'; readonly text: string } | null;
}

const labels = z.record(z.string(), z.object({ side: z.enum(['new', 'old']), text: z.string() }));

type Place = NonNullable<Labelled['place']>;

const otherSide = ({ side, text }: Place): Place => ({ side: side === 'old' ? 'new' : 'old', text });

const diffsIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.(?:diff|patch)$/.test(name))
        .sort()
    : [];

/**
 * The labelled diffs of a folder, in an order that has nothing to do with their labels, so that the first ones are a
 * sample of all: `good/` may pass, `bad/` must not, each of `fixes/` may and its reverse must not. `labels.json`, where
 * there is one, names the lines, of a fix those that it takes away or adds. @throws Error when there are none. @throws RangeError for a fix that cannot be reversed.
 */
export const labelledIn = (folder: string): readonly Labelled[] => {
  const path = join(folder, 'labels.json');
  const places = existsSync(path) ? labels.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const read = (kind: string): readonly Labelled[] =>
    diffsIn(join(folder, kind)).map((file) => {
      const name = `${kind}/${file}`;
      return {
        name,
        bytes: readFileSync(join(folder, name)),
        isDefect: kind === 'bad',
        place: kind === 'good' ? null : (places[name] ?? null),
      };
    });
  const fixes = read('fixes');
  const undone = fixes.map(
    ({ name, bytes, place }): Labelled => ({
      name: `${name} reversed`,
      bytes: Buffer.from(reversedDiff(bytes)),
      isDefect: true,
      place: place && otherSide(place),
    }),
  );
  const applied = fixes.map((fix): Labelled => ({ ...fix, place: null }));
  const all = [...read('good'), ...read('bad'), ...applied, ...undone];
  if (all.length === 0) throw new Error(`${folder} has no diffs in good/, bad/ or fixes/`);
  const key = ({ name }: Labelled): string => createHash('sha256').update(name).digest('hex');
  return all.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
};
