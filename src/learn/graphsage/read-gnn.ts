import { z } from 'zod';
import { isotonicFromJson } from '../calibration/isotonic-json.ts';
import type { FeatureSet } from '../dataset.ts';
import { columnProblem } from '../model-file/column-problem.ts';
import { MODEL_FORMAT, MODEL_SCHEMA } from '../model-file/model.ts';
import { firstIssue, GNN_MODEL_SHAPE } from '../model-file/model-shape.ts';
import {
  orProblem,
  parsedOf,
  partOf,
  Refused,
  requireHash,
  requireNone,
  requireVersion,
} from '../model-file/refusals.ts';
import { carriedProblem, SERVE_RULE } from '../training/serve-rule.ts';
import { type GnnModel, gnnModelIdOf } from './gnn-model.ts';
import type { SageReport } from './judge-sage.ts';
import { keptPeopleFromJson } from './kept-people.ts';
import { sageFromJson } from './sage-json.ts';
import { gnnVerdictFromJson } from './verdict-json.ts';

/** Whose probabilities the files of a comparison are for, and why. */
export type Gnn =
  /** Nothing was compared. */
  | { readonly kind: 'none' }
  /** The trees', as the verdict has it. */
  | { readonly kind: 'trees'; readonly report: SageReport }
  /** The trees', as a file is not used; `problem` is a sentence without its end. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** GraphSAGE's: it wins, is stable, and its model is there and whole. */
  | { readonly kind: 'gnn'; readonly report: SageReport; readonly model: GnnModel };

/** The texts of `gnn.json` and `gnn-model.json`; null for one that is not there. */
export interface GnnTexts {
  readonly report: string | null;
  readonly model: string | null;
}

/**
 * What the two files come to. GraphSAGE is taken only where the verdict follows from its figures, wins and is stable, all
 * else that is asked of a model holds, and the model is the one that was judged, made for these features and none of those
 * that are withheld. Never throws.
 */
export const readGnn = (texts: GnnTexts, features: FeatureSet): Gnn => {
  if (texts.report === null) {
    return texts.model === null ? { kind: 'none' } : refused('gnn-model.json', 'is there without its verdict');
  }
  const read = orProblem(() => ({ report: reportOf(parsedOf(texts.report ?? ''), features.hash) }));
  if ('problem' in read) return refused('gnn.json', read.problem);
  const { report } = read;
  if (!report.qualifies) return { kind: 'trees', report };
  if (texts.model === null) return refused('gnn-model.json', 'is missing, though its verdict is there');
  const found = orProblem(() => ({ model: modelOf(parsedOf(texts.model ?? ''), report, features) }));
  if ('problem' in found) return refused('gnn-model.json', found.problem);
  return { kind: 'gnn', report, model: found.model };
};

const refused = (file: string, problem: string): Gnn => ({ kind: 'refused', problem: `${file} ${problem}` });

const count = z.int().min(0);
const words = z.string().max(10_000);
/** Its last fields are for people: nothing follows from them. */
const shape = z.strictObject({
  format: z.literal(1),
  qualifies: z.boolean(),
  reason: words,
  verdict: z.unknown(),
  conditions: z.array(z.strictObject({ asked: words, met: z.boolean(), found: words })).max(100),
  model: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .nullable(),
  rows: z.strictObject({ all: count, fit: count, calibrate: count, test: count }),
  featureHash: z.string().min(1).max(128),
  seed: count,
  target: z.unknown().optional(),
  made: z.unknown().optional(),
  decides: z.unknown().optional(),
  judgedAtUs: z.unknown().optional(),
});

const reportOf = (parsed: Readonly<Record<string, unknown>>, featureHash: string): SageReport => {
  requireVersion('format', parsed.format, 1);
  if (parsed.featureHash !== featureHash) throw new Refused('is about other features than these: run `gnn` again');
  const read = shape.safeParse(parsed);
  if (!read.success) throw new Refused(firstIssue(read.error));
  const { verdict: json, target: _, made: __, decides: ___, judgedAtUs: ____, ...rest } = read.data;
  const report = { ...rest, verdict: json === null ? null : partOf('verdict', () => gnnVerdictFromJson(json)) };
  const problem = contradictionIn(report);
  if (problem !== null) throw new Refused(`contradicts itself: ${problem}`);
  return report;
};

const contradictionIn = ({ qualifies, verdict, conditions, model, rows }: SageReport): string | null => {
  if (qualifies !== (verdict?.served === true && conditions.every(({ met }) => met)))
    return `it says qualifies: ${qualifies}, which does not follow from its verdict and conditions`;
  if (verdict !== null && verdict.figures.rows !== rows.test)
    return 'its verdict is on other changes than were held out';
  if (rows.fit + rows.calibrate + rows.test > rows.all) return 'there are more examples in its parts than in all';
  if (qualifies !== (model !== null)) return 'it names a model though none qualifies, or none though one does';
  if (!qualifies || verdict === null) return null;
  const { clean } = verdict.figures;
  const { testRows, testPerClass, calibrateRows } = SERVE_RULE;
  const isEnough = rows.test >= testRows && Math.min(clean, rows.test - clean) >= testPerClass;
  return isEnough && rows.calibrate >= calibrateRows && conditions.length > 0 ? null : 'too little was held out for it';
};

const modelOf = (parsed: Readonly<Record<string, unknown>>, report: SageReport, features: FeatureSet): GnnModel => {
  requireVersion('format', parsed.format, MODEL_FORMAT);
  requireVersion('schema', parsed.schema, MODEL_SCHEMA);
  if (parsed.featureHash !== report.featureHash) throw new Refused('is made for other features than its verdict');
  const read = GNN_MODEL_SHAPE.safeParse(parsed);
  if (!read.success) throw new Refused(firstIssue(read.error));
  const { sha256, sage: sageJson, people: peopleJson, isotonic: isotonicJson, ...rest } = read.data;
  const sage = partOf('sage', () => sageFromJson(sageJson));
  const people = partOf('people', () => keptPeopleFromJson(peopleJson, sage.nodeScales.columns.length));
  const isotonic = partOf('isotonic', () => isotonicFromJson(isotonicJson));
  if (JSON.stringify(sage.ownScales.columns) !== JSON.stringify(rest.columns))
    throw new Refused('sage.ownScales.columns: must be the columns of the model');
  if (!sage.nodeScales.columns.every((column) => rest.columns.includes(column)))
    throw new Refused('sage.nodeScales.columns: must be among the columns of the model');
  const id = gnnModelIdOf({ ...rest, sage, people, isotonic });
  requireHash(sha256, id);
  if (id !== report.model) throw new Refused('is not the model that its verdict is about');
  requireNone(columnProblem(rest.columns, features));
  requireNone(carriedProblem(rest));
  return { ...rest, sage, people, isotonic, id };
};
