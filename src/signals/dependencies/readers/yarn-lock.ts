import { type Draft, Notes, stated, statedHash } from '../notes.ts';
import { LONGEST_LINE_CHARS, type Reader, type SideLine } from '../reading.ts';

const HEADER = /^"?((?:@[\w.-]{1,100}\/)?[\w.-]{1,214})@(.{0,300})/;
const FIELD = /^ {2}"?(version|resolved|resolution|integrity|checksum|linkType)"?:?\s+"?([^"\s]{1,1000})"?\s*$/;
const LOCAL = /^(?:workspace|link|portal):/;
/** A registry's address ends with the package's name and version, and in version 1 with its SHA-1. */
const ARCHIVE = /^https?:\/\/[^/\s]{1,200}\/(?:[^\s]{0,300}?\/)??((?:@[\w.-]{1,100}(?:\/|%2f))?[\w.-]{1,214})\/-\//i;

/** Yarn 2 and later: `name@npm:1.0.0`, `name@workspace:.`, `name@https://…`. */
const noteResolution = (draft: Draft, value: string, line: SideLine): void => {
  const [, name, from = ''] = HEADER.exec(value) ?? [];
  if (name !== undefined) draft.name = stated(name, draft.name?.line ?? line);
  if (LOCAL.test(from)) draft.isLocal = true;
  else if (!/^(?:npm|patch|virtual):/.test(from)) draft.source = stated(from, line);
};

const noteField = (draft: Draft, field: string, value: string, line: SideLine): void => {
  if (field === 'version') draft.version = stated(value, line);
  else if (field === 'resolution') noteResolution(draft, value, line);
  else if (field === 'linkType') draft.isLocal ||= value === 'soft';
  else if (field === 'resolved') {
    const [address = '', sha1] = value.split('#');
    const name = ARCHIVE.exec(address)?.[1]?.replace(/%2f/i, '/');
    draft.source = stated(name === undefined ? value : address, line);
    if (name !== undefined) draft.name = stated(name, draft.name?.line ?? line);
    if (sha1 !== undefined && name !== undefined)
      draft.hashes.push({ ...statedHash(sha1, line), of: 'sha1', algorithm: 'sha1' });
  } else draft.hashes.push(statedHash(value, line));
};

/** `yarn.lock`, version 1 and those of Yarn 2 and later. */
export const readYarnLock: Reader = (lines) => {
  const notes = new Notes('npm', true);
  let draft: Draft | null = null;
  for (const line of lines) {
    if (line.text.length > LONGEST_LINE_CHARS) notes.unnamed(line);
    else if (line.text.trim() === '') draft = null;
    else if (/^[^\s#]/.test(line.text)) {
      const [, name] = HEADER.exec(line.text) ?? [];
      draft = notes.draft(name === undefined ? null : stated(name, line));
      draft.isLocal = line.text.startsWith('__metadata');
    } else {
      const [, field, value = ''] = FIELD.exec(line.text) ?? [];
      if (field === undefined) continue;
      draft ??= notes.draft();
      noteField(draft, field, value, line);
    }
  }
  return notes.finish();
};
