import { setImmediate as immediately } from 'node:timers/promises';
import type { AtUri, Did } from '../../domain/index.ts';
import { type Affected, affectedBy } from '../../trust/index.ts';
import { trustIn } from '../decide-pull.ts';
import type { World } from '../ports.ts';
import type { PassOptions } from '../score-pass.ts';
import { opinionsOf, type TrustBase, trustBase, trustInput } from '../trust-base.ts';
import { type TrustViews, trustViews } from '../trust-view.ts';
import { type EdgeSum, edgeSum } from './edge-sum.ts';
import type { Applied, LiveWorld } from './live-world.ts';
import type { AtHand } from './pulls-at-hand.ts';

type TrustOptions = Pick<PassOptions, 'policy' | 'trust' | 'signal'>;

/** Trust in everybody, in everybody's view, kept up to date with a live world. */
export interface LiveTrust {
  readonly views: TrustViews;
  /** Over all opinions and roots that the views are made from. */
  readonly hash: string;
  /** The same after a change, and whose trust that may have moved. */
  readonly after: (world: LiveWorld, applied: Applied, people: readonly Did[]) => Promise<Moved>;
}

export interface Moved {
  readonly trust: LiveTrust;
  readonly affected: Affected;
}

/** Trust in a world as it is; authors of pull requests are in its graph even if nobody speaks of them. */
export const liveTrust = async (
  world: World,
  people: readonly Did[],
  options: TrustOptions & { readonly edges?: EdgeSum },
): Promise<LiveTrust> => {
  const { policy, trust = solveHere, signal, edges = edgeSum(world.vouches) } = options;
  const base = await trust(trustInput(world, policy, people), signal);
  return following(base, trustViews(world, base), { ...options, edges, seeds: world.seeds });
};

const solveHere: NonNullable<PassOptions['trust']> = async (input) => trustBase(input);

const following = (
  base: TrustBase,
  views: TrustViews,
  options: TrustOptions & { readonly edges: EdgeSum; readonly seeds: readonly Did[] },
): LiveTrust => ({
  views,
  hash: options.edges.hex(options.seeds),
  after: async (world, applied, authors) => {
    const { edges, policy, trust = solveHere, signal } = options;
    for (const { by, now } of applied.opinions) edges.set(by, now);
    if (trust.changed === undefined || policy.mergeWeight > 0) {
      const next = await liveTrust(world.world(), authors, options);
      return { trust: next, affected: affectedIn(base, next.views, applied) };
    }
    const { seeds, maintainers } = world.people();
    const opinions = applied.opinions.map(({ by, now }) => ({ by, now: opinionsOf(now, world.index.asOfUs) }));
    const dids = [...seeds, ...maintainers.map(({ did }) => did), ...authors];
    const changed = await trust.changed({ seeds, people: dids, opinions }, signal);
    const judged = async () => (await trust(trustInput(world.world(), policy, authors), signal)).judged();
    const now = { ...changed, judged, gains: base.gains };
    const next = following(now, views.after(world.people(), now), { ...options, seeds });
    return { trust: next, affected: affectedIn(base, next.views, applied) };
  },
});

const affectedIn = (
  before: Pick<TrustBase, 'graph' | 'operator'>,
  after: Pick<TrustBase, 'graph' | 'operator'>,
  { opinions }: Applied,
): Affected => {
  const seen = ({ graph, operator }: Pick<TrustBase, 'graph' | 'operator'>) => ({ graph, operator: operator() });
  return affectedBy(seen(before), seen(after), opinions);
};

/** With whom trust starts in a pull request's view, beside the operator's roots. */
export const startersIn = (
  { repo, certain }: { readonly repo: AtUri | null; readonly certain: boolean },
  world: LiveWorld,
): readonly Did[] => (certain && repo !== null ? world.maintainersOf(repo) : []);

/** So long at most is trust looked at before others have their turn. */
const BREATH_MS = 50;

/** Looks at everybody's trust repository by repository: what a maintainer sees is then worked out once for all. */
export const lookAhead = async (
  pulls: Iterable<AtHand>,
  views: TrustViews,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const byRepo = Map.groupBy(pulls, ({ pull }) => (pull.certain ? pull.repo : null));
  let breathed = performance.now();
  for (const entries of byRepo.values()) {
    for (const entry of entries) entry.seen ??= trustIn(entry.pull, views);
    if (signal?.aborted) return;
    if (performance.now() - breathed < BREATH_MS) continue;
    await immediately();
    breathed = performance.now();
  }
};
