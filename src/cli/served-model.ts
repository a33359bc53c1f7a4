import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { messageOf } from '../domain/index.ts';
import { deriver } from '../ingest/index.ts';
import { type GnnModel, MODEL_BYTES_MAX, type Model, readModel } from '../learn/index.ts';
import {
  askedNow,
  type DriftStore,
  featureRows,
  featureSet,
  graphSaid,
  type LearnedScorer,
  type ModelDrift,
  type Serving,
  treesSaid,
  unknownColumns,
} from '../pipeline/index.ts';
import {
  featureFacts,
  judgedChanges,
  keepDrift,
  keptDrift,
  keptLabels,
  mergedChanges,
  type Store,
} from '../store/index.ts';
import { gnnKept, gnnPlaces } from './gnn-files.ts';
import { note } from './output.ts';
import { TRAINING } from './training-options.ts';

type Place = Pick<Config, 'modelDir'>;

/** The learned model's file, and that of the last training's report. */
const modelFile = ({ modelDir }: Place): string => join(modelDir, 'model.json');
const reportFile = ({ modelDir }: Place): string => join(modelDir, 'report.json');

/** Differs when a model's file, or what the last training or comparison said, may be another; cheap. */
export const modelMark = (place: Place): string =>
  [modelFile(place), reportFile(place), ...gnnPlaces(place)].map(fileMark).join(' ');

/** By content's place, size and times: a file is written whole and renamed, so that a new one is another file. */
const fileMark = (path: string): string => {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return `${ino}-${size}-${mtimeMs}-${ctimeMs}`;
  } catch {
    return 'none';
  }
};

/** What was found in a file, and when that was. */
interface Found {
  readonly mark: string;
  readonly read: FileRead;
}
type FileRead = (
  | Exclude<Serving, { kind: 'served' | 'stopped' }>
  | { readonly kind: 'model'; readonly model: Model | GnnModel }
) & { readonly graphProblem?: string };

const found = new Map<string, Found>();

/** Whatever is wrong with a file is told once, and is no reason not to decide. */
const fileRead = (place: Place): FileRead => {
  const path = modelFile(place);
  const mark = modelMark(place);
  const known = found.get(path);
  if (known?.mark === mark) return known.read;
  const read = readNow(place);
  found.set(path, { mark, read });
  if (read.kind === 'refused') note(`${path} ${read.problem}: deciding without a learned model`);
  if (read.graphProblem !== undefined) note(`${read.graphProblem}: deciding without GraphSAGE`);
  return read;
};

/** GraphSAGE where the comparison's files say so and are whole, else the trees. */
const readNow = (place: Place): FileRead => {
  const kept = gnnKept(place);
  if (kept.kind === 'refused') return { ...treesNow(place), graphProblem: kept.problem };
  if (kept.kind !== 'gnn') return treesNow(place);
  const problem = columnProblem(kept.model);
  if (problem === null) return { kind: 'model', model: kept.model };
  return { ...treesNow(place), graphProblem: `gnn-model.json ${problem}` };
};

const columnProblem = (model: Pick<Model, 'columns'>): string | null => {
  const [unknown] = unknownColumns({ model, features: featureSet });
  return unknown === undefined ? null : `has the column ${unknown.slice(0, 80)}, which is no feature`;
};

const treesNow = (place: Place): FileRead => {
  const path = modelFile(place);
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return { kind: 'none', why: lastReason(place) };
    if (!stat.isFile()) return { kind: 'refused', problem: 'is not a file' };
    if (stat.size > MODEL_BYTES_MAX) return { kind: 'refused', problem: `is over ${MODEL_BYTES_MAX} bytes` };
    const answer = readModel(readFileSync(path, 'utf8'), { featureHash: featureSet.hash });
    if ('problem' in answer) return { kind: 'refused', problem: answer.problem };
    const problem = columnProblem(answer.model);
    return problem === null ? { kind: 'model', model: answer.model } : { kind: 'refused', problem };
  } catch (error) {
    return { kind: 'refused', problem: `cannot be read: ${messageOf(error).slice(0, 200)}` };
  }
};

/** Why the last training made no model, in its own words; null where it says nothing that can be read. */
const lastReason = (place: Place): string | null => {
  try {
    const said: unknown = JSON.parse(readFileSync(reportFile(place), 'utf8'));
    if (typeof said !== 'object' || said === null || !('served' in said) || !('reason' in said)) return null;
    return said.served === false && typeof said.reason === 'string' ? said.reason.slice(0, 1000) : null;
  } catch {
    return null;
  }
};

/** Models of which it was said that they are stopped. */
const told = new Set<string>();

/** Whether a learned model is served by this instance now. */
export const servingNow = async (store: Store, place: Place): Promise<Serving> => {
  const read = fileRead(place);
  if (read.kind !== 'model') return read;
  const { model, graphProblem } = read;
  const beside = graphProblem === undefined ? {} : { graphProblem };
  const drift = await driftStore(store).kept(model.id);
  if (drift === null || drift.stoppedAtUs === null) return { kind: 'served', model, drift, ...beside };
  if (!told.has(model.id)) note(`the learned model ${model.id.slice(0, 12)} is not served any more: ${drift.why}`);
  told.add(model.id);
  return { kind: 'stopped', model, drift, ...beside };
};

/** The model that decisions are made with, with its features out of the database; null where none is served. */
export const learnedScorer = async (store: Store, place: Place): Promise<LearnedScorer | null> => {
  const serving = await servingNow(store, place);
  if (serving.kind !== 'served') return null;
  const { model } = serving;
  return {
    model,
    said: async (pulls, seen) => {
      const rowsOf = async (wanted: typeof pulls) => {
        const asked = askedNow(wanted, seen);
        const facts = await store.read(async (db) =>
          featureFacts(db, deriver, { asked, labels: await keptLabels(db), when: 'present' }),
        );
        return featureRows(wanted, seen, facts);
      };
      if (!('sage' in model)) return treesSaid({ model, features: featureSet }, await rowsOf(pulls));
      const merged = await store.read(mergedChanges);
      return graphSaid(pulls, seen, { model, features: featureSet, reachedBy: TRAINING.reachedBy, merged, rowsOf });
    },
  };
};

/** Where a model's drift is kept. */
export const driftStore = (store: Store): DriftStore => ({
  judged: (model) => store.read((db) => judgedChanges(db, model)),
  kept: async (model) => revived(await store.read((db) => keptDrift(db, model))),
  keep: (drift) => store.write((db) => keepDrift(db, drift.model, JSON.stringify(drift))),
});

const revived = (text: string | null): ModelDrift | null => (text === null ? null : JSON.parse(text));
