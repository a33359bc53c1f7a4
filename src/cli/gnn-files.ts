import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { AppError } from '../domain/index.ts';
import { type Gnn, type GnnModel, gnnModelText, MODEL_BYTES_MAX, readGnn } from '../learn/index.ts';
import { featureSet } from '../pipeline/index.ts';
import { fileText } from './file-text.ts';
import { requireWritable } from './require-writable.ts';
import { writeWhole } from './write-whole.ts';

const reportFile = (directory: string): string => join(directory, 'gnn.json');
const modelFile = (directory: string): string => join(directory, 'gnn-model.json');

/** Tries whether a comparison can be kept, before it is made. @throws AppError naming path, fault and mend. */
export const requireJudgedKept = (directory: string): Promise<void> =>
  requireWritable(directory, ['gnn-model.json', 'gnn.json']);

/** Where the verdict is kept, and the model that it lets decide. */
export const gnnPlaces = ({ modelDir }: Pick<Config, 'modelDir'>): readonly string[] => [
  reportFile(modelDir),
  modelFile(modelDir),
];

/**
 * Keeps what a comparison came to; a model only where it may decide: an older one goes when the verdict no longer holds.
 * In an order in which whoever reads meanwhile finds nothing to decide by. @throws AppError naming path and fault.
 */
export const keepJudged = async (
  directory: string,
  { report, model }: { readonly report: object; readonly model: GnnModel | null },
): Promise<void> => {
  if (model !== null) await writeWhole(modelFile(directory), [gnnModelText(model)]);
  await writeWhole(reportFile(directory), [`${JSON.stringify(report, null, 2)}\n`]);
  if (model === null) await removed(modelFile(directory));
};

const removed = async (path: string): Promise<void> => {
  try {
    await rm(path, { force: true });
  } catch (cause) {
    throw new AppError(`cannot remove ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
};

/** What the files of the last comparison come to. Never throws: what cannot be read is refused, and the trees' turn. */
export const gnnKept = ({ modelDir }: Pick<Config, 'modelDir'>): Gnn => {
  const report = fileText(reportFile(modelDir), MODEL_BYTES_MAX);
  const model = fileText(modelFile(modelDir), MODEL_BYTES_MAX);
  if (report !== null && 'problem' in report) return { kind: 'refused', problem: `gnn.json ${report.problem}` };
  if (model !== null && 'problem' in model) return { kind: 'refused', problem: `gnn-model.json ${model.problem}` };
  return readGnn({ report: report?.text ?? null, model: model?.text ?? null }, featureSet);
};
