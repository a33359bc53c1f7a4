import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Did, parseDid } from '../domain/index.ts';

/** TRUST_SEEDS holds DIDs, or the name of a file with one DID per line (`#` starts a comment). */
export const readSeeds = (value: string | null, directory: string, problems: string[]): readonly Did[] => {
  if (value === null) return [];
  const inFile = !value.startsWith('did:');
  let text = value;
  if (inFile) {
    try {
      text = readFileSync(resolve(directory, value), 'utf8').replace(/#.*$/gm, '');
    } catch (error) {
      problems.push(
        `TRUST_SEEDS=${value} is neither a DID nor a file that can be read (${(error as NodeJS.ErrnoException).code})`,
      );
      return [];
    }
  }
  const seeds: Did[] = [];
  for (const word of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const did = parseDid(word);
    if (did === null) problems.push(`TRUST_SEEDS: "${word.slice(0, 80)}" is not a DID`);
    else seeds.push(did);
  }
  return [...new Set(seeds)];
};
