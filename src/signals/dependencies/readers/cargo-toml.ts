import { type Draft, Notes, stated } from '../notes.ts';
import type { Reader } from '../reading.ts';
import { inlineValue, type TomlLine, tomlLines } from '../toml-lines.ts';

const TABLE = /^(?:target\..{1,200}\.|workspace\.)?(?:dev-|build-)?dependencies$/;
const PACKAGE_TABLE = /^(?:target\..{1,200}\.|workspace\.)?(?:dev-|build-)?dependencies\.([\w-]{1,100})$/;
const PATCH = /^(?:patch\.|replace$)/;
/** Keys of other tables that have a version's look. */
const NO_PACKAGE = /^(?:version|edition|rust-version|name|resolver|opt-level|lto|debug|license|msrv|panic)$/;

const sourceOf = (table: string): string | null => {
  const git = inlineValue(table, 'git');
  return git === null ? (inlineValue(table, 'path') ?? inlineValue(table, 'registry-index')) : `git+${git}`;
};

const noteRow = (notes: Notes, key: string, { value, line }: TomlLine): void => {
  const [name = '', field] = key.split('.');
  if (field === 'version' || field === undefined) {
    if (!value.startsWith('{')) notes.package(name, value, line);
    else {
      const version = inlineValue(value, 'version');
      notes.package(inlineValue(value, 'package') ?? name, version, line, sourceOf(value));
    }
  } else if (field === 'git') notes.package(name, null, line, `git+${stated(value, line).value}`);
};

const noteField = (draft: Draft, { key, value, line }: TomlLine): void => {
  const plain = stated(value, line);
  if (key === 'version') draft.version = plain;
  else if (key === 'package') draft.name = plain;
  else if (key === 'git') draft.source = stated(`git+${plain.value}`, line);
  else if (key === 'path') draft.source = plain;
};

/** `Cargo.toml`: dependencies of every kind, patches and replacements, and the build script. */
export const readCargoToml: Reader = (lines, startsFile) => {
  const notes = new Notes('crates.io', false);
  let draft: Draft | null = null;
  for (const each of tomlLines(lines, startsFile)) {
    const { section, key, value, line, isHeader, isItem } = each;
    if (isHeader) {
      const name = PACKAGE_TABLE.exec(section ?? '')?.[1];
      draft = name === undefined ? null : notes.draft(stated(name, line));
    } else if (isItem || key === null) continue;
    else if (draft !== null) noteField(draft, each);
    else if (section !== null && TABLE.test(section)) noteRow(notes, key, each);
    else if (section !== null && PATCH.test(section)) {
      notes.setting('replace', key, stated(sourceOf(value) ?? value, line));
    } else if (
      section === null &&
      !NO_PACKAGE.test(key) &&
      /^(?:"[\^~=]?\d|\{\s{0,9}version\s{0,9}=|\{\s{0,9}git\s{0,9}=)/.test(value)
    ) {
      noteRow(notes, key, each);
    }
  }
  return notes.finish();
};
