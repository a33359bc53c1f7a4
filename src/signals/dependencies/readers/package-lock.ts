import { type Frame, type JsonPair, jsonPairs } from '../json-pairs.ts';
import { type Draft, Notes, stated, statedHash } from '../notes.ts';
import type { Reader } from '../reading.ts';

const FOLDER = 'node_modules/';
/** Objects inside a package's own that have keys like its. */
const INNER: ReadonlySet<string> = new Set([
  ...['requires', 'engines', 'bin', 'funding', 'peerDependenciesMeta', 'os', 'cpu', 'libc', 'license'],
  ...['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'],
]);

/** `https://registry.npmjs.org/@scope/name/-/name-1.0.0.tgz` names the package whatever the hunk shows. */
const nameInAddress = (address: string): string | null =>
  /^https?:\/\/[^/\s]{1,200}\/(?:[^\s]{0,200}?\/)??((?:@[\w.-]{1,100}\/)?[\w.-]{1,214})\/-\/[^/\s]{1,300}\.tgz/.exec(
    address,
  )?.[1] ?? null;

/** Its key in `packages` (versions 2 and 3) or in `dependencies` (version 1); empty for the project's own folders. */
const nameOf = (frame: Frame): string | null => {
  if (frame.name === null) return frame.isKnown ? '' : null;
  const at = frame.name.lastIndexOf(FOLDER);
  if (at !== -1) return frame.name.slice(at + FOLDER.length);
  return frame.parent?.name === 'packages' || frame.name === '' ? '' : frame.name;
};

const note = (draft: Draft, { key, value, line }: JsonPair): void => {
  if (key === 'version') {
    if (/^\d/.test(value)) draft.version = stated(value, line);
    else draft.source = stated(value, line);
  } else if (key === 'resolved') {
    draft.source = stated(value, line);
    const name = nameInAddress(value);
    // An alias's folder has another name than what is in it.
    if (name !== null && draft.name === null) draft.name = stated(name, line);
  } else if (key === 'integrity') draft.hashes.push(statedHash(value, line));
  else if (key === 'hasInstallScript' && value === 'true') draft.runsCode = stated(value, line);
  else if (key === 'link' && value === 'true') draft.isLocal = true;
  else if (key === 'name') draft.name = stated(value, line);
};

/** `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3. */
export const readPackageLock: Reader = (lines, startsFile) => {
  const notes = new Notes('npm', true);
  const drafts = new Map<Frame, Draft>();
  for (const pair of jsonPairs(lines, startsFile)) {
    const { frame, line } = pair;
    if (frame.name !== null && INNER.has(frame.name)) continue;
    let draft = drafts.get(frame);
    if (draft === undefined) {
      const name = nameOf(frame);
      draft = notes.draft(name === null ? null : stated(name, frame.line ?? line));
      draft.isLocal = name === '';
      drafts.set(frame, draft);
    }
    note(draft, pair);
  }
  return notes.finish();
};
