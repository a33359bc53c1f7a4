import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, type Did, parseDid } from '../../domain/index.ts';
import type { Network } from './network.ts';
import { resolvePerson } from './resolve-person.ts';
import { resolveRepo } from './resolve-repo.ts';

const did = (name: string): Did => {
  const parsed = parseDid(`did:plc:${name.padEnd(24, 'a')}`);
  if (parsed === null) throw new Error(`no DID: ${name}`);
  return parsed;
};
const repo = did('repo');
const owner = did('owner');
const other = did('other');

const service = (id: string, type: string, serviceEndpoint: string) => ({ id, type, serviceEndpoint });
const repoDocument = { id: repo, service: [service('#tangled_knot', 'TangledKnot', 'https://knot.example.com')] };
const ownerDocument = {
  id: owner,
  alsoKnownAs: ['at://owner.example.com'],
  service: [service('#atproto_pds', 'AtprotoPersonalDataServer', 'https://pds.example.com')],
};

/** What the right answers are, by the last part of the path: each may be replaced by anything. */
const RIGHT: Readonly<Record<string, unknown>> = {
  [repo]: repoDocument,
  [owner]: ownerDocument,
  'sh.tangled.repo.describeRepo': { repoDid: repo, ownerDid: owner, rkey: 'name' },
  'sh.tangled.repo.getRepoByRepoDid': { uri: `at://${owner}/sh.tangled.repo/name` },
  'com.atproto.repo.getRecord': { value: { repoDid: repo, knot: 'knot.example.com' } },
  'sh.tangled.repo.listCollaborators': { items: [{ subject: other }] },
  'atproto-did': owner,
};

type Answer = { readonly status: number; readonly body: unknown } | 'refused' | 'failed' | 'right';

const network = (answers: ReadonlyMap<string, Answer>, dns: readonly string[] | null): Network => ({
  get: async (url) => {
    const question = new URL(url).pathname.split('/').at(-1) ?? '';
    const answer = answers.get(question) ?? 'right';
    if (answer === 'refused' || answer === 'failed') throw new AppError(answer, { retryable: answer === 'failed' });
    const { status, body } = answer === 'right' ? { status: 200, body: RIGHT[question] } : answer;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { status, bytes: new TextEncoder().encode(text ?? '') };
  },
  resolveTxt: async () => {
    if (dns === null) throw new AppError('failed', { retryable: true });
    return dns;
  },
  plcUrl: 'https://plc.directory',
  appviewUrl: 'https://api.tangled.org',
  local: false,
});

/** Answers close to the right ones, so that they get far, and answers that are anything at all. */
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom<Answer>('right', 'refused', 'failed'),
  fc.record({
    status: fc.constantFrom(200, 200, 200, 301, 400, 404, 410, 429, 501),
    body: fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(...Object.values(RIGHT)),
      fc.constantFrom(
        { error: 'RecordNotFound' },
        { error: 'MethodNotImplemented' },
        { ...repoDocument, id: other },
        {
          value: { repoDid: other },
        },
      ),
      fc.string(),
    ),
  }),
);
const answers = fc
  .dictionary(fc.constantFrom(...Object.keys(RIGHT)), answer)
  .map((all) => new Map(Object.entries(all)));
const records = fc.option(fc.array(fc.oneof(fc.constantFrom(`did=${owner}`, `did=${other}`, 'v=spf1'), fc.string())));

const isRight = (found: ReadonlyMap<string, Answer>, question: string): boolean => {
  const given = found.get(question) ?? 'right';
  if (given === 'right') return true;
  return (
    typeof given === 'object' && given.status === 200 && JSON.stringify(given.body) === JSON.stringify(RIGHT[question])
  );
};

describe('whatever strangers answer', () => {
  it('a repository is verified by its document and its owner’s record alone', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (found) => {
        const resolved = await resolveRepo(repo, network(found, []));
        expect(resolved.againInMs).toBeGreaterThan(0);
        if (resolved.state !== 'verified')
          expect(resolved).toMatchObject({ ownerDid: null, uri: null, collaborators: [] });
        else {
          expect([repo, owner, 'com.atproto.repo.getRecord'].map((question) => isRight(found, question))).toEqual([
            true,
            true,
            true,
          ]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a person has the handle that names them back, or none', async () => {
    await fc.assert(
      fc.asyncProperty(answers, records, async (found, dns) => {
        const resolved = await resolvePerson(owner, network(found, dns));
        expect(resolved.againInMs).toBeGreaterThan(0);
        if (resolved.state !== 'verified') expect(resolved.handle).toBeNull();
        else {
          expect(isRight(found, owner)).toBe(true);
          expect(dns?.includes(`did=${owner}`) || isRight(found, 'atproto-did')).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('nothing is longer than a line in a problem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (alias) => {
        const document = { ...ownerDocument, alsoKnownAs: [`at://${alias}`] };
        const found = new Map<string, Answer>([[owner, { status: 200, body: document }]]);
        const { problem } = await resolvePerson(owner, network(found, []));
        expect(problem?.length ?? 0).toBeLessThanOrEqual(300);
        expect(problem ?? '').not.toMatch(/[\p{Cc}\u202e\u2028]/u);
      }),
    );
  });
});
