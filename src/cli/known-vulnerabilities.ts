import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { openAdvisories } from '../osv/index.ts';
import type { Advisories } from '../signals/index.ts';
import { progress } from './output.ts';

/** Where the export is and where its index is kept; null while OSV_DB is not set. */
export const osvPlace = ({ osvDb, dataRoot }: Pick<Config, 'osvDb' | 'dataRoot'>) =>
  osvDb === null ? null : { path: osvDb, cacheDir: join(dataRoot, 'osv') };

/**
 * The known vulnerabilities of the operator's export, or null when there is none. The first time, and whenever the
 * export changed, it is indexed, which takes a while and is shown.
 * @throws AppError when OSV_DB holds no export.
 */
export const knownVulnerabilities = async (config: Pick<Config, 'osvDb' | 'dataRoot'>): Promise<Advisories | null> => {
  const place = osvPlace(config);
  if (place === null) return null;
  const bar = progress('indexing known vulnerabilities');
  const advisories = await openAdvisories({ ...place, onProgress: ({ kept }) => bar.show(`${kept} records`) });
  bar.done();
  return advisories;
};
