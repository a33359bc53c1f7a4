import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type AtUri, type Did, InvariantError } from '../../domain/index.ts';
import type { PullSubject, StageOutcome } from './outcome.ts';
import { currentPull, inPull, type StageLog } from './pull-context.ts';
import { stage } from './stage.ts';

const pullOf = (name: string): PullSubject => ({
  uri: `at://did:plc:${name}/sh.tangled.repo.pull/3k` as AtUri,
  repo: 'at://did:plc:mira/sh.tangled.repo/3kr' as AtUri,
  author: `did:plc:${name}` as Did,
});
const [alice, bob] = [pullOf('alice'), pullOf('bob')];

const logged = (): StageLog & { readonly outcomes: StageOutcome[] } => {
  const outcomes: StageOutcome[] = [];
  return { outcomes, nowUs: () => 7, add: (outcome) => outcomes.push(outcome) };
};

describe('inPull', () => {
  it('is the pull request of all that is called and awaited in it, whatever is done meanwhile', async () => {
    const seen = async (pull: PullSubject): Promise<boolean> => {
      for (let step = 0; step < 20; step++) {
        if (currentPull() !== pull) return false;
        await turn();
      }
      return true;
    };
    const pulls = Array.from({ length: 10 }, (_, number) => pullOf(`p${number}`));
    expect(await Promise.all(pulls.map((pull) => inPull(pull, () => seen(pull))))).toEqual(pulls.map(() => true));
    expect(currentPull()).toBeNull();
  });

  it('within another counts until its own work is done', async () => {
    const order: unknown[] = [];
    await inPull(alice, async () => {
      const inner = inPull(bob, async () => {
        await turn();
        order.push(currentPull());
      });
      order.push(currentPull());
      await inner;
      order.push(currentPull());
    });
    expect(order).toEqual([alice, bob, alice]);
  });

  it('ends when its work throws', () => {
    expect(() =>
      inPull(alice, () => {
        throw new Error('x');
      }),
    ).toThrow('x');
    expect(currentPull()).toBeNull();
  });
});

describe('stage', () => {
  it('answers as its work does, and logs what came of it for the pull request at work', async () => {
    const log = logged();
    const unreadable = { kind: 'unreadable', reason: 'x' };
    const work = () => stage('diff', async () => unreadable, { inputs: 'text:1' });
    expect(await inPull(alice, work, log)).toBe(unreadable);
    const about = { pull: alice.uri, repo: alice.repo, author: alice.author, stage: 'diff', inputs: 'text:1', atUs: 7 };
    expect(log.outcomes).toEqual([
      { ...about, source: 'host:patches', outcome: 'success', reason: null },
      { ...about, source: 'contributor', outcome: 'failure', reason: 'the patch cannot be read: x' },
    ]);
  });

  it('logs what is thrown as a failure, and throws it on', async () => {
    const log = logged();
    const broken = inPull(alice, () => stage('gate', () => Promise.reject(new Error('broken'))), log);
    await expect(broken).rejects.toThrow('broken');
    expect(log.outcomes).toMatchObject([
      { pull: alice.uri, source: 'service', outcome: 'failure', reason: 'broken', inputs: '' },
    ]);
  });

  it('logs no success of our own stages, and works without a log', async () => {
    const log = logged();
    await inPull(alice, () => stage('trust', () => ({ structural: 1 })), log);
    expect(log.outcomes).toEqual([]);
    expect(await inPull(alice, () => stage('trust', () => 7))).toBe(7);
  });

  it('is refused outside every pull request', async () => {
    await expect(stage('gate', () => ({}))).rejects.toThrow(InvariantError);
  });

  it('refuses an answer that was made for another pull request', async () => {
    const made = await inPull(alice, () => stage('diff', () => ({ kind: 'unavailable' })));
    const log = logged();
    const reused = inPull(bob, () => stage('diff', () => made), log);
    await expect(reused).rejects.toThrow(`the stage diff of ${bob.uri} was given what belongs to ${alice.uri}`);
    expect(log.outcomes).toEqual([]);
    expect(await inPull(alice, () => stage('diff', () => made))).toBe(made);
  });

  it('refuses to use what was made for another, before anything is done with it', async () => {
    const made = await inPull(alice, () => stage('diff', () => ({ kind: 'unavailable' })));
    let isDone = false;
    const decided = inPull(bob, () =>
      stage(
        'gate',
        () => {
          isDone = true;
        },
        { uses: [null, 7, {}, made] },
      ),
    );
    await expect(decided).rejects.toThrow(InvariantError);
    expect(isDone).toBe(false);
  });

  it('lets pull requests with one key share an answer, and no others', async () => {
    const made = await inPull(alice, () => stage('diff', () => ({ kind: 'unavailable' }), { shared: 'blob:1' }));
    const used = (shared: string) =>
      inPull(bob, async () => {
        const analysis = await stage('diff', () => made, { shared });
        return stage('gate', () => ({ lane: 'x' }), { uses: [analysis] });
      });
    expect(await used('blob:1')).toEqual({ lane: 'x' });
    await expect(used('blob:2')).rejects.toThrow(InvariantError);
    await expect(inPull(bob, () => stage('gate', () => ({}), { uses: [made] }))).rejects.toThrow(InvariantError);
  });

  it.each([
    ['pull', { pull: bob.uri, author: alice.author }],
    ['author', { pull: alice.uri, author: bob.author }],
  ])('refuses an answer that says it is about another %s', async (_, answer) => {
    await expect(inPull(alice, () => stage('gate', () => answer))).rejects.toThrow(InvariantError);
  });
});
