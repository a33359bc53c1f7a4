import { join } from 'node:path';
import { type Model, modelText, type ReliabilityPoint, reliabilitySvg } from '../learn/index.ts';
import { writeWhole } from './write-whole.ts';

/** What a training found, and the model if it is to be served. */
export interface Kept {
  readonly report: { readonly reliability: readonly ReliabilityPoint[] };
  readonly model: Model | null;
}

/**
 * Keeps the report and its curve always, the model only where it is to be served: without one, the model in use stays as
 * it is. The model comes last, for who sees a new one finds its report there. @throws AppError naming path and fault.
 */
export const keepTraining = async (directory: string, { report, model }: Kept): Promise<void> => {
  await writeWhole(join(directory, 'report.json'), [`${JSON.stringify(report, null, 2)}\n`]);
  await writeWhole(join(directory, 'reliability.svg'), [reliabilitySvg(report.reliability)]);
  if (model !== null) await writeWhole(join(directory, 'model.json'), [modelText(model)]);
};
