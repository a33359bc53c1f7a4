import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../decode.ts';
import { parseEvent } from '../parse-event.ts';
import { backfillRepo } from './backfill-repo.ts';
import type { Get } from './ports.ts';
import { SourceError } from './source-error.ts';
import { Tally } from './tally.ts';
import { didOf, ModelRepo, ModelStore, pdsWith, T0 } from './testing.ts';

const mira = didOf('mira');
const COLLECTIONS = ['sh.tangled.string', 'sh.tangled.graph.vouch'];
const KEYS = ['alice', 'carol', 'dave', 'erin', 'frank'].map(didOf);

interface Change {
  readonly collection: number;
  readonly key: number;
  /** What is written; null removes. Few values, so that some come back. */
  readonly value: number | null;
}
const change: fc.Arbitrary<Change> = fc.record({
  collection: fc.nat(COLLECTIONS.length - 1),
  key: fc.nat(KEYS.length - 1),
  value: fc.option(fc.nat(2), { freq: 3 }),
});
type Step =
  | { readonly kind: 'change'; readonly change: Change }
  /** The live stream tells something that happened: in any order, more than once, or never. */
  | { readonly kind: 'told'; readonly which: number }
  /** A backfill, and what happens just before each of its requests. */
  | { readonly kind: 'backfill'; readonly meanwhile: readonly (readonly Change[])[] };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), change }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('told' as const), which: fc.nat(1000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('backfill' as const),
      meanwhile: fc.array(fc.array(change, { maxLength: 2 }), { maxLength: 8 }),
    }),
  },
);

/** A repository, its live stream, and a store that hears of it. */
const world = () => {
  const repo = new ModelRepo(mira);
  const store = new ModelStore();
  const happened: string[] = [];
  const answers = pdsWith(repo);
  const make = ({ collection, key, value }: Change): void => {
    const [nsid = '', rkey = ''] = [COLLECTIONS[collection], KEYS[key]];
    if (value !== null) happened.push(repo.put(nsid, rkey, { kind: 'vouch', number: value }));
    else if (repo.records.has(`${nsid}/${rkey}`)) happened.push(repo.remove(nsid, rkey));
  };
  const tell = (line: string): void => {
    const parsed = parseEvent(line);
    if (parsed.kind === 'event') store.take(decode(parsed.event));
  };
  const backfill = async (meanwhile: readonly (readonly Change[])[]): Promise<void> => {
    let request = 0;
    const get: Get = async (address) => {
      for (const each of meanwhile[request++] ?? []) make(each);
      const url = new URL(address);
      // Two records a page, however many are asked for.
      if (url.searchParams.has('limit')) url.searchParams.set('limit', '2');
      const { status = 200, json } = await answers(url.pathname.replace('/xrpc/', ''), url.searchParams);
      return { status, bytes: Buffer.from(JSON.stringify(json)) };
    };
    await backfillRepo(mira, {
      network: { get, pdsOf: async () => 'http://pds.test' },
      store,
      tally: new Tally(),
      nowUs: () => T0 + 86_400_000_000,
      signal: new AbortController().signal,
      force: false,
    });
  };
  const truth = (): Record<string, string> =>
    Object.fromEntries(
      [...repo.records].map(([path, { value }]) => [`at://${mira}/${path}`, JSON.stringify(value)] as const).sort(),
    );
  return { store, happened, make, tell, backfill, truth };
};

it('whatever the live stream told, lost, repeated and mixed up, a last backfill gives the repository’s true state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.nat(1000), async (steps, from) => {
      const { store, happened, make, tell, backfill, truth } = world();
      for (const one of steps) {
        if (one.kind === 'change') make(one.change);
        else if (one.kind === 'told') tell(happened[one.which % Math.max(1, happened.length)] ?? '');
        else
          await backfill(one.meanwhile).catch((error: unknown) => {
            // What changes while it is read may contradict itself; that is tried again later.
            if (!(error instanceof SourceError)) throw error;
          });
      }
      await backfill([]);
      expect(store.state()).toEqual(truth());
      const kept = store.events.size;
      await backfill([]);
      expect(store.events.size).toBe(kept);
      // And a stream that resumes anywhere before says nothing else.
      for (const line of happened.slice(from % Math.max(1, happened.length))) tell(line);
      expect(store.state()).toEqual(truth());
    }),
    { numRuns: 500 },
  );
});
