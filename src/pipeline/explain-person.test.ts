import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { carriedByIn, explainPerson } from './explain-person.ts';
import { cleanChange, type Viewpoint, viewPerson } from './person.ts';
import type { VouchEdge, World } from './ports.ts';
import { trustBase, trustInput } from './trust-base.ts';
import { trustViews } from './trust-view.ts';
import { indexWorld } from './world-index.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const nameOf = (person: Did): string => person.slice('did:plc:'.length);
const REPO = 'at://did:plc:own/sh.tangled.repo/one' as AtUri;

/** `'m>alice erin!carol'` with the operator naming m and the repository maintained by `own` and others. */
const worldOf = (text: string, change: Partial<World> = {}): World => ({
  asOfUs: 0,
  seeds: [did('m')],
  maintainers: ['own', 'co'].map((each) => ({ repo: REPO, did: did(each) })),
  repos: [{ uri: REPO, name: 'one', ownerDid: did('own'), repoDid: null, tier: 'public' }],
  vouches: [...text.matchAll(/(\w+)([>!])(\w+)/g)].map(
    ([, from = '', sign, to = '']): VouchEdge => ({
      fromDid: did(from),
      toDid: did(to),
      polarity: sign === '>' ? 'vouch' : 'denounce',
      sinceUs: 0,
      evidences: from.length,
    }),
  ),
  merges: [],
  attestations: [],
  handles: [],
  ...change,
});

const viewpointOf = (world: World, repo: AtUri | null = null, policy = DEFAULT_POLICY): Viewpoint => {
  const index = indexWorld(world);
  const views = trustViews(world, trustBase(trustInput(world, policy)));
  return { view: views(repo), repo: index.repo(repo), index, policy };
};
const explained = (name: string, text: string, repo: AtUri | null = null) =>
  explainPerson(did(name), viewpointOf(worldOf(text), repo));

describe('explainPerson', () => {
  it('is the same person as in a list, and why', () => {
    const viewpoint = viewpointOf(worldOf('m>alice alice>carol'));
    const { why, ...person } = explainPerson(did('carol'), viewpoint);
    expect(person).toEqual(viewPerson(did('carol'), viewpoint));
    expect(why).toMatchObject({
      votesFor: 0.85,
      carriedBy: expect.stringContaining('did:plc:alice’s vouch carries did:plc:carol'),
      vouches: [{ did: did('alice'), share: 1, without: 0, lane: 'needs_human', evidences: 5, isMerge: false }],
      links: [{ from: did('m') }, { from: did('alice') }],
      keystones: [{ vouchers: [did('alice')], without: 0 }],
    });
  });

  it('says the lane that is in truth left when a vouch is withdrawn, or a denounce, by anybody', () => {
    const people = ['m', 'own', 'co', 'alice', 'bob', 'carol', 'dave', 'erin'];
    const rating = fc.tuple(fc.constantFrom(...people), fc.constantFrom('>', '>', '!'), fc.constantFrom(...people));
    fc.assert(
      fc.property(fc.uniqueArray(rating, { selector: ([a, , b]) => `${a} ${b}`, maxLength: 24 }), (ratings) => {
        const given = ratings.filter(([from, , to]) => from !== to);
        const text = (left: typeof given) => left.map((each) => each.join('')).join(' ');
        for (const repo of [null, REPO]) {
          const { why } = explained('carol', text(given), repo);
          for (const each of [...why.vouches, ...why.denounces]) {
            const left = given.filter(([from, , to]) => !(from === nameOf(each.did) && to === 'carol'));
            const after = explained('carol', text(left), repo);
            expect(each.without).toBeCloseTo(after.structural, 12);
            expect(each.lane).toBe(after.lanePreview);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its promise of what a withdrawn denounce changes', () => {
    const text = 'm>alice alice>carol own!carol';
    const before = explained('carol', text, REPO);
    expect(before.lanePreview).toBe('needs_human');
    expect(before.explanation.changes).toEqual([
      'Withdrawal of did:plc:own’s denounce would bring trust to 0.72 ⇒ fast lane.',
    ]);
    expect(explained('carol', 'm>alice alice>carol', REPO).lanePreview).toBe('fast_lane');
    expect(explained('carol', text).why.denounces[0]?.says).toContain('no path of vouches leads to did:plc:own');
  });

  it('wants all maintainers who denounce to take it back, where there are several', () => {
    const { explanation, why } = explained('carol', 'own>carol own2>x co!carol own!carol m>carol', REPO);
    expect(why.denounces.map(({ lane }) => lane)).toEqual(['needs_human', 'needs_human']);
    expect(explanation.changes.join()).toMatch(/all maintainers who denounce withdraw it/i);
  });

  it('tells a denounce by a stranger from one by whom the accused brought in', () => {
    const { why } = explained('carol', 'm>alice alice>carol carol>pet pet!carol x!carol');
    expect(why.denounces.map(({ did: by, share }) => [nameOf(by), share])).toEqual([
      ['pet', 0],
      ['x', 0],
    ]);
    expect(why.denounces[0]?.says).toContain('only through the one they denounce');
    expect(why.denounces[1]?.says).toContain('no path of vouches leads to');
  });

  it('counts what it does not list', () => {
    const many = Array.from({ length: 30 }, (_, at) => `m>v${at} v${at}>hub x${at}>hub y${at}!hub`).join(' ');
    const { why, vouchesIn } = explained('hub', many);
    expect(vouchesIn).toBe(60);
    expect([why.vouches.length, why.vouchesMore, why.vouchesUnheard, why.denounces.length]).toEqual([20, 10, 30, 20]);
  });

  it('knows a merge from a vouch, and from a denounce by the one who merged', () => {
    const merges = ['carol', 'dave', 'erin'].map((to) => ({ fromDid: did('m'), toDid: did(to), sinceUs: 7 }));
    const world = worldOf('m>dave m!erin m>alice alice>erin', { merges });
    const viewpoint = viewpointOf(world, null, { ...DEFAULT_POLICY, mergeWeight: 0.5 });
    const why = (name: string) => explainPerson(did(name), viewpoint).why;
    expect(why('carol').vouches).toMatchObject([{ did: did('m'), isMerge: true, evidences: 0, sinceUs: 7 }]);
    expect(why('carol').carriedBy).toContain('’s merge carries');
    expect(why('dave').vouches).toMatchObject([{ did: did('m'), isMerge: false, evidences: 1, sinceUs: 0 }]);
    for (const each of why('erin').vouches) expect(each.isMerge).toBe(each.did === did('m'));
    expect(why('erin').denounces).toMatchObject([{ did: did('m'), isMerge: false, evidences: 1, sinceUs: 0 }]);
  });

  it('is empty for whom nobody knows', () => {
    expect(explained('nobody', 'm>alice')).toMatchObject({
      known: false,
      structural: 0,
      why: { eigentrust: 0, vouches: [], denounces: [], links: [], keystones: [], carriedBy: null, vouchesUnheard: 0 },
    });
  });
});

describe('carriedByIn', () => {
  it('speaks of the lane of the change itself', () => {
    const viewpoint = viewpointOf(worldOf('m>alice alice>carol'));
    const inputs = cleanChange(did('carol'), { structural: 0, standing: 0 }, viewpoint);
    expect(carriedByIn(did('carol'), viewpoint, inputs)).toMatch(
      /without it they would stand at 0\.00 \(needs human\)/,
    );
    const risky = { ...inputs, content: { risk: 0.9, reviewRecommended: true, flags: ['high' as const] } };
    expect(carriedByIn(did('carol'), viewpoint, risky)).toContain('the lane stays: needs human');
  });
});
