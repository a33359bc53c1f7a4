import { type JsonPair, jsonPairs, within } from '../json-pairs.ts';
import { Notes, stated } from '../notes.ts';
import type { Reader } from '../reading.ts';

const SECTIONS: ReadonlySet<string> = new Set([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
]);
/** Sections that may nest packages in packages. */
const OVERRIDES: ReadonlySet<string> = new Set(['overrides', 'resolutions', 'catalog', 'catalogs']);

/** Commands that npm runs on installing the package, or on installing it from git (docs.npmjs.com, "scripts"). */
const INSTALL_SCRIPTS: ReadonlySet<string> = new Set([
  'preinstall',
  'install',
  'postinstall',
  'prepare',
  'preprepare',
  'postprepare',
]);

/** Keys that stand where a package's name could, when the section is not in sight. */
const NO_PACKAGE: ReadonlySet<string> = new Set([
  ...['version', 'node', 'npm', 'yarn', 'pnpm', 'bun', 'vscode', 'engines', 'packageManager', 'target', 'browserslist'],
  ...[
    'homepage',
    'url',
    'registry',
    'type',
    'name',
    'license',
    'main',
    'module',
    'types',
    'email',
    'repository',
    'bugs',
  ],
]);

const RANGE =
  /^(?:[\^~<>=]{0,2}\s?v?\d{1,9}(?:\.|$)|npm:|workspace:|catalog:|git[+:]|github:|gitlab:|file:|link:|https?:\/\/\S{1,300}\.t(?:ar\.)?gz|[\w.-]{1,100}\/[\w.-]{1,100}#|\*$|latest$|next$)/;
/** Forms that name where to get a package instead of a range. */
const PLACE =
  /^(?:git[+:@]|github:|gitlab:|bitbucket:|gist:|https?:|ssh:|file:|link:|portal:|[\w.-]{1,100}\/[\w.-]{1,100}(?:#|$))/;

const noteDependency = (notes: Notes, { key, value, line }: JsonPair): void => {
  const alias = /^npm:(@?[^@]{1,213})@?(.{0,200})$/.exec(value);
  if (alias !== null) notes.package(alias[1] ?? '', alias[2] ?? null, line);
  else if (PLACE.test(value)) notes.package(key, null, line, value);
  else notes.package(key, /^(?:workspace|catalog):/.test(value) ? null : value, line);
};

/** The last name of `a/b`, `a>b` or `a@^1`, which overrides use for places in the tree. */
const overridden = (key: string): string => /(@[\w.-]+\/)?[\w.-]+(?=(?:@[^@/>]*)?$)/.exec(key)?.[0] ?? key;

/** `package.json`: dependencies of every kind, and the commands that run on installing. */
export const readPackageJson: Reader = (lines, startsFile) => {
  const notes = new Notes('npm', false);
  for (const pair of jsonPairs(lines, startsFile)) {
    const { frame, key, value, line } = pair;
    const isUnknown = !frame.isKnown;
    if (INSTALL_SCRIPTS.has(key) && (frame.name === 'scripts' || (isUnknown && !RANGE.test(value)))) {
      notes.setting('script', key, stated(value, line));
    } else if (frame.name !== null && SECTIONS.has(frame.name)) noteDependency(notes, pair);
    else if (within(frame, OVERRIDES) && key !== '') {
      if (!value.startsWith('$'))
        noteDependency(notes, { ...pair, key: key === '.' ? (frame.name ?? '') : overridden(key) });
    } else if (isUnknown && /^[@\w]/.test(key) && !NO_PACKAGE.has(key) && RANGE.test(value))
      noteDependency(notes, pair);
  }
  return notes.finish();
};
