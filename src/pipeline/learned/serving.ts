import type { AtUri, Did, Policy } from '../../domain/index.ts';
import { withLearned } from '../../gate/index.ts';
import type { FeatureSet, Model } from '../../learn/index.ts';
import type { Analysis } from '../analyse.ts';
import type { OpenPull } from '../ports.ts';
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
}

/** Features of one pull request by what was read of its diff, in the feature set's order. */
export type FeatureRow = (analysis: Analysis) => Float64Array;

/** A learned model that decisions are made with. */
export interface LearnedModel {
  readonly model: Model;
  /** What its columns are; all of them are among these. */
  readonly features: FeatureSet;
}

/** The same with where features of open pull requests are had. */
export interface LearnedScorer extends LearnedModel {
  /** Features as they are now, by pull request; for one that is missing there are none. */
  readonly rows: (pulls: readonly OpenPull[], seen: SeenWorld) => Promise<ReadonlyMap<AtUri, FeatureRow>>;
}

/** Whether a learned model is served, and why not. */
export type Serving =
  /** No model file is there; `why` is what the last training said, where it said anything. */
  | { readonly kind: 'none'; readonly why: string | null }
  /** A file is there that is not used; `problem` goes on after the file's name. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** Its probabilities no longer fit what happens; it comes back only as another model. */
  | { readonly kind: 'stopped'; readonly model: Model; readonly drift: ModelDrift }
  | { readonly kind: 'served'; readonly model: Model; readonly drift: ModelDrift | null };

/** Before anybody looked for a model. */
export const NOTHING_SERVED: Serving = { kind: 'none', why: null };

/** A policy as it is with this model served; the policy itself where none is. */
export const policyServing = (policy: Policy, instance: Policy, model: Model | null): Policy =>
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
