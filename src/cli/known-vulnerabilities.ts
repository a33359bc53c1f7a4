import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { AppError, messageOf } from '../domain/index.ts';
import { type OsvAdvisories, openAdvisories } from '../osv/index.ts';
import { note, progress } from './output.ts';

type Place = Pick<Config, 'osvDb' | 'dataRoot'>;

/** Where the export is and where its index is kept; null while OSV_DB is not set. */
export const osvPlace = ({ osvDb, dataRoot }: Place) =>
  osvDb === null ? null : { path: osvDb, cacheDir: join(dataRoot, 'osv-index') };

/**
 * The known vulnerabilities of the operator's export, or null when there is none; the caller disposes of them. The first time, and
 * whenever the export changed, it is indexed, which takes a while and is shown.
 * @throws AppError that names OSV_DB when it holds no export.
 */
export const knownVulnerabilities = async (config: Place): Promise<OsvAdvisories | null> => {
  const place = osvPlace(config);
  if (place === null) return null;
  const bar = progress('indexing known vulnerabilities');
  try {
    return await openAdvisories({ ...place, onProgress: ({ kept }) => bar.show(`${kept} records`) });
  } catch (cause) {
    throw new AppError(`OSV_DB=${place.path}: ${messageOf(cause)}`, { cause });
  } finally {
    bar.done();
  }
};

/** What an export holds, in words. */
export const countsInWords = ({ counts }: OsvAdvisories): string =>
  `${counts.kept} record${counts.kept === 1 ? '' : 's'}${counts.unreadable > 0 ? `, ${counts.unreadable} unreadable: the export is damaged or incomplete, download it again` : ''}`;

/** Sees to it that the export is indexed, and names it; null when there is none. What is unreadable in it is told. */
export const indexedVulnerabilities = async (config: Place): Promise<string | null> => {
  await using known = await knownVulnerabilities(config);
  if (known === null) return null;
  if (known.counts.unreadable > 0) note(`OSV_DB=${config.osvDb}: ${countsInWords(known)}`);
  return known.version;
};
