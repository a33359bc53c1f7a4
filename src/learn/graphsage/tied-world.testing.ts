import type { Dataset } from '../dataset.ts';
import { randomFrom } from '../random.ts';
import type { Ties } from './ties.ts';

const PEOPLE = 150;
const ROWS = 3000;

const nameOf = (person: number): string => `did:plc:${String(person).padStart(4, '0')}`;

/**
 * Changes over time by people who vouch for three each; `care` is a person's, `size` the change's. A change is clean by
 * the care of whom its author vouched for, or by what stands in its own row; one in ten by chance.
 */
export const tiedWorld = (decides: 'neighbours' | 'own'): { readonly dataset: Dataset; readonly ties: Ties } => {
  const random = randomFrom(11);
  const careOf = Float64Array.from({ length: PEOPLE }, () => 2 * random() - 1);
  const friends = Array.from(careOf, () => [0, 1, 2].map(() => Math.floor(random() * PEOPLE)));
  const vouches = friends.flatMap((those, from) =>
    those.map((to) => ({ from, to, fromUs: 0, untilUs: Number.POSITIVE_INFINITY })),
  );
  const around = careOf.map((_, person) =>
    vouches.reduce(
      (sum, { from, to }) =>
        sum + (from === person ? (careOf[to] ?? 0) : 0) + (to === person ? (careOf[from] ?? 0) : 0),
      0,
    ),
  );
  const authors = Int32Array.from({ length: ROWS }, (_, row) => (row < PEOPLE ? row : Math.floor(random() * PEOPLE)));
  const sizes = Float64Array.from({ length: ROWS }, () => 2 * random() - 1);
  const at = Float64Array.from({ length: ROWS }, (_, row) => 10 * (row + 1));
  const isClean = (row: number): boolean => {
    const author = authors[row] ?? 0;
    const own = (careOf[author] ?? 0) > 0 !== (sizes[row] ?? 0) > 0.2;
    return decides === 'own' ? own : (around[author] ?? 0) > 0;
  };
  return {
    ties: { people: PEOPLE, names: careOf.keys().map(nameOf).toArray(), vouches, merges: [] },
    dataset: {
      matrix: {
        rows: ROWS,
        columns: ['care', 'size'],
        values: Float64Array.from({ length: 2 * ROWS }, (_, cell) => {
          const row = cell >> 1;
          return cell % 2 === 0 ? (careOf[authors[row] ?? 0] ?? 0) + 0.2 * random() : (sizes[row] ?? 0);
        }),
      },
      labels: Uint8Array.from({ length: ROWS }, (_, row) => Number(isClean(row) !== random() < 0.1)),
      asOfUs: at,
      knownAtUs: at.map((us) => us + 5),
      repositories: new Int32Array(ROWS),
      authors,
    },
  };
};
