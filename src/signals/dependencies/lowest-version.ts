import type { Ecosystem } from '../context.ts';

/** A version, and whether nothing but it is allowed. */
export interface LowestVersion {
  readonly version: string;
  readonly isExact: boolean;
}

const LONGEST_RANGE_CHARS = 200;
/** An operator that sets a lower bound, or none, and a version. Upper bounds and exclusions match nothing. */
const LOWER_BOUND = /(?:^|[\s,|(])(\^|~=|~>|~|>=|===?|=|)[ \t]?v?(\d[\w.+!*-]{0,100})/;
const FULL = /^\d+\.\d+\.\d+/;

/** `1.2` and `1.2.*` as three numbers, as semver wants them. */
const completed = (version: string): string => {
  const bare = version.replace(/(?:\.[x*X])+$/, '');
  if (FULL.test(bare)) return bare;
  return /^\d+(?:\.\d+)?$/.test(bare) ? `${bare}${'.0'.repeat(3 - bare.split('.').length)}` : bare;
};

/**
 * The lowest version that a range allows, as far as a glance tells: of alternatives the first one's bound. A bare
 * `1.2.3` is exact for npm and Go, a lower bound for Cargo, and nothing at all for pip. Null for tags, `*`, mere upper
 * bounds and addresses. In a lock file the text is the version.
 */
export const lowestVersion = (ecosystem: Ecosystem, text: string, isLock: boolean): LowestVersion | null => {
  const range = text.trim();
  if (range.length > LONGEST_RANGE_CHARS) return null;
  if (isLock) {
    const version = range.replace(/^(?:==|v)/, '');
    return /^\d/.test(version) ? { version, isExact: true } : null;
  }
  const match = LOWER_BOUND.exec(range);
  if (match === null) return null;
  const [, operator = '', version = ''] = match;
  const isWhole = match[0].length === range.length;
  if (ecosystem === 'PyPI') {
    return {
      version: version.replace(/\.\*$/, ''),
      isExact: isWhole && operator.startsWith('==') && !version.includes('*'),
    };
  }
  if (ecosystem === 'Go') return { version, isExact: true };
  const isPinned = operator === '=' || (operator === '' && ecosystem === 'npm');
  return { version: completed(version), isExact: isWhole && isPinned && FULL.test(version) };
};
