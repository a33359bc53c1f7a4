import { DAY } from './protocol.ts';
import type { Pull } from './read-pulls.ts';
import type { Part } from './replay.ts';

const RECENT = 90 * DAY;
/** Pull requests remembered per file. */
const REMEMBERED = 30;

const KINDS = ['own_pending', 'own_merged', 'own_rejected', 'others_pending', 'others_merged', 'others_rejected'];

/**
 * How alike the pull request is to others of the last 90 days that touch the same files (Jaccard's index of the paths),
 * and how long ago the last such was: a second attempt, a follow-up, a duplicate.
 */
export const overlapsPart = (): Part => {
  const touching = new Map<string, Pull[]>();
  const settled = new Set<Pull>();
  const kindOf = (pull: Pull, other: Pull): string => {
    const end = settled.has(other) ? (other.merged ? 'merged' : 'rejected') : 'pending';
    return `${other.author === pull.author ? 'own' : 'others'}_${end}`;
  };
  return {
    columns: KINDS.flatMap((kind) =>
      [`${kind}_overlap`, `${kind}_overlap_days`].map((name) => ({ name, group: 'history' as const })),
    ),
    read: (pull) => {
      const shared = new Map<Pull, number>();
      for (const other of pull.paths.flatMap((path) => touching.get(`${pull.repo} ${path}`) ?? [])) {
        if (other.at > pull.at - RECENT) shared.set(other, (shared.get(other) ?? 0) + 1);
      }
      const byKind = Map.groupBy([...shared], ([other]) => kindOf(pull, other));
      return KINDS.flatMap((kind) => {
        const found = byKind.get(kind) ?? [];
        const alike = found.map(([{ paths }, count]) => count / (pull.paths.length + paths.length - count));
        const newest = found.reduce((latest, [{ at }]) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
        return [Math.max(0, ...alike), found.length === 0 ? Number.NaN : (pull.at - newest) / DAY];
      });
    },
    asked: (pull) => {
      for (const path of pull.paths) {
        const key = `${pull.repo} ${path}`;
        touching.set(key, [...(touching.get(key) ?? []), pull].slice(-REMEMBERED));
      }
    },
    settled: (pull) => {
      settled.add(pull);
    },
  };
};
