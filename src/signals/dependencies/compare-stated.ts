import { compare as comparePython, valid as isPython } from '@renovatebot/pep440';
import semver from 'semver';
import type { Ecosystem } from '../context.ts';

/** Negative when the first version is lower; 0 when they are equal or cannot be compared. */
export const compareStated = (ecosystem: Ecosystem, a: string, b: string): number => {
  if (a.length > 100 || b.length > 100) return 0;
  if (ecosystem === 'PyPI') return isPython(a) === null || isPython(b) === null ? 0 : comparePython(a, b);
  const [left, right] = [semver.parse(a.replace(/^v/, '')), semver.parse(b.replace(/^v/, ''))];
  return left === null || right === null ? 0 : left.compare(right);
};
