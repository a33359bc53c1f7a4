import type { AtUri, Did, LearnedEvidence, Policy } from '../../domain/index.ts';
import { withLearned } from '../../gate/index.ts';
import type { FeatureSet, GnnModel, Model } from '../../learn/index.ts';
import type { Analysis } from '../analyse.ts';
import type { OpenPull, VouchEdge } from '../ports.ts';
import type { PersonTrust, TrustViews } from '../trust-view.ts';
import type { PullIndex } from '../world-index.ts';
import type { ModelDrift } from './drift.ts';

/** The world that decisions are made from, as features see it. */
export interface SeenWorld {
  readonly views: TrustViews;
  readonly index: PullIndex;
  /** The operator's trusted roots. */
  readonly seeds: readonly Did[];
  /** What `views` say of a pull request's author where that was looked at already; default: it is looked at. */
  readonly trustOf?: (pull: OpenPull) => PersonTrust | null;
  /** Who speaks well or ill of whom now, and all pull requests that are open; made when asked for. */
  readonly vouches: () => readonly VouchEdge[];
  readonly open: () => readonly OpenPull[];
}

/** Features of one pull request by what was read of its diff (null: nothing), in the feature set's order. */
export type FeatureRow = (analysis: Analysis | null) => Float64Array;

/** What a model says of one pull request, by what was read of its diff. */
export type Said = (analysis: Analysis) => LearnedEvidence;

/** Boosted trees, or GraphSAGE where it was found to be better. */
export type ServedModel = Model | GnnModel;

/** Which of the two a model is. */
export const kindOf = (model: ServedModel): 'trees' | 'graphsage' => ('sage' in model ? 'graphsage' : 'trees');

/** Trees with the features they are told. */
export interface LearnedModel {
  readonly model: Model;
  /** What its columns are; all of them are among these. */
  readonly features: FeatureSet;
}

/** The learned model that decisions are made with, whichever it is. */
export interface LearnedScorer {
  readonly model: ServedModel;
  /** What it says as of now, by pull request; of one that is missing it says nothing. */
  readonly said: (pulls: readonly OpenPull[], seen: SeenWorld) => Promise<ReadonlyMap<AtUri, Said>>;
}

/** Whether a learned model is served, and why not. */
export type Serving = Served & {
  /** Why the files of the comparison with GraphSAGE are not used; absent where they are, or there are none. */
  readonly graphProblem?: string;
};

type Served =
  /** No model file is there; `why` is what the last training said, where it said anything. */
  | { readonly kind: 'none'; readonly why: string | null }
  /** A file is there that is not used; `problem` goes on after the file's name. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** Its probabilities no longer fit what happens; it comes back only as another model. */
  | { readonly kind: 'stopped'; readonly model: ServedModel; readonly drift: ModelDrift }
  | { readonly kind: 'served'; readonly model: ServedModel; readonly drift: ModelDrift | null };

/** Before anybody looked for a model. */
export const NOTHING_SERVED: Serving = { kind: 'none', why: null };

/** A policy as it is with this model served; the policy itself where none is. */
export const policyServing = (policy: Policy, instance: Policy, model: ServedModel | null): Policy =>
  model === null
    ? policy
    : withLearned(policy, instance, {
        model: model.id,
        guaranteed: model.threshold.value,
        needed: model.threshold.needed,
        highest: model.isotonic.values.at(-1) ?? 1,
      });

/** Why no model is served, as a sentence without its end; null where one is. */
export const whyNotServed = (serving: Serving): string | null => {
  switch (serving.kind) {
    case 'served':
      return null;
    case 'none':
      return serving.why ?? 'no model has been trained';
    case 'refused':
      return `model.json ${serving.problem}`;
    case 'stopped':
      return `stopped: ${serving.drift.why}`;
  }
};
