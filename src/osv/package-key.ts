import type { OsvEcosystem } from './osv-advisories.ts';

/**
 * One spelling for all spellings of a package's name that its registry takes for the same: PEP 503 for PyPI; crates.io
 * treats `-` and `_`, and both cases, alike. npm and Go names are what they are.
 */
export const packageKey = (ecosystem: OsvEcosystem, name: string): string => {
  if (ecosystem === 'PyPI') return `PyPI ${name.toLowerCase().replaceAll(/[-_.]+/g, '-')}`;
  if (ecosystem === 'crates.io') return `crates.io ${name.toLowerCase().replaceAll('_', '-')}`;
  return `${ecosystem} ${name}`;
};
