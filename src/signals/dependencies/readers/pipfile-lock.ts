import { type Frame, jsonPairs } from '../json-pairs.ts';
import { type Draft, Notes, stated, statedHash } from '../notes.ts';
import type { Reader } from '../reading.ts';

const NO_PACKAGE: ReadonlySet<string> = new Set(['_meta', 'hash', 'requires', 'sources', 'default', 'develop']);

/** `Pipfile.lock`: packages with their hashes, and the indexes they come from. */
export const readPipfileLock: Reader = (lines, startsFile) => {
  const notes = new Notes('PyPI', true);
  const drafts = new Map<Frame, Draft>();
  for (const { frame, key, value, line } of jsonPairs(lines, startsFile)) {
    const isItem = key === '';
    const owner = isItem ? frame.parent : frame;
    if (key === 'url' && (frame.parent?.name === 'sources' || !frame.isKnown)) {
      notes.setting('registry', 'sources', stated(value, line));
      continue;
    }
    if (owner === null || (owner.name === null && owner.isKnown) || NO_PACKAGE.has(owner.name ?? '')) continue;
    let draft = drafts.get(owner);
    if (draft === undefined) {
      draft = notes.draft(owner.name === null ? null : stated(owner.name, owner.line ?? line));
      drafts.set(owner, draft);
    }
    if (isItem && value.startsWith('sha')) draft.hashes.push(statedHash(value, line));
    else if (key === 'version') draft.version = stated(value, line);
    else if (key === 'git' || key === 'file') draft.source = stated(`${key}+${value}`, line);
    else if (key === 'path') draft.isLocal = true;
  }
  return notes.finish();
};
