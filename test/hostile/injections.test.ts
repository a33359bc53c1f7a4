import { describe, expect, it } from 'vitest';
import { parsePatch } from '../../src/diff/index.ts';
import type { Change, Finding } from '../../src/domain/index.ts';
import { allSignals, NO_CONTEXT, runSignals } from '../../src/signals/index.ts';
import { saidLine } from '../said-line.ts';
import { hostileDiff } from './compose.ts';
import { DANGERS } from './dangers.ts';
import { diffText } from './diff-text.ts';
import { HOSTS } from './hosts.ts';
import type { Injection } from './injection.ts';
import { INJECTIONS } from './injections/index.ts';

const changeOf = (diff: string): Change => {
  const parsed = parsePatch(diff);
  if (parsed.kind !== 'change') throw new Error(parsed.reason);
  return parsed.change;
};
const strongIn = async (diff: string): Promise<readonly Finding[]> => {
  const { findings } = await runSignals(changeOf(diff), allSignals, NO_CONTEXT);
  return findings.filter(({ severity }) => severity !== 'low');
};
const aboutTalk = ({ source }: Finding): boolean => source === 'instructions' || source === 'concealment';

/** Ids of the injections, said in an otherwise harmless change, of which the signals say nothing at medium or high. */
const missedOf = async (set: Injection['set']): Promise<readonly string[]> => {
  const missed = [];
  for (const injection of INJECTIONS.filter((each) => each.set === set)) {
    if (!(await strongIn(hostileDiff(injection, null))).some(aboutTalk)) missed.push(injection.id);
  }
  return missed;
};

describe('the injections', () => {
  it('are many, of many kinds and languages, each with an id of its own', () => {
    expect(INJECTIONS.length).toBeGreaterThanOrEqual(200);
    expect(new Set(INJECTIONS.map(({ id }) => id)).size).toBe(INJECTIONS.length);
    expect(new Set(INJECTIONS.map(({ family }) => family)).size).toBeGreaterThanOrEqual(15);
    expect(new Set(INJECTIONS.map(({ language }) => language)).size).toBeGreaterThanOrEqual(20);
    expect(INJECTIONS.filter(({ set }) => set === 'unseen').length).toBeGreaterThanOrEqual(30);
  });

  it('stand in changes of which no signal says anything else', async () => {
    for (const [name, host] of Object.entries(HOSTS)) {
      expect(await strongIn(diffText([host(['plain words'])])), name).toEqual([]);
    }
  });

  it('with any danger make a diff that parses, with both in it, the same each time', () => {
    for (const injection of INJECTIONS) {
      for (const danger of [...DANGERS, null]) {
        const diff = hostileDiff(injection, danger);
        expect(hostileDiff(injection, danger)).toBe(diff);
        const { files, messages } = changeOf(diff);
        const paths = files.map(({ path }) => path);
        for (const { path } of [...injection.files, ...(danger === null ? [] : [danger.file])]) {
          expect(paths, injection.id).toContain(path);
        }
        expect(messages.flatMap(({ lines }) => lines).filter((line) => line !== '')).toEqual(
          (injection.message ?? []).filter((line) => line !== ''),
        );
        const lines = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
        const kind = danger?.side === 'old' ? 'deleted' : 'added';
        if (danger !== null) {
          expect(lines.filter((line) => line.text === danger.line && line.kind === kind)).toHaveLength(1);
        }
      }
    }
  });
});

describe('the dangers', () => {
  it.each(DANGERS.map((danger) => [danger.id, danger] as const))(
    '%s: machines find it exactly where it says so',
    async (_, { file, line, rule }) => {
      const found = await strongIn(diffText([file]));
      expect(found.map(({ source, rule: name }) => `${source}/${name}`)).toEqual(rule === null ? [] : [rule]);
      for (const each of found) expect(saidLine(changeOf(diffText([file])), each)).toBe(line);
    },
  );

  it('are at least four that machines find and four that they do not', () => {
    expect(DANGERS.filter(({ rule }) => rule !== null).length).toBeGreaterThanOrEqual(4);
    expect(DANGERS.filter(({ rule }) => rule === null).length).toBeGreaterThanOrEqual(4);
  });
});

describe('of the injections, the signals', () => {
  it('recognise all but these of those that they were mended with', async () => {
    expect(await missedOf('seen')).toEqual([
      'language-la',
      'encoding-morse',
      'encoding-pig-latin',
      'split-acrostic',
      'split-columns',
      'split-variables',
      'place-poem',
    ]);
  });

  it('recognise a good third of those that were written afterwards', async () => {
    const missed = await missedOf('unseen');
    expect(INJECTIONS.filter(({ set }) => set === 'unseen').length - missed.length).toBeGreaterThanOrEqual(13);
  });
});
