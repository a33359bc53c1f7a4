import { join } from 'node:path';
import { type Model, modelText, type ReliabilityPoint, reliabilitySvg } from '../learn/index.ts';
import { requireWritable } from './require-writable.ts';
import { writeWhole } from './write-whole.ts';

/** What a training found, and the model if it is to be served. */
export interface Kept {
  readonly report: { readonly reliability: readonly ReliabilityPoint[] };
  readonly model: Model | null;
}

/** Tries whether a training can be kept, before it is done. @throws AppError naming path, fault and mend. */
export const requireKept = (directory: string): Promise<void> =>
  requireWritable(directory, ['reliability.svg', 'model.json', 'report.json']);

/**
 * Keeps the report and its curve always, the model only where it is to be served: without one, the model in use stays as
 * it is. The report comes last: whatever fails, none says of a model that it is served which is not there. Of one that is
 * there it is not asked. @throws AppError naming path and fault.
 */
export const keepTraining = async (directory: string, { report, model }: Kept): Promise<void> => {
  await writeWhole(join(directory, 'reliability.svg'), [reliabilitySvg(report.reliability)]);
  if (model !== null) await writeWhole(join(directory, 'model.json'), [modelText(model)]);
  await writeWhole(join(directory, 'report.json'), [`${JSON.stringify(report, null, 2)}\n`]);
};
