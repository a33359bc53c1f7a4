import type { Found } from '../../text/collect.ts';
import { changedLine, type FileFacts } from '../file-facts.ts';
import { found } from '../found.ts';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Packages that appear in a lock file while no manifest beside or below it changes; once per file. */
export function* lockAlone(all: readonly FileFacts[]): Generator<Found> {
  const manifests = all.filter(({ role }) => role === 'manifest').map(({ file }) => folderOf(file.path));
  for (const { role, file, facts } of all) {
    if (role !== 'lock' || file.kind === 'added' || file.kind === 'deleted') continue;
    const folder = folderOf(file.path);
    if (manifests.some((each) => each.startsWith(folder))) continue;
    const added = facts.filter(({ kind }) => kind === 'added');
    const first = added.find(({ entry }) => changedLine(entry) !== null);
    const line = first === undefined ? null : changedLine(first.entry);
    if (first === undefined || line === null) continue;
    const others = added.length > 1 ? ` and ${added.length - 1} other packages appear` : ' appears';
    const message = `${first.entry.name.value}${others} in the lock file though no manifest beside it changes.`;
    yield found('lockfile-without-manifest', 'low', { file: file.path, line }, message);
  }
}
