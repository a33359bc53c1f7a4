import { Notes, stated } from '../notes.ts';
import type { Reader, SideLine } from '../reading.ts';
import { inlineValue, type TomlLine, tomlLines } from '../toml-lines.ts';
import { pythonRequirement, quotedRequirements } from './python-requirement.ts';

/** Tables whose arrays hold requirements, with the keys of those arrays; null for any key. */
const ARRAYS: readonly (readonly [RegExp, RegExp | null])[] = [
  [/^project$/, /^(?:dependencies|optional-dependencies\..*)$/],
  [/^project\.optional-dependencies$|^dependency-groups$|^tool\.pdm\.dev-dependencies$/, null],
  [/^build-system$/, /^requires$/],
  [/^tool\.uv$/, /^(?:dev|constraint|override)-dependencies$/],
  [/^tool\.hatch\.envs\./, /dependencies$/],
];
/** Tables with one package per key. */
const TABLES =
  /^(?:tool\.poetry\.(?:dev-)?dependencies|tool\.poetry\.group\.[^.]+\.dependencies|packages|dev-packages|tool\.uv\.sources)$/;
const INDEXES = /^(?:tool\.poetry\.source|tool\.uv\.index|tool\.pdm\.source|source|index)$/;

const isRequirementArray = (section: string, key: string): boolean =>
  ARRAYS.some(([table, keys]) => table.test(section) && (keys?.test(key) ?? true));

const noteTableRow = (notes: Notes, key: string, value: string, line: SideLine): void => {
  if (key === 'python') return;
  if (!value.startsWith('{')) {
    notes.package(key, /^["']\*?["']$/.test(value) ? null : value, line);
    return;
  }
  const git = inlineValue(value, 'git');
  const source = git === null ? (inlineValue(value, 'url') ?? inlineValue(value, 'path')) : `git+${git}`;
  notes.package(key, inlineValue(value, 'version'), line, source);
};

const noteRequirements = (notes: Notes, { value, line }: TomlLine, isSure: boolean): void => {
  for (const { name, range, source } of quotedRequirements(value)) {
    if (isSure || (range !== null && pythonRequirement(`${name}${range}`) !== null))
      notes.package(name, range, line, source);
  }
};

const noteLine = (notes: Notes, each: TomlLine): void => {
  const { section, key, value, line, isItem } = each;
  if (section === null) {
    // Out of sight which table this is: what has a version specifier is a requirement all the same.
    if (key !== null && /dependencies$|^requires$/.test(key)) noteRequirements(notes, each, true);
    else if (isItem && key === null) noteRequirements(notes, each, false);
    else if (!isItem && key !== null && /^["'](?:[\^~]|>=)\d/.test(value) && !/^(?:requires-)?python/.test(key))
      notes.package(key, value, line);
  } else if (key === null) return;
  else if (isRequirementArray(section, key)) noteRequirements(notes, each, true);
  else if (isItem) return;
  else if (TABLES.test(section)) noteTableRow(notes, key, value, line);
  else if (INDEXES.test(section) && key === 'url') notes.setting('registry', section, stated(value, line));
  else if (/^tool\.(?:uv(?:\.pip)?|pip)$/.test(section) && /^(?:extra-)?index-url$|^find-links$/.test(key)) {
    notes.setting('registry', key, stated(value, line));
  }
};

/** `pyproject.toml` (PEP 621, PEP 735, Poetry, PDM, uv, Hatch) and `Pipfile`. */
export const readPyproject: Reader = (lines, startsFile) => {
  const notes = new Notes('PyPI', false);
  for (const each of tomlLines(lines, startsFile)) if (!each.isHeader) noteLine(notes, each);
  return notes.finish();
};
