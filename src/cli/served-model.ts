import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import type { Policy } from '../domain/index.ts';
import { deriver } from '../ingest/index.ts';
import { type GnnModel, MODEL_BYTES_MAX, type Model, type ReadModel, readModel } from '../learn/index.ts';
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
import { fileMark, fileText } from './file-text.ts';
import { gnnKept, gnnPlaces } from './gnn-files.ts';
import { opensWords, shortName } from './model-words.ts';
import { note, safe } from './output.ts';
import { TRAINING } from './training-options.ts';

type Place = Pick<Config, 'modelDir'>;

/** The learned model's file, and that of the last training's report. */
const modelFile = ({ modelDir }: Place): string => join(modelDir, 'model.json');
const reportFile = ({ modelDir }: Place): string => join(modelDir, 'report.json');

/** Differs when a model's file, or what the last training or comparison said, may be another; cheap. */
export const modelMark = (place: Place): string =>
  [modelFile(place), reportFile(place), ...gnnPlaces(place)].map(fileMark).join(' ');

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
  return kept.kind === 'gnn' ? { kind: 'model', model: kept.model } : treesNow(place);
};

const treesNow = (place: Place): FileRead => {
  const kept = modelIn(place);
  if (kept === null) return { kind: 'none', why: lastReason(place) };
  return 'problem' in kept ? { kind: 'refused', ...kept } : { kind: 'model', ...kept };
};

/** The trees that the file holds, stopped or not, or why they are not used; null where there are none. */
export const modelIn = (place: Place): ReadModel | null => {
  const found = fileText(modelFile(place), MODEL_BYTES_MAX);
  return found === null || 'problem' in found ? found : readModel(found.text, featureSet);
};

/** Why the last training made no model, in its own words; null where it says nothing that can be read. */
const lastReason = (place: Place): string | null => {
  const found = fileText(reportFile(place), MODEL_BYTES_MAX);
  if (found === null || 'problem' in found) return null;
  try {
    const said: unknown = JSON.parse(found.text);
    if (typeof said !== 'object' || said === null || !('served' in said) || !('reason' in said)) return null;
    return said.served === false && typeof said.reason === 'string' ? safe(said.reason.slice(0, 1000)) : null;
  } catch {
    return null;
  }
};

/** Models of which it was said that they are stopped. */
const told = new Set<string>();

/** The model that was served when it was last looked, by its place; null: none was. */
const servedLast = new Map<string, string | null>();

/** Tells of a model that takes over, replaces another, or is gone; what is refused or stopped is told as it is found. */
const tellChange = (path: string, serving: Serving, instance: Policy): void => {
  const before = servedLast.get(path);
  const now = serving.kind === 'served' ? serving.model.id : null;
  servedLast.set(path, now);
  if (before === undefined || before === now) return;
  const again = 'every open pull request is decided again';
  if (serving.kind === 'served') {
    const how = before === null ? 'takes over from structural trust' : `replaces ${shortName(before)}`;
    note(`the learned model ${shortName(serving.model.id)} ${how}: ${opensWords(serving.model, instance)}; ${again}`);
  } else if (serving.kind === 'none' && before !== null)
    note(`the learned model ${shortName(before)} is gone: structural trust decides alone, and ${again}`);
};

/** Whether a learned model is served by this instance now. With the instance's policy, it is told once when that changes. */
export const servingNow = async (store: Store, place: Place, instance?: Policy): Promise<Serving> => {
  const serving = await servingIn(store, place);
  if (instance !== undefined) tellChange(modelFile(place), serving, instance);
  return serving;
};

const servingIn = async (store: Store, place: Place): Promise<Serving> => {
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
export const learnedScorer = async (store: Store, place: Place, instance?: Policy): Promise<LearnedScorer | null> => {
  const serving = await servingNow(store, place, instance);
  if (serving.kind !== 'served') return null;
  const { model } = serving;
  return {
    model,
    said: async (pulls, seen) => {
      const rowsOf = async (wanted: typeof pulls) => {
        const asked = askedNow(wanted, seen);
        const authors = asked.map(({ author }) => author);
        const facts = await store.read(async (db) =>
          featureFacts(db, deriver, { asked, labels: await keptLabels(db, authors), when: 'present' }),
        );
        return featureRows(wanted, seen, facts);
      };
      if (!('sage' in model)) return treesSaid({ model, features: featureSet }, await rowsOf(pulls));
      const merged = await store.read((db) => mergedChanges(db, 'last'));
      return graphSaid(pulls, seen, { model, features: featureSet, reachedBy: TRAINING.reachedBy, merged, rowsOf });
    },
  };
};

/** Where a model's drift is kept. */
export const driftStore = (store: Store): DriftStore => ({
  judged: (model, matured) => store.read((db) => judgedChanges(db, model, matured)),
  kept: async (model) => revived(await store.read((db) => keptDrift(db, model))),
  keep: (drift) => store.write((db) => keepDrift(db, drift.model, JSON.stringify(drift))),
});

const revived = (text: string | null): ModelDrift | null => (text === null ? null : JSON.parse(text));
