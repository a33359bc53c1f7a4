import { setImmediate as turn } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { passOptions, scoringStore } from '../src/cli/wiring.ts';
import { type AtUri, type Decision, InvariantError } from '../src/domain/index.ts';
import {
  type Analyst,
  analystWith,
  type OpenPull,
  type PassOptions,
  type ScoringStore,
  scorePass,
} from '../src/pipeline/index.ts';
import type { StageOutcome } from '../src/pipeline/stages/outcome.ts';
import { currentPull, inPull } from '../src/pipeline/stages/pull-context.ts';
import { stage } from '../src/pipeline/stages/stage.ts';
import { allSignals, NO_CONTEXT } from '../src/signals/index.ts';
import { pull, pullUri, repo, vouch } from './records.ts';
import { demoSurroundings, ingestInto } from './store-harness.ts';

const patchOf = (file: string, line: string, before = 'old = 1'): string =>
  `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-${before}\n+${line}\n`;

/** Who sends in what: each with a path, a lane and findings of its own. */
const SENT = {
  alice: patchOf('alice.py', 'one = 2'),
  bob: patchOf('bob.py', `token = "${'gh'}${'p_'}${'0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX'}"`),
  mallory: patchOf('mallory.py', 'ok = a == b', 'ok = hmac.compare_digest(a, b)'),
} as const;
const NAMES = Object.keys(SENT) as (keyof typeof SENT)[];
const RECORDS = [
  repo('mira', 'anvil'),
  vouch('mira', 'alice'),
  vouch('alice', 'bob'),
  ...NAMES.map((name) => pull(name, '3kone', 'anvil', { patch: SENT[name] })),
];
const URIS = NAMES.map((name) => pullUri(name, '3kone') as AtUri);

const orders = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((first) => orders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));

const nameIn = (bytes: Uint8Array): string => /a\/(\w+)\.py/.exec(new TextDecoder().decode(bytes))?.[1] ?? '';

const reader = analystWith({ signals: allSignals, context: NO_CONTEXT, advisory: [] });

/** An analyst that reads at once and answers when told to. */
const held = (read: Analyst['analyse'] = reader.analyse) => {
  const waiting = new Map<string, () => void>();
  const analyst: Analyst = {
    ...reader,
    analyse: async (bytes, budgetBytes) => {
      await new Promise<void>((resolve) => waiting.set(nameIn(bytes), resolve));
      return read(bytes, budgetBytes);
    },
  };
  /** Lets answers go in this order as far as they are asked for: of those that wait, the one that stands first. */
  const releaseIn = async (order: readonly string[], work: Promise<unknown>): Promise<void> => {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => undefined);
    while (!isDone) {
      for (let quiet = 0; quiet < 5; quiet++) await turn();
      const next = order.find((name) => waiting.has(name));
      const release = waiting.get(next ?? '');
      waiting.delete(next ?? '');
      release?.();
    }
    await done;
  };
  /** Waits until so many ask. */
  const untilAsked = async (count: number): Promise<void> => {
    while (waiting.size < count) await turn();
  };
  return { analyst, releaseIn, untilAsked };
};

/** What a pass keeps. */
interface Kept {
  readonly decisions: readonly Decision[];
  readonly outcomes: readonly StageOutcome[];
}

describe('pull requests that are scored at the same time', () => {
  const around = demoSurroundings();
  let options: PassOptions;
  let store: ScoringStore;
  let alone: ReadonlyMap<string, string>;
  let decisions: readonly Decision[];

  /** What a pass keeps that decided nothing before and read no patch. */
  const pass = async (change: Partial<PassOptions>): Promise<Kept> => {
    const kept: { decisions: Decision[]; outcomes: StageOutcome[] } = { decisions: [], outcomes: [] };
    const keep: ScoringStore['keep'] = async ({ decisions, outcomes }) => {
      kept.decisions.push(...decisions);
      kept.outcomes.push(...outcomes);
    };
    await scorePass({ ...store, keep }, { ...options, ...change });
    return kept;
  };

  beforeAll(async () => {
    await ingestInto(around.store, RECORDS);
    const { keep, ...real } = scoringStore(around.store);
    const loaded = { ...(await real.load()), decided: new Map() };
    store = { keep, load: async () => loaded, analyses: async () => new Map(), mark: () => '' };
    const { policy, patches, nowUs } = await passOptions(around);
    options = { policy, patches, nowUs, analyst: reader };
    const each = await Promise.all(URIS.map((only) => pass({ only })));
    alone = new Map(each.map((kept, index) => [URIS[index] ?? '', shown(kept, URIS[index])]));
    decisions = each.flatMap((kept) => kept.decisions);
  });

  /** All that a pass kept of one pull request. */
  const shown = (kept: Kept, uri: AtUri | undefined): string =>
    JSON.stringify([
      kept.decisions.filter((decision) => decision.pull === uri),
      kept.outcomes.filter((outcome) => outcome.pull === uri),
    ]);

  /** Of which pull requests something else was kept than when each was scored alone, or for none of them. */
  const mixed = (passes: readonly Kept[]): string[] => {
    const kept = {
      decisions: passes.flatMap((each) => each.decisions),
      outcomes: passes.flatMap((each) => each.outcomes),
    };
    const strangers = [...kept.decisions, ...kept.outcomes].filter((each) => !alone.has(each.pull));
    return [...URIS.filter((uri) => shown(kept, uri) !== alone.get(uri)), ...strangers.map((each) => each.pull)];
  };

  it('are told apart by what is looked at here: lane, path, findings and files differ', () => {
    const all = decisions;
    expect(all.map((each) => each?.outcome.lane)).toEqual(['fast_lane', 'needs_human', 'needs_human']);
    expect(all.map((each) => each?.evidence.findings.map(({ file }) => file))).toEqual([
      [],
      ['bob.py'],
      ['mallory.py'],
    ]);
    expect(new Set(all.map((each) => each?.evidence.path.length)).size).toBe(3);
    expect(new Set(all.map((each) => each?.evidence.diffHash)).size).toBe(3);
    expect([...alone.values()].map((each) => each.includes('"stage":"diff"'))).toEqual([true, true, true]);
  });

  it.each(orders(NAMES))('in passes of their own, answered in the order %s, %s, %s', async (...order) => {
    const { analyst, releaseIn, untilAsked } = held();
    const passes = Promise.all(URIS.map((only) => pass({ only, analyst })));
    await untilAsked(NAMES.length);
    await releaseIn(order, passes);
    expect(mixed(await passes)).toEqual([]);
  });

  it.each(orders(NAMES))('in one pass, answered as far as it asks in the order %s, %s, %s', async (...order) => {
    const { analyst, releaseIn } = held();
    const decided = pass({ analyst });
    await releaseIn(order, decided);
    expect(mixed([await decided])).toEqual([]);
  });

  it('are seen to mix when an analyst remembers one patch for all who ask', async () => {
    let last = new Uint8Array();
    const { analyst: waiting, releaseIn, untilAsked } = held((_, budgetBytes) => reader.analyse(last, budgetBytes));
    const leaky: Analyst = {
      ...waiting,
      analyse: (bytes, budgetBytes) => {
        last = new Uint8Array(bytes);
        return waiting.analyse(bytes, budgetBytes);
      },
    };
    const passes = Promise.all(URIS.map((only) => pass({ only, analyst: leaky })));
    await untilAsked(NAMES.length);
    await releaseIn(NAMES, passes);
    expect(mixed(await passes).length).toBeGreaterThan(0);
  });
});

/** Every way in which so many pull requests may take so many steps each. */
const interleavings = (left: readonly number[]): number[][] =>
  left.every((count) => count === 0)
    ? [[]]
    : left.flatMap((count, turnOf) =>
        count === 0
          ? []
          : interleavings(left.map((each, index) => each - Number(index === turnOf))).map((rest) => [turnOf, ...rest]),
      );

describe('the stages of pull requests at the same time', () => {
  const STEPS = 3;
  const pulls = URIS.map((uri, index) => ({
    uri,
    repo: null,
    author: uri.split('/')[2] as OpenPull['author'],
    patch: index === 2 ? 'not a patch' : SENT[NAMES[index] ?? 'alice'],
  }));
  type Pull = (typeof pulls)[number];
  type Read = Awaited<ReturnType<Analyst['analyse']>>;

  /** Two stages and a gate, each of which waits for its turn. `read` may be a leaky one. */
  const score = async (pull: Pull, step: () => Promise<void>, read: (pull: Pull) => Promise<Read>) => {
    const shared = `text:${pull.patch}`;
    const analysis = await stage('diff', async () => step().then(() => read(pull)), { shared });
    const signals = await stage('signals', async () => step().then(() => analysis), { shared });
    const decision = () => ({ ...who(), files: 'coverage' in signals ? signals.coverage.files : [], signals });
    return stage('gate', async () => step().then(decision), { uses: [analysis, signals] });
  };
  const who = () => ({ pull: currentPull()?.uri, author: currentPull()?.author });

  /** Lets the pull requests take their steps in this order. */
  const run = async (order: readonly number[], read: (pull: Pull) => Promise<Read>, of: readonly Pull[] = pulls) => {
    const outcomes: StageOutcome[] = [];
    const log = { nowUs: () => 0, add: (outcome: StageOutcome) => outcomes.push(outcome) };
    const next: (() => void)[] = [];
    const work = of.map((pull, index) => {
      const step = () => new Promise<void>((resolve) => (next[index] = resolve));
      return inPull(pull, () => score(pull, step, read), log);
    });
    const settled = Promise.allSettled(work);
    for (const index of order) {
      next[index]?.();
      await turn();
    }
    return { settled: await settled, outcomes };
  };

  const readNow = (pull: Pull): Promise<Read> => reader.analyse(new TextEncoder().encode(pull.patch), 1_000_000);
  const shownOf = ({ settled, outcomes }: Awaited<ReturnType<typeof run>>, of: readonly Pull[] = pulls) =>
    of.map((pull, index) => ({
      answer: JSON.stringify(settled[index]),
      outcomes: outcomes.filter((outcome) => outcome.pull === pull.uri && outcome.author === pull.author),
    }));

  it('never mix, in any of the ways in which three may take three steps each', async () => {
    const all = interleavings(pulls.map(() => STEPS));
    expect(all).toHaveLength(1680);
    const alone = shownOf(await run(all[0] ?? [], readNow));
    expect(alone.map(({ outcomes }) => outcomes.map(({ source }) => source).slice(0, 3))).toEqual([
      ['host:patches', 'contributor', expect.stringMatching(/^signal:/)],
      ['host:patches', 'contributor', expect.stringMatching(/^signal:/)],
      ['host:patches', 'contributor'],
    ]);
    expect(alone.map(({ outcomes }) => outcomes.filter(({ outcome }) => outcome === 'failure').length)).toEqual([
      0, 0, 1,
    ]);
    // Every eleventh of them, evenly spread, and the last: all of them take a minute.
    for (const order of all.filter((_, number) => number % 11 === 0 || number === all.length - 1)) {
      const ran = await run(order, readNow);
      expect(shownOf(ran)).toEqual(alone);
      expect(ran.outcomes).toHaveLength(alone.flatMap(({ outcomes }) => outcomes).length);
    }
  });

  it('refuse what one variable for all brings them of each other', async () => {
    let last: Read | null = null;
    const leaky = async (pull: Pull): Promise<Read> => {
      last ??= await readNow(pull);
      return last;
    };
    const { settled, outcomes } = await run([0, 1, 2, 0, 1, 2, 0, 1, 2], leaky);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(settled[1]).toMatchObject({ reason: expect.any(InvariantError) });
    expect(new Set(outcomes.map(({ pull: of }) => of))).toEqual(new Set([URIS[0]]));
  });

  it('share what was read of one and the same patch, and are noted each for itself', async () => {
    const twins = pulls.slice(0, 2).map((pull) => ({ ...pull, patch: SENT.alice }));
    let once: Promise<Read> | null = null;
    const shared = (pull: Pull): Promise<Read> => {
      once ??= readNow(pull);
      return once;
    };
    const { settled, outcomes } = await run([0, 1, 0, 1, 0, 1], shared, twins);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const [first, second] = twins.map(({ uri }) => outcomes.filter((outcome) => outcome.pull === uri));
    expect(first?.length).toBeGreaterThan(2);
    expect(second?.map(({ source, outcome }) => [source, outcome])).toEqual(
      first?.map(({ source, outcome }) => [source, outcome]),
    );
  });
});
