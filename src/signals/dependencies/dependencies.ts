import type { Change } from '../../domain/index.ts';
import type { SignalContext } from '../context.ts';
import type { Signal } from '../signal.ts';
import { collect, type Found } from '../text/collect.ts';
import { namesOf } from '../text/names-of.ts';
import { type FileFacts, fileFacts } from './file-facts.ts';
import { formatsOf } from './reader-for.ts';
import { downgrades } from './rules/downgrades.ts';
import { installScripts } from './rules/install-scripts.ts';
import { changedIntegrity } from './rules/integrity.ts';
import { lockAlone } from './rules/lock-alone.ts';
import { changedRegistries } from './rules/registries.ts';
import { typosquats } from './rules/typosquats.ts';
import { unnamedPackages } from './rules/unnamed.ts';
import { vulnerableVersions } from './rules/vulnerable.ts';

function* inFile(facts: FileFacts): Generator<Found> {
  yield* installScripts(facts);
  yield* changedRegistries(facts);
  yield* changedIntegrity(facts);
  yield* downgrades(facts);
  yield* unnamedPackages(facts);
}

const report = async (change: Change, { advisories }: SignalContext): Promise<readonly Found[]> => {
  const names = namesOf(change);
  const all = change.files.flatMap((file) => fileFacts(file, names(file)));
  // What somebody asked for before what a resolver made of it: each version is said once.
  const inOrder = [...all].sort((a, b) => Number(b.role === 'manifest') - Number(a.role === 'manifest'));
  const facts = inOrder.flatMap((each) => each.facts);
  const vulnerable = advisories === null ? [] : await vulnerableVersions(facts, advisories);
  return [...vulnerable, ...all.flatMap((facts) => [...inFile(facts)]), ...typosquats(all), ...lockAlone(all)];
};

/**
 * Packages that a change adds or moves to another version, in the manifests and lock files of npm, pnpm, Yarn, PyPI, Cargo
 * and Go: known vulnerabilities and malicious releases (OSV, when an export is at hand), names like popular ones, code
 * run on installing, other registries, hashes that change under the same version, downgrades, and switched-off checks.
 * A file is read by every name that it has in the change. Reads what the hunks show; what they say of a package they do not name is counted and reported, never guessed.
 */
export const dependencies: Signal = {
  id: 'dependencies',
  version: 3,
  reads: ({ path }) => formatsOf([path]).length > 0,
  run: async (change, context) => collect(await report(change, context)),
};
