import type { VouchEdge } from '../../src/pipeline/index.ts';

/** One record on the stream, and in words what it is. */
export interface SingleChange {
  readonly what: string;
  readonly line: string;
}

/** Numerical Recipes' linear congruential generator, in [0,1). */
const generator = (state: number) => () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

/**
 * Twenty changes by people of all degrees, among whom they are drawn by how many vouches they gave: new vouches, revokes of
 * old ones, and denounces; seeded, the same each time.
 */
export function* singleChanges(vouches: readonly VouchEdge[], seed: number): Generator<SingleChange> {
  const random = generator(seed);
  const any = (): VouchEdge => vouches[Math.floor(vouches.length * random())] as VouchEdge;
  const last = vouches.reduce((latest, { sinceUs }) => Math.max(latest, sinceUs), 0);
  for (let change = 0; change < 20; change += 1) {
    const [one, other] = [any(), any()];
    const timeUs = last + change + 1;
    const createdAt = new Date(timeUs / 1000).toISOString();
    const kind = ['vouch', 'vouch', 'revoke', 'denounce'][change % 4] as string;
    const to = kind === 'revoke' ? one.toDid : other.toDid;
    const record = { $type: 'sh.tangled.graph.vouch', kind, createdAt };
    const commit = kind === 'revoke' ? { operation: 'delete' } : { operation: 'create', record };
    yield {
      what: kind,
      line: JSON.stringify({
        did: one.fromDid,
        time_us: timeUs,
        kind: 'commit',
        commit: { collection: 'sh.tangled.graph.vouch', rkey: to, ...commit },
      }),
    };
  }
}
