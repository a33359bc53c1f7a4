import { compare as comparePep440, valid as isPep440 } from '@renovatebot/pep440';
import semver from 'semver';
import type { OsvEcosystem } from './osv-advisories.ts';

/** A version longer than this is no registry's. */
const LONGEST_VERSION_CHARS = 256;

/** Go writes `v1.2.3`, and `+incompatible` is build metadata to semver, which never orders. */
const semverOf = (version: string): semver.SemVer | null => semver.parse(version.replace(/^v/, ''), { loose: true });

/** A version that can be compared with others of its ecosystem. */
export interface ComparableVersion {
  readonly text: string;
  /** Negative when this one is lower than the other text, positive when higher; null when the other is no version. */
  compareTo(other: string): number | null;
}

const comparablePython = (text: string): ComparableVersion | null =>
  isPep440(text) === null
    ? null
    : { text, compareTo: (other) => (isPep440(other) === null ? null : comparePep440(text, other)) };

const comparableSemver = (text: string): ComparableVersion | null => {
  const own = semverOf(text);
  if (own === null) return null;
  return {
    text,
    compareTo: (other) => {
      const parsed = semverOf(other);
      return parsed === null ? null : own.compare(parsed);
    },
  };
};

/** PEP 440 for PyPI, Semantic Versioning 2.0.0 for the others; null for what is no version there. */
export const comparableVersion = (ecosystem: OsvEcosystem, text: string): ComparableVersion | null => {
  if (text.length > LONGEST_VERSION_CHARS) return null;
  return ecosystem === 'PyPI' ? comparablePython(text) : comparableSemver(text);
};
