import { type Draft, Notes, stated, statedHash } from '../notes.ts';
import { LONGEST_LINE_CHARS, type Reader, type SideLine } from '../reading.ts';
import { pythonRequirement } from './python-requirement.ts';

const OPTION = /^(-i|--index-url|--extra-index-url|-f|--find-links|--trusted-host|-e|--editable)[\s=]+(\S{1,1000})/;
const HASH = /--hash[=\s]((?:sha|md)\d{1,4}:[0-9a-f]{8,200})/gi;

const noteOption = (notes: Notes, option: string, value: string, line: SideLine): void => {
  if (option === '--trusted-host') notes.setting('unchecked', `trusted-host ${value}`, stated(value, line));
  else if (option === '-e' || option === '--editable') {
    const egg =
      /[#&]egg=([\w.-]{1,200})/.exec(value)?.[1] ??
      /\/([\w.-]{1,200}?)(?:\.git)?(?:@[^/]{1,200})?(?:#|$)/.exec(value)?.[1];
    if (/^(?:git|hg|svn|bzr|https?)\b/.test(value) && egg !== undefined) notes.package(egg, null, line, value);
  } else notes.setting('registry', option === '-i' ? '--index-url' : option, stated(value, line));
};

/** `requirements.txt` and `constraints.txt` of pip and pip-tools. */
export const readRequirements: Reader = (lines) => {
  const notes = new Notes('PyPI', false);
  let draft: Draft | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    if (text === '' || text.startsWith('#')) continue;
    if (text.length > LONGEST_LINE_CHARS) {
      notes.unnamed(line);
      continue;
    }
    const [, option, value = ''] = OPTION.exec(text) ?? [];
    const isHash = text.startsWith('--hash');
    if (option !== undefined) noteOption(notes, option, value, line);
    else if (/^(?:git|hg)\+/.test(text)) noteOption(notes, '-e', text, line);
    else if (!isHash) {
      const requirement = pythonRequirement(text);
      draft = requirement === null ? null : notes.draft(stated(requirement.name, line));
      if (draft !== null && requirement?.range) draft.version = stated(requirement.range, line);
      if (draft !== null && requirement?.source) draft.source = stated(requirement.source, line);
    }
    for (const [, hash = ''] of text.matchAll(HASH)) {
      draft ??= notes.draft();
      draft.hashes.push(statedHash(hash.toLowerCase(), line));
    }
  }
  return notes.finish();
};
