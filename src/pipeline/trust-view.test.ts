import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { eigenTrust, preTrustOf } from '../trust/index.ts';
import { trustBase, trustInput } from './trust-base.ts';
import { trustViews } from './trust-view.ts';

const did = (name: string) => `did:plc:${name}` as Did;
const repo = (name: string) => `at://did:plc:owner/sh.tangled.repo/${name}` as AtUri;
const nameOf = (id: Did) => id.slice('did:plc:'.length);

/** `'m>alice stranger!carol'` with the operator naming m, and who maintains which repository. */
const viewsFrom = (text: string, maintainers: Record<string, string[]> = {}) => {
  const world = {
    asOfUs: 0,
    seeds: [did('m')],
    maintainers: Object.entries(maintainers).flatMap(([name, people]) =>
      people.map((each) => ({ repo: repo(name), did: did(each) })),
    ),
    vouches: [...text.matchAll(/(\w+)([>!])(\w+)/g)].map(([, from = '', sign, to = '']) => ({
      fromDid: did(from),
      toDid: did(to),
      polarity: sign === '>' ? ('vouch' as const) : ('denounce' as const),
      sinceUs: 0,
      evidences: 0,
    })),
    merges: [],
  };
  return trustViews(world, trustBase(trustInput(world, DEFAULT_POLICY)));
};

describe('trustViews', () => {
  it('gives a repository the view of its maintainers and the operator, and others not', () => {
    const views = viewsFrom('m>alice owner>bob bob>carol', { one: ['owner'], two: ['alice', 'carol'] });
    const seen = (name: string | null) =>
      ['alice', 'bob', 'carol'].map((each) => views(name === null ? null : repo(name)).of(did(each)).structural);
    expect(seen(null)).toEqual([0.85, 0, 0]);
    expect(seen('one')).toEqual([0.85, 0.85, 0.85 ** 2]);
    expect(seen('two')).toEqual([1, 0, 1]);
    expect(seen('unknown')).toEqual(seen(null));
    const { path } = views(repo('one')).of(did('carol'));
    expect(path.map((step) => nameOf(step.did))).toEqual(['owner', 'bob', 'carol']);
  });

  it('trusts an owner whatever somebody two hops away says', () => {
    const views = viewsFrom('m>alice alice>bob bob!owner', { one: ['owner'] });
    expect(views(repo('one')).of(did('owner'))).toMatchObject({ structural: 1, standing: 1 });
    expect(views(repo('one')).of(did('owner')).opinion).toBeLessThan(-0.5);
    expect(views(repo('one')).of(did('owner')).reach).toMatchObject({
      byMaintainer: 1,
      byVouched: 1,
      starter: 'maintainer',
    });
  });

  it('says the same trust alone as with everything else', () => {
    const views = viewsFrom('m>alice alice>bob m!bob x>bob', { one: ['x'] });
    for (const each of ['m', 'alice', 'bob', 'x', 'nobody']) {
      for (const view of [views(null), views(repo('one'))]) {
        expect(view.structuralOf(did(each))).toBe(view.of(did(each)).structural);
      }
    }
  });

  it('reaches what one more vouch then gives', () => {
    const denounced = 'm>alice m>dave m>carol m>fred alice>x dave!x fred!x';
    const { reach } = viewsFrom(denounced)(null).of(did('x'));
    expect(viewsFrom(`${denounced} m>x`)(null).structuralOf(did('x'))).toBeCloseTo(reach.byMaintainer, 12);
    // Carol speaks beside alice; erin, whom alice brought in, would only fill alice's branch.
    expect(viewsFrom(`${denounced} carol>x`)(null).structuralOf(did('x'))).toBeGreaterThan(reach.byVouched);
    // Whoever stands higher than the new vouch would lift keeps that.
    const { reach: kept, structural } = viewsFrom('m>carol')(null).of(did('carol'));
    expect(kept.byVouched).toBe(structural);
    expect(viewsFrom('m>carol')(null).of(did('x')).reach).toEqual({
      byMaintainer: 0.85,
      byVouched: 0.85 ** 2,
      starter: 'trusted root',
    });
  });
});

describe('explain', () => {
  const views = viewsFrom('m>alice m>bob alice>carol bob>carol carol>dave m>erin m>fred erin!dave fred!dave', {
    one: ['bob'],
  });
  const why = (name: string, from: AtUri | null = null) => views(from).explain(did(name), [0.3, 0.7]);

  it('says what each vouch and each denounce changes', () => {
    const carol = why('carol');
    expect(carol.vouches.map(({ did: by, share }) => [nameOf(by), share])).toEqual([
      ['alice', 0.5],
      ['bob', 0.5],
    ]);
    expect(carol.vouches.map(({ without }) => without)).toEqual([0.85 ** 2, 0.85 ** 2]);
    const dave = why('dave');
    expect(dave.vouches).toMatchObject([{ did: did('carol'), share: 1, without: 0 }]);
    expect(dave).toMatchObject({ votesAgainst: 1.7, heardAgainst: 0.85 });
    expect(dave.denounces).toMatchObject([
      { did: did('erin'), share: 0.5 },
      { did: did('fred'), share: 0.5 },
    ]);
    expect(dave.denounces[0]?.without).toBeCloseTo(0.85 ** 3, 12);
  });

  it('names the vouches upstream on the strongest path, and what would be left without each', () => {
    const links = why('dave').links.map(({ from, to, without }) => [nameOf(from), nameOf(to), without > 0.1]);
    expect(links).toEqual([
      ['m', 'alice', true],
      ['alice', 'carol', true],
      ['carol', 'dave', false],
    ]);
  });

  it('names the fewest vouches that hold somebody above each threshold reached', () => {
    const { keystones } = why('carol');
    expect(
      keystones.map(({ threshold, vouches, without, smallest }) => [threshold, vouches.length, without, smallest]),
    ).toEqual([
      [0.3, 2, 0, true],
      [0.7, 2, 0, true],
    ]);
    const fromOne = views(repo('one')).explain(did('carol'), [0.8]).keystones;
    expect(fromOne).toMatchObject([{ vouches: [{ from: did('bob'), to: did('carol') }], without: 0.85 ** 2 }]);
    expect(why('dave').keystones).toEqual([]);
  });

  it("has EigenTrust as the repository's own seeds give it", () => {
    const own = eigenTrust(views.graph, preTrustOf(views.graph, [did('m'), did('bob')])).scores;
    for (const each of ['m', 'alice', 'bob', 'carol', 'dave']) {
      const expected = own[views.graph.indexOf(did(each))] ?? Number.NaN;
      expect(Math.abs(why(each, repo('one')).eigentrust - expected)).toBeLessThan(2e-9);
    }
  });

  it('is plain data, and empty for whom nobody knows', () => {
    expect(JSON.parse(JSON.stringify(why('dave')))).toEqual(why('dave'));
    expect(why('nobody')).toEqual({
      eigentrust: 0,
      votesFor: 0,
      votesAgainst: 0,
      heardAgainst: 0,
      vouches: [],
      denounces: [],
      links: [],
      keystones: [],
    });
  });
});
