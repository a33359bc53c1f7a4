import { oncePerNames } from '../text/names-of.ts';
import { readCargoToml } from './readers/cargo-toml.ts';
import { readGoMod, readGoSum } from './readers/go-mod.ts';
import { readPackageJson } from './readers/package-json.ts';
import { readPackageLock } from './readers/package-lock.ts';
import { readPipfileLock } from './readers/pipfile-lock.ts';
import { readPnpmLock } from './readers/pnpm-lock.ts';
import { readPyproject } from './readers/pyproject.ts';
import { readRequirements } from './readers/requirements.ts';
import { readCargoSettings, readEnvironment, readNpmSettings, readPipSettings } from './readers/settings-files.ts';
import { readSetupCfg, readSetupPy } from './readers/setup-script.ts';
import { readCargoLock, readPythonLock } from './readers/table-lock.ts';
import { readYarnLock } from './readers/yarn-lock.ts';
import type { Reader } from './reading.ts';

/** How a file is read, and what it is. */
export interface FileFormat {
  readonly reader: Reader;
  /** What the file is for: it asks for packages, pins them, sets where they come from, or merely may mention that. */
  readonly role: 'manifest' | 'lock' | 'settings' | 'environment';
}

const format = (role: FileFormat['role'], reader: Reader): FileFormat => ({ role, reader });

const BY_NAME: ReadonlyMap<string, FileFormat> = new Map([
  ['package.json', format('manifest', readPackageJson)],
  ['package-lock.json', format('lock', readPackageLock)],
  ['npm-shrinkwrap.json', format('lock', readPackageLock)],
  ['pnpm-lock.yaml', format('lock', readPnpmLock)],
  ['yarn.lock', format('lock', readYarnLock)],
  ['pyproject.toml', format('manifest', readPyproject)],
  ['pipfile', format('manifest', readPyproject)],
  ['pipfile.lock', format('lock', readPipfileLock)],
  ['poetry.lock', format('lock', readPythonLock)],
  ['uv.lock', format('lock', readPythonLock)],
  ['pdm.lock', format('lock', readPythonLock)],
  ['setup.py', format('manifest', readSetupPy)],
  ['setup.cfg', format('manifest', readSetupCfg)],
  ['cargo.toml', format('manifest', readCargoToml)],
  ['cargo.lock', format('lock', readCargoLock)],
  ['go.mod', format('manifest', readGoMod)],
  ['go.sum', format('lock', readGoSum)],
  ['go.work.sum', format('lock', readGoSum)],
  ['.npmrc', format('settings', readNpmSettings)],
  ['.yarnrc', format('settings', readNpmSettings)],
  ['.yarnrc.yml', format('settings', readNpmSettings)],
  ['bunfig.toml', format('settings', readNpmSettings)],
  ['pip.conf', format('settings', readPipSettings)],
  ['pip.ini', format('settings', readPipSettings)],
  ['uv.toml', format('settings', readPipSettings)],
]);

const REQUIREMENTS =
  /(?:^|\/)(?:[\w.-]{0,100}(?:requirements|constraints)[\w.-]{0,100}\.(?:txt|in)|requirements\/[\w.-]{1,100}\.(?:txt|in))$/i;
const CARGO_CONFIG = /(?:^|\/)\.cargo\/config(?:\.toml)?$/;
const ENVIRONMENT =
  /(?:^|\/)(?:[\w.-]{0,50}Dockerfile[\w.-]{0,50}|[\w.-]{0,50}Makefile|Jenkinsfile|[Jj]ustfile|\.env[\w.-]{0,50}|go\.env|[\w.-]{1,100}\.(?:ya?ml|sh|bash|mk|env|cmd|bat|ps1))$/;

const REQUIREMENTS_FORMAT = format('manifest', readRequirements);
const CARGO_FORMAT = format('settings', readCargoSettings);
const ENVIRONMENT_FORMAT = format('environment', readEnvironment);

/** How to read a file, told by its path; null when it says nothing of dependencies. */
const formatOf = (path: string): FileFormat | null => {
  const known = BY_NAME.get(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
  if (known !== undefined) return known;
  if (path.length > 1_000) return null;
  if (REQUIREMENTS.test(path)) return REQUIREMENTS_FORMAT;
  if (CARGO_CONFIG.test(path)) return CARGO_FORMAT;
  return ENVIRONMENT.test(path) ? ENVIRONMENT_FORMAT : null;
};

/** The ways to read a file that has these names in a change, each once; none when no name says anything of dependencies. */
export const formatsOf: (names: readonly string[]) => readonly FileFormat[] = oncePerNames((names) => [
  ...new Set(names.map(formatOf).filter((known) => known !== null)),
]);
