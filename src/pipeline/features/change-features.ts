import { areaOf } from '../../signals/index.ts';
import type { Analysis } from '../analyse.ts';
import type { ChangeValues } from './feature-set.ts';

const UNKNOWN: ChangeValues = {
  patch_bytes: Number.NaN,
  files: Number.NaN,
  added: Number.NaN,
  deleted: Number.NaN,
  code_share: Number.NaN,
  test_share: Number.NaN,
  doc_share: Number.NaN,
};

const DOCUMENTS: readonly string[] = ['docs', 'translation'];
const TESTS: readonly string[] = ['tests'];
/** Neither runs nor says what runs. */
const OTHER: readonly string[] = [...DOCUMENTS, ...TESTS, 'asset', 'data', 'lock'];

/** What an analysis says of the size and the kind of a change; all NaN where there is none that read it. */
export const changeFeatures = (analysis: Analysis | null): ChangeValues => {
  if (analysis === null || !('coverage' in analysis)) return UNKNOWN;
  const { files, bytes } = analysis.coverage;
  const areas = files.map(({ path }) => areaOf(path));
  const share = (which: (area: string) => boolean): number => areas.filter(which).length / areas.length;
  return {
    patch_bytes: bytes,
    files: files.length,
    added: files.reduce((sum, { added }) => sum + added, 0),
    deleted: files.reduce((sum, { deleted }) => sum + deleted, 0),
    code_share: share((area) => !OTHER.includes(area)),
    test_share: share((area) => TESTS.includes(area)),
    doc_share: share((area) => DOCUMENTS.includes(area)),
  };
};
