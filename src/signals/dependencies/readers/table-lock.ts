import type { Ecosystem } from '../../context.ts';
import { type Draft, Notes, stated, statedHash } from '../notes.ts';
import { LONGEST_LINE_CHARS, type Reader } from '../reading.ts';
import { inlineValue, type TomlLine, tomlLines } from '../toml-lines.ts';

/** Keys of `source` that say the package is the project's own (uv). */
const OWN_SOURCES = ['editable', 'virtual', 'directory', 'path'];

const nameOfFile = (address: string): string => address.slice(address.lastIndexOf('/') + 1).replace(/[?#].*$/, '');

const noteSource = (draft: Draft, value: string, { line }: TomlLine): void => {
  if (!value.startsWith('{')) draft.source = stated(value, line);
  else if (OWN_SOURCES.some((key) => inlineValue(value, key) !== null)) draft.isLocal = true;
  else {
    const git = inlineValue(value, 'git');
    const address = git === null ? (inlineValue(value, 'registry') ?? inlineValue(value, 'url')) : `git+${git}`;
    if (address !== null) draft.source = stated(address, line);
  }
};

/** The name and version that a wheel (PEP 427) or source archive (PEP 625) has in its file's name. */
const packageOfFile = (file: string): { name: string; version: string } | null => {
  const [, name, version] =
    /^([\w.]{1,200})-(\d[\w.!+]{0,100})-[\w.-]{1,200}\.whl$/.exec(file) ??
    /^([\w.-]{1,200}?)-(\d[\w.!+]{0,100})\.(?:tar\.gz|zip)$/.exec(file) ??
    [];
  return name === undefined || version === undefined ? null : { name, version };
};

/** `{file = "…", hash = "sha256:…"}` (Poetry), `{ url = "…", hash = "…" }` (uv), alone or behind `sdist =`. */
const noteFile = (notes: Notes, draft: Draft, { value, line }: TomlLine): void => {
  const hash = inlineValue(value, 'hash');
  if (hash === null) return;
  const of = inlineValue(value, 'file') ?? nameOfFile(inlineValue(value, 'url') ?? '');
  const named = draft.name === null ? packageOfFile(of) : null;
  const owner = named === null ? draft : notes.draft(stated(named.name, line));
  if (named !== null) owner.version = stated(named.version, line);
  owner.hashes.push(statedHash(hash, line, of));
};

/** One lock file's walk: which package the lines belong to. */
class Walk {
  readonly #notes: Notes;
  #draft: Draft | null = null;
  /** The address in `[package.source]` follows its type. */
  #sourceKind = '';

  constructor(ecosystem: Ecosystem) {
    this.#notes = new Notes(ecosystem, true);
  }

  take(each: TomlLine): void {
    const { section, key, value, isHeader, isItem } = each;
    if (isHeader) this.#header(section);
    else if (section === 'metadata.files' || section === 'metadata') this.#inMetadata(each);
    else if (section === 'package.source') this.#inSource(each);
    else if (section === null || section === 'package' || section === '') {
      this.#draft ??= this.#notes.draft();
      if (isItem || key === 'sdist') noteFile(this.#notes, this.#draft, each);
      else this.#field(this.#draft, key, value, each);
    }
  }

  #header(section: string | null): void {
    if (section === 'package') this.#draft = this.#notes.draft();
    this.#sourceKind = '';
  }

  #field(draft: Draft, key: string | null, value: string, each: TomlLine): void {
    const { line } = each;
    const plain = stated(value, line);
    if (key === 'name') draft.name = plain;
    else if (key === 'version' && /^["']/.test(value)) draft.version = plain;
    else if (key === 'source') noteSource(draft, plain.value, each);
    else if (key === 'checksum') draft.hashes.push(statedHash(plain.value, line, '', 'sha256'));
  }

  #inSource({ key, value, line }: TomlLine): void {
    const plain = stated(value, line);
    if (key === 'type') this.#sourceKind = plain.value;
    if (key !== 'url' || this.#draft === null) return;
    if (this.#sourceKind === 'directory' || this.#sourceKind === 'file') this.#draft.isLocal = true;
    this.#draft.source = this.#sourceKind === 'git' ? stated(`git+${plain.value}`, line) : plain;
  }

  /** Poetry before 1.3 lists the files of all packages at the end; Cargo before 2020 its checksums. */
  #inMetadata(each: TomlLine): void {
    const { key, value, line, isItem } = each;
    const [, name, version, from] =
      /^checksum\s?(\S{1,200}) (\S{1,100}) \((\S{1,300})\)/.exec(line.text.replaceAll('"', '')) ?? [];
    if (name !== undefined && version !== undefined) {
      const draft = this.#notes.draft(stated(name, line));
      draft.version = stated(version, line);
      draft.source = stated(from ?? '', line);
      draft.hashes.push(statedHash(stated(value, line).value, line, '', 'sha256'));
    } else if (isItem && key !== null && value.startsWith('{'))
      noteFile(this.#notes, this.#notes.draft(stated(key, line)), each);
  }

  finish(): Notes {
    return this.#notes;
  }
}

const reader =
  (ecosystem: Ecosystem): Reader =>
  (lines, startsFile) => {
    const walk = new Walk(ecosystem);
    for (const each of tomlLines(lines, startsFile)) walk.take(each);
    const notes = walk.finish();
    for (const line of lines) if (line.text.length > LONGEST_LINE_CHARS) notes.unnamed(line);
    return notes.finish();
  };

/** `poetry.lock`, `uv.lock` and `pdm.lock`. */
export const readPythonLock: Reader = reader('PyPI');

/** `Cargo.lock`, versions 1 to 4. A package without a source is the project's own. */
export const readCargoLock: Reader = (lines, startsFile) => {
  const { entries, ...rest } = reader('crates.io')(lines, startsFile);
  return { ...rest, entries: entries.filter(({ source }) => source !== null) };
};
