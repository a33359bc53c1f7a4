import { eigentrustDistrust, eigentrustMax, eigentrustRank, pageRank } from './eigentrust-measures.ts';
import { fairnessGoodness } from './fairness-goodness.ts';
import { hitting } from './hitting.ts';
import { inDegree } from './in-degree.ts';
import { maxFlow } from './max-flow.ts';
import type { Measure } from './measure.ts';
import {
  opinion,
  standing,
  structural,
  structuralPlain,
  structuralTwo,
  structuralUnseconded,
} from './structural-measures.ts';

/** Every measure that is compared, ours first, baselines last. */
export const measures: readonly Measure[] = [
  structural,
  structuralUnseconded,
  structuralTwo,
  structuralPlain,
  standing,
  opinion,
  maxFlow,
  hitting,
  eigentrustMax,
  eigentrustRank,
  eigentrustDistrust,
  fairnessGoodness,
  pageRank,
  inDegree,
];
