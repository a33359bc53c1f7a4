import type { Found } from '../../text/collect.ts';
import { compareStated } from '../compare-stated.ts';
import { changedLine, type FileFacts } from '../file-facts.ts';
import { found } from '../found.ts';

/** Packages of which the file has one version before and one after, and the later is lower. */
export function* downgrades({ file, role, facts }: FileFacts): Generator<Found> {
  const counts = new Map<string, number>();
  for (const { entry } of facts) counts.set(entry.name.value, (counts.get(entry.name.value) ?? 0) + 1);
  for (const { entry, before } of facts) {
    const [old] = before;
    const line = changedLine(entry);
    if (old === undefined || before.length !== 1 || counts.get(entry.name.value) !== 1 || line === null) continue;
    if (entry.lowest === null || old.lowest === null || old.version?.line.isChanged !== true) continue;
    if (compareStated(entry.ecosystem, entry.lowest, old.lowest) >= 0) continue;
    const message = `${entry.name.value} goes back from ${old.lowest} to ${entry.lowest}, which may bring back what was fixed since.`;
    // In a lock file a resolver may have chosen so; a manifest says what somebody wants.
    yield found('version-downgraded', role === 'manifest' ? 'medium' : 'low', { file: file.path, line }, message);
  }
}
