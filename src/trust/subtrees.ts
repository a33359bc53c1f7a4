/** Every node's place in a depth-first walk of a forest. */
export interface Subtrees {
  /** i is in the subtree of j (j itself included) exactly when enter[j] ≤ enter[i] < end[j]. */
  readonly enter: Int32Array;
  readonly end: Int32Array;
}

/** Numbers a forest given by each node's parent (−1 for a root), so that "is i below j" is two comparisons. */
export const subtreesOf = (parent: Int32Array): Subtrees => {
  const nodes = parent.length;
  const firstChild = new Int32Array(nodes).fill(-1);
  const sibling = new Int32Array(nodes).fill(-1);
  const stack = new Int32Array(nodes);
  let waiting = 0;
  for (let node = nodes - 1; node >= 0; node -= 1) {
    const above = parent[node]!;
    if (above < 0) {
      stack[waiting++] = node;
    } else {
      sibling[node] = firstChild[above]!;
      firstChild[above] = node;
    }
  }
  const walk = new Int32Array(nodes);
  const enter = new Int32Array(nodes);
  for (let step = 0; waiting > 0; step += 1) {
    const node = stack[--waiting]!;
    walk[step] = node;
    enter[node] = step;
    for (let child = firstChild[node]!; child >= 0; child = sibling[child]!) stack[waiting++] = child;
  }
  const end = enter.map((step) => step + 1);
  for (let step = nodes - 1; step >= 0; step -= 1) {
    const above = parent[walk[step]!]!;
    if (above >= 0) end[above] = Math.max(end[above]!, end[walk[step]!]!);
  }
  return { enter, end };
};
