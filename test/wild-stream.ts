import { type Commit, commitEntry, junkEntry, newsEntry, tidOf } from './entries.ts';
import type { Entry } from './jetstream-host.ts';
import { person } from './records.ts';

/** Uniform in [0,1), the same sequence for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const SECOND_US = 1_000_000;
const HOUR_US = 3600 * SECOND_US;
/** Between two entries: so that going back five seconds is going back 50 entries, which is less than most batches. */
const STEP_US = 100_000;
const CREATED = '2026-06-24T04:18:32+03:00';

interface Maker {
  readonly random: () => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly someone: () => string;
  readonly pull: () => string;
}

/** A record of each kind, and the key it is written under where that is no TID. */
const KINDS: Readonly<Record<string, (maker: Maker) => { rkey?: string; record: object }>> = {
  'sh.tangled.graph.vouch': ({ pick, someone }) => ({
    rkey: someone(),
    record: { kind: pick(['vouch', 'denounce']), createdAt: CREATED },
  }),
  'sh.tangled.graph.follow': ({ someone }) => ({ record: { subject: someone(), createdAt: CREATED } }),
  'sh.tangled.repo': ({ pick, someone }) => ({
    rkey: pick(['anvil', 'bellows', 'tongs']),
    record: { knot: 'knot.example.com', repoDid: someone(), name: pick(['', 'anvil']), createdAt: CREATED },
  }),
  'sh.tangled.repo.collaborator': ({ someone }) => ({
    record: { subject: someone(), repo: someone(), createdAt: CREATED },
  }),
  'sh.tangled.repo.pull': ({ pick, someone }) => ({
    record: {
      title: pick(['mend', 'Revert "mend"']),
      target: { repo: someone(), branch: 'main' },
      rounds: pick([[], [{ patchBlob: { ref: { $link: 'bafkreiaaaaaaaaaa' } }, createdAt: CREATED }]]),
      createdAt: CREATED,
    },
  }),
  'sh.tangled.repo.pull.status': ({ pick, pull }) => ({
    record: {
      pull: pull(),
      status: `sh.tangled.repo.pull.status.${pick(['open', 'closed', 'merged', 'approved'])}`,
      createdAt: CREATED,
    },
  }),
  'sh.tangled.repo.pull.comment': ({ pull }) => ({ record: { pull: pull(), body: 'a\u2028b', createdAt: CREATED } }),
  'sh.tangled.feed.comment': ({ pull }) => ({
    record: { subject: { uri: pull(), cid: 'bafyrei' }, body: { text: 'yes' }, createdAt: CREATED },
  }),
  'sh.tangled.feed.star': ({ someone }) => ({ record: { subject: { did: someone() }, createdAt: CREATED } }),
  'sh.tangled.feed.reaction': ({ pull }) => ({ record: { subject: pull(), reaction: '👍', createdAt: CREATED } }),
  'sh.tangled.repo.issue': ({ someone }) => ({ record: { repo: someone(), title: 'broken', createdAt: CREATED } }),
  'sh.tangled.repo.issue.state': ({ pick, pull }) => ({
    record: { issue: pull(), state: `sh.tangled.repo.issue.state.${pick(['open', 'closed'])}`, createdAt: CREATED },
  }),
  'sh.tangled.actor.profile': ({ pick }) => ({
    rkey: 'self',
    record: { bluesky: true, links: ['', ''], preferredHandle: pick(['', 'a.example.com']) },
  }),
  'sh.tangled.publicKey': () => ({ record: { key: 'ssh-ed25519 AAAA', name: 'key', createdAt: CREATED } }),
  'sh.tangled.knot': ({ pick }) => ({
    rkey: pick(['k1.example.com', 'k2.example.com']),
    record: { createdAt: CREATED },
  }),
  'sh.tangled.knot.member': ({ someone }) => ({
    record: { subject: someone(), domain: 'k1.example.com', createdAt: CREATED },
  }),
  'sh.tangled.spindle.member': ({ someone }) => ({
    record: { subject: someone(), instance: 's1.example.com', createdAt: CREATED },
  }),
  'sh.tangled.label.definition': ({ pick }) => ({
    rkey: pick(['wontfix', 'duplicate']),
    record: { name: 'label', valueType: { type: 'null' }, scope: null, createdAt: CREATED },
  }),
  'sh.tangled.label.op': ({ pull }) => ({
    record: { subject: pull(), add: [{ key: 'a', value: '' }], delete: null, performedAt: CREATED },
  }),
  'sh.tangled.string': () => ({ record: { filename: 'a.txt', description: '', createdAt: CREATED, contents: 'x' } }),
  'sh.tangled.future.kind': () => ({ record: { any: ['thing', null] } }),
  'sh.tangled.git.refUpdate': () => ({ record: { ref: 7 } }),
};

const JUNK: readonly (string | Uint8Array)[] = [
  '{half',
  'null',
  '{"did":7,"time_us":"yesterday","kind":[]}',
  `{"did":"did:plc:x","time_us":5,"kind":"commit","commit":${'['.repeat(3000)}${']'.repeat(3000)}}`,
  `"${'y'.repeat(100_000)}"`,
  new Uint8Array([0x7b, 0xc3, 0x28, 0x7d]),
  '{"did":"did:plc:x","time_us":5,"kind":"commit","commit":{"operation":"fly","collection":"a.b.c","rkey":"d"}}',
];

/** A stream of every kind of record and news, made, changed, deleted and repeated, with nonsense in between. */
export const wildStream = (count: number, { seed, from }: { seed: number; from: number }): Entry[] => {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const people = Array.from({ length: 40 }, (_, nth) => person(`p${nth}p`));
  const someone = (): string => pick(people);
  const pulls = [`at://${people[0]}/sh.tangled.repo.pull/3kaaaaaaaaaaa`];
  const maker: Maker = { random, pick, someone, pull: () => pick(pulls) };
  const live: Commit[] = [];
  const recent: Commit[] = [];
  const entries: Entry[] = [];
  // What is too large stands alone in its seconds: it is met again by none that came past it.
  let skippedUs = 0;
  const now = (): number => from + skippedUs + entries.length * STEP_US;
  const add = (commit: Commit): void => {
    entries.push(commitEntry(commit, now()));
    recent.push(commit);
    if (recent.length > 100) recent.shift();
  };
  const fresh = () => ({
    rev: tidOf(now()),
    cid: `bafyrei${Math.floor(random() * 2 ** 48)
      .toString(36)
      .padStart(12, 'a')}`,
  });
  const write = (did: string, collection: string): void => {
    const made = KINDS[collection]?.(maker);
    const commit = { did, collection, rkey: tidOf(now()), ...made, ...fresh() };
    if (collection === 'sh.tangled.repo.pull') pulls.push(`at://${did}/${collection}/${commit.rkey}`);
    live.push(commit);
    add(commit);
  };
  const change = (): void => {
    const { did, collection, rkey } = pick(live);
    if (random() < 0.4) add({ did, collection, rkey, operation: 'delete', rev: tidOf(now()) });
    else
      add({ did, collection, rkey, operation: 'update', record: KINDS[collection]?.(maker).record ?? {}, ...fresh() });
  };
  const news = (did: string): void => {
    const kind = pick(['identity', 'account'] as const);
    const body =
      kind === 'identity'
        ? { handle: `h${Math.floor(random() * 99)}.example.com` }
        : pick([{ active: true }, { active: false, status: 'deactivated' }, { active: false, status: 'throttled' }]);
    entries.push(newsEntry(kind, did, now(), body));
  };
  for (const did of people) write(did, 'sh.tangled.actor.profile');
  const oversizeAt = Math.floor(count * 0.6);
  while (entries.length < count - 1) {
    const dice = random();
    if (entries.length === oversizeAt) {
      entries.push(junkEntry('{"did":"', now(), { pretendBytes: 5_000_000_000 }));
      skippedUs += 6 * SECOND_US;
    } else if (dice < 0.55) write(someone(), pick(Object.keys(KINDS)));
    else if (dice < 0.75) change();
    // As another host saw it, or as it comes again: at another time.
    else if (dice < 0.83)
      entries.push(
        commitEntry(pick(recent), now(), now() + pick([-HOUR_US, -3 * SECOND_US, SECOND_US, 2 * SECOND_US])),
      );
    else if (dice < 0.93) news(person(`nobody${entries.length}`));
    // Whoever is written about has been known for longer than any replay goes back.
    else if (dice < 0.97) entries.length > 1000 ? news(someone()) : write(someone(), 'sh.tangled.feed.star');
    else entries.push(junkEntry(pick(JUNK), now(), { binary: random() < 0.1 }));
  }
  write(someone(), 'sh.tangled.feed.star');
  return entries;
};
