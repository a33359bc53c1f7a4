import { addOuter, addProduct, gather, scatter } from './loops.ts';
import type { Plan } from './plan.ts';
import { MATRICES, type Parameters } from './sage-model.ts';

/** What a pass works on: activations, and their gradients. Owned by whoever made it; overwritten by each pass. */
export interface Work {
  /** firsts · hidden: h₁. */
  readonly h1: Float64Array;
  /** targets · hidden: h₁ of the target itself, and the mean of its neighbours'. */
  readonly self: Float64Array;
  readonly mean: Float64Array;
  /** targets · hidden: the second layer before what is the example's own. */
  readonly shared: Float64Array;
  /** examples · hidden: h₂. */
  readonly h2: Float64Array;
  /** One per example: log-odds. */
  readonly margins: Float64Array;
}

/** Room for passes over a plan. */
export const workFor = ({ firsts, targets, examples, size: { hidden } }: Plan): Work => ({
  h1: new Float64Array(firsts * hidden),
  self: new Float64Array(targets * hidden),
  mean: new Float64Array(targets * hidden),
  shared: new Float64Array(targets * hidden),
  h2: new Float64Array(examples * hidden),
  margins: new Float64Array(examples),
});

/** Margins of all examples. Leaves every layer's outcome in `work`. */
export const forward = (plan: Plan, { w1, b1, w2Self, w2Mean, wOwn, b2, wOut, c }: Parameters, work: Work): void => {
  const { firsts, targets, examples, size } = plan;
  const { inputs, own, hidden } = size;
  const { h1, self, mean, shared, h2, margins } = work;
  repeat(h1, b1);
  addProduct(h1, plan.z1, w1, { rows: firsts, inner: 2 * inputs, width: hidden });
  rectify(h1);
  gather(self, h1, plan.self, hidden);
  gather(mean, h1, plan.around, hidden);
  repeat(shared, b2);
  addProduct(shared, self, w2Self, { rows: targets, inner: hidden, width: hidden });
  addProduct(shared, mean, w2Mean, { rows: targets, inner: hidden, width: hidden });
  gather(h2, shared, plan.owner, hidden);
  addProduct(h2, plan.own, wOwn, { rows: examples, inner: own, width: hidden });
  rectify(h2);
  for (let example = 0; example < examples; example += 1) {
    let margin = c[0] ?? 0;
    for (let j = 0; j < hidden; j += 1) margin += (h2[example * hidden + j] ?? 0) * (wOut[j] ?? 0);
    margins[example] = margin;
  }
};

/** What the way back needs room for. */
export interface WorkBack {
  readonly dH1: Float64Array;
  readonly dPart: Float64Array;
  readonly dShared: Float64Array;
  readonly dH2: Float64Array;
  /** hidden · hidden: W₂ turned. */
  readonly turned: Float64Array;
}

/** Room for the way back over a plan. */
export const workBackFor = ({ firsts, targets, examples, size: { hidden } }: Plan): WorkBack => ({
  dH1: new Float64Array(firsts * hidden),
  dPart: new Float64Array(targets * hidden),
  dShared: new Float64Array(targets * hidden),
  dH2: new Float64Array(examples * hidden),
  turned: new Float64Array(hidden * hidden),
});

/** Everything of one training: where it stands and where its gradients go. */
export interface Pass {
  readonly plan: Plan;
  readonly parameters: Parameters;
  readonly work: Work;
  readonly back: WorkBack;
}

/**
 * Adds to `gradients` those of Σ over examples of a loss whose derivative by each margin is `dMargins`. A forward pass
 * must have left its outcome in `work`. Where a unit is exactly 0 the derivative of relu is taken as 0.
 */
export const backward = (
  { plan, parameters, work, back }: Pass,
  dMargins: Float64Array,
  gradients: Parameters,
): void => {
  const { firsts, targets, examples, size } = plan;
  const { inputs, own, hidden } = size;
  const { dH1, dPart, dShared, dH2, turned } = back;
  backThroughOutput(work.h2, dMargins, { wOut: parameters.wOut, dH2, gradients });
  addOuter(gradients.wOwn, plan.own, dH2, { rows: examples, inner: own, width: hidden });
  dShared.fill(0);
  scatter(dShared, dH2, plan.owner, hidden);
  sumRows(gradients.b2, dShared);
  dH1.fill(0);
  const square = { rows: targets, inner: hidden, width: hidden };
  for (const [picks, from, w, gradient] of [
    [plan.self, work.self, parameters.w2Self, gradients.w2Self],
    [plan.around, work.mean, parameters.w2Mean, gradients.w2Mean],
  ] as const) {
    addOuter(gradient, from, dShared, square);
    turn(turned, w, hidden);
    dPart.fill(0);
    addProduct(dPart, dShared, turned, square);
    scatter(dH1, dPart, picks, hidden);
  }
  maskBy(dH1, work.h1);
  sumRows(gradients.b1, dH1);
  addOuter(gradients.w1, plan.z1, dH1, { rows: firsts, inner: 2 * inputs, width: hidden });
};

/** Adds the gradient of l2/2 · Σ w² over all matrices; biases are free. */
export const addDecay = (parameters: Parameters, gradients: Parameters, l2: number): void => {
  for (const name of MATRICES) {
    const [values, into] = [parameters[name], gradients[name]];
    for (let at = 0; at < values.length; at += 1) into[at] = (into[at] ?? 0) + l2 * (values[at] ?? 0);
  }
};

const backThroughOutput = (
  h2: Float64Array,
  dMargins: Float64Array,
  to: { readonly wOut: Float64Array; readonly dH2: Float64Array; readonly gradients: Parameters },
): void => {
  const { wOut, dH2, gradients } = to;
  const hidden = wOut.length;
  let all = gradients.c[0] ?? 0;
  for (let example = 0; example < dMargins.length; example += 1) {
    const d = dMargins[example] ?? 0;
    all += d;
    for (let j = 0; j < hidden; j += 1) {
      const value = h2[example * hidden + j] ?? 0;
      gradients.wOut[j] = (gradients.wOut[j] ?? 0) + d * value;
      dH2[example * hidden + j] = value > 0 ? d * (wOut[j] ?? 0) : 0;
    }
  }
  gradients.c[0] = all;
};

const repeat = (out: Float64Array, row: Float64Array): void => {
  for (let at = 0; at < out.length; at += row.length) out.set(row, at);
};

const rectify = (values: Float64Array): void => {
  for (let at = 0; at < values.length; at += 1) if (!((values[at] ?? 0) > 0)) values[at] = 0;
};

const maskBy = (gradients: Float64Array, values: Float64Array): void => {
  for (let at = 0; at < values.length; at += 1) if (values[at] === 0) gradients[at] = 0;
};

const sumRows = (sums: Float64Array, rows: Float64Array): void => {
  for (let at = 0; at < rows.length; at += sums.length) {
    for (let j = 0; j < sums.length; j += 1) sums[j] = (sums[j] ?? 0) + (rows[at + j] ?? 0);
  }
};

const turn = (out: Float64Array, square: Float64Array, side: number): void => {
  for (let i = 0; i < side; i += 1) {
    for (let j = 0; j < side; j += 1) out[j * side + i] = square[i * side + j] ?? 0;
  }
};
