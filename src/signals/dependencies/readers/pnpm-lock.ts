import { type Draft, Notes, stated, statedHash } from '../notes.ts';
import { LONGEST_LINE_CHARS, type Reader, type SideLine } from '../reading.ts';

const KEY = /^ {2}(["']?)([^\s"'].{0,1000}?)\1:(?:\s*\{\})?\s*$/;
/** Lock file 6 to 9: `/@scope/name@1.0.0(peer@2)`, without the slash since 9. */
const AT_VERSION = /^\/?((?:@[\w.-]{1,100}\/)?[\w.-]{1,214})@(\d[^()\s]{0,100})(?:\(|$)/;
/** Lock file 5: `/@scope/name/1.0.0_peer@2`. */
const SLASH_VERSION = /^\/((?:@[\w.-]{1,100}\/)?[\w.-]{1,214})\/(\d[^_()\s/]{0,100})(?:[_(]|$)/;
/** A package from elsewhere: `name@https://…`, `name@git+…`, `github.com/owner/name/commit`, `file:…`. */
const ELSEWHERE = /^((?:@[\w.-]{1,100}\/)?[\w.-]{1,214})@((?:https?|git|ssh|file|link)\b.{1,600})$/;
const HOSTED = /^(?:@?(?:github|gitlab|bitbucket|codeload)\.[\w.]{1,20}\/)[\w.-]{1,100}\/([\w.-]{1,100})\//;

const begin = (notes: Notes, key: string, line: SideLine): Draft | null => {
  const packaged = AT_VERSION.exec(key) ?? SLASH_VERSION.exec(key);
  if (packaged !== null) {
    const draft = notes.draft(stated(packaged[1] ?? '', line));
    draft.version = stated(packaged[2] ?? '', line);
    return draft;
  }
  const elsewhere = ELSEWHERE.exec(key);
  const hosted = HOSTED.exec(key);
  if (elsewhere === null && hosted === null) return null;
  const draft = notes.draft(stated(elsewhere?.[1] ?? hosted?.[1] ?? '', line));
  draft.source = stated(elsewhere?.[2] ?? `https://${key.replace(/^@/, '')}`, line);
  draft.isLocal = /^(?:file|link):/.test(elsewhere?.[2] ?? '');
  return draft;
};

const note = (draft: Draft, line: SideLine): void => {
  const integrity = /\bintegrity:\s*["']?([\w+/=-]{1,300})/.exec(line.text);
  if (integrity !== null) draft.hashes.push(statedHash(integrity[1] ?? '', line));
  const tarball = /\btarball:\s*["']?([^\s,"'}]{1,1000})/.exec(line.text);
  if (tarball !== null) draft.source = stated(tarball[1] ?? '', line);
  if (/^ {4}requiresBuild: true/.test(line.text)) draft.runsCode = stated('true', line);
};

/** `pnpm-lock.yaml`, lock file versions 5 to 9. */
export const readPnpmLock: Reader = (lines) => {
  const notes = new Notes('npm', true);
  let draft: Draft | null = null;
  /** False under a top-level key, or a key of two blanks, that holds no packages. */
  let mayHold = true;
  for (const line of lines) {
    const { text } = line;
    if (text.length > LONGEST_LINE_CHARS) notes.unnamed(line);
    else if (/^\S/.test(text)) {
      mayHold = /^(?:packages|snapshots):/.test(text);
      draft = null;
    } else if (/^ {2}\S/.test(text)) {
      const key = KEY.exec(text)?.[2];
      draft = !mayHold || key === undefined ? null : begin(notes, key, line);
      if (draft === null && key !== undefined) continue;
    } else if (/^ {4,6}(?:resolution|integrity|tarball|requiresBuild):/.test(text) && mayHold) {
      draft ??= notes.draft();
      note(draft, line);
    }
  }
  return notes.finish();
};
