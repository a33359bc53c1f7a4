import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, VARIABLES } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'tt-config-'));
const root = mkdtempSync(join(tmpdir(), 'tt-root-'));
const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    loadConfig({ DATA_ROOT: root, ...environment }, directory);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems;
  }
};

describe('loadConfig', () => {
  it('needs nothing: every default stands and the data root is announced', () => {
    const config = loadConfig({}, directory);
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8000, trustSeeds: [], jetstreamUrl: null });
    expect(config.duckdbPath).toBe(join(directory, '.data/duckdb/trust.duckdb'));
    expect(config.warnings).toEqual([`DATA_ROOT is not set: keeping data in ${join(directory, '.data')}`]);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('stops on a data root that is set but missing', () => {
    expect(problemsOf({ DATA_ROOT: join(root, 'absent') })).toEqual([
      `DATA_ROOT=${join(root, 'absent')} does not exist: create it or mount it`,
    ]);
  });

  it('stops on a data root that is a file', () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    expect(problemsOf({ DATA_ROOT: file })[0]).toContain('is not a directory');
  });

  it('reports all problems at once', () => {
    const problems = problemsOf({
      PORT: '70000',
      JETSTREAM_URL: 'http://example.com',
      TRUST_SEEDS: 'did:plc:abc, bob',
      OSV_DB: 'absent',
      ATPROTO_PDS: 'nonsense',
    });
    expect(problems).toHaveLength(5);
    for (const name of ['PORT', 'JETSTREAM_URL', 'TRUST_SEEDS', 'OSV_DB', 'ATPROTO_PDS']) {
      expect(problems.some((line) => line.startsWith(name))).toBe(true);
    }
  });

  it('shows no password in what it complains about', () => {
    const [problem] = problemsOf({ DATABASE_URL: 'mysql://user:sekret@host/db?token=sekret' });
    expect(problem).toContain('DATABASE_URL=mysql://***@host/db');
    expect(problem).not.toContain('sekret');
  });

  it.each(['-1', '1.5', 'x', '65536', '8000x'])('refuses PORT=%s', (PORT) => {
    expect(problemsOf({ PORT })).toHaveLength(1);
  });

  it.each(['1', '-.1', '1e-1', 'half', '.'])('refuses MERGE_WEIGHT=%s', (MERGE_WEIGHT) => {
    expect(problemsOf({ MERGE_WEIGHT })).toHaveLength(1);
  });

  it.each([
    ['', null],
    ['0', 0],
    ['.25', 0.25],
    ['0.5', 0.5],
  ])('reads MERGE_WEIGHT=%s', (MERGE_WEIGHT, weight) => {
    expect(loadConfig({ DATA_ROOT: root, MERGE_WEIGHT }, directory).mergeWeight).toBe(weight);
  });

  it('reads trusted roots from a file, without comments and repetitions', () => {
    writeFileSync(join(directory, 'seeds'), '# roots\ndid:plc:a # one\n\ndid:web:example.com\ndid:plc:a\n');
    expect(loadConfig({ DATA_ROOT: root, TRUST_SEEDS: 'seeds' }, directory).trustSeeds).toEqual([
      'did:plc:a',
      'did:web:example.com',
    ]);
  });

  it('hands on the policy’s files as they stand, and names one that cannot be had', () => {
    writeFileSync(join(directory, 'policy.json'), '{}');
    const { policyFile, shadowPolicyFile } = loadConfig({ DATA_ROOT: root, POLICY_FILE: 'policy.json' }, directory);
    expect([policyFile, shadowPolicyFile]).toEqual([{ path: join(directory, 'policy.json'), text: '{}' }, null]);
    writeFileSync(join(directory, 'latin1.json'), Buffer.from([0x22, 0xe9, 0x22]));
    writeFileSync(join(directory, 'huge.json'), ' '.repeat(1_048_577));
    const named = [
      ['absent.json', 'cannot be read (ENOENT)'],
      ['.', 'is not a file'],
      ['latin1.json', 'is not UTF-8 text'],
      ['huge.json', 'is over 1048576 bytes: no policy is'],
    ] as const;
    for (const [name, fault] of named) {
      expect(problemsOf({ POLICY_FILE: name, SHADOW_POLICY_FILE: name })).toEqual([
        `POLICY_FILE=${name} ${fault}`,
        `SHADOW_POLICY_FILE=${name} ${fault}`,
      ]);
    }
  });

  it('reports what is wrong with the policy together with the rest', () => {
    const check = () => ['POLICY_FILE=x: tHigh must be …'];
    expect(() => loadConfig({ DATA_ROOT: root, PORT: 'x' }, directory, check)).toThrow(
      /2 problem.*PORT=x.*tHigh must/s,
    );
  });

  it('ships trust events where it is told to, with the key for it', () => {
    const given = { TRUST_EVENTS_URL: 'https://trust.example.org/', TRUST_EVENTS_KEY: 'k' };
    expect(loadConfig({ DATA_ROOT: root, ...given }, directory).trustEvents).toEqual({
      url: given.TRUST_EVENTS_URL,
      apiKey: 'k',
    });
    expect(loadConfig({ DATA_ROOT: root, TRUST_EVENTS_KEY: 'k' }, directory).trustEvents).toBeNull();
    expect(problemsOf({ TRUST_EVENTS_URL: given.TRUST_EVENTS_URL })).toEqual([expect.stringContaining('_KEY is not')]);
    expect(problemsOf({ ...given, TRUST_EVENTS_URL: 'http://trust.example.org' })).toHaveLength(1);
  });

  it('lets no other service have the operator’s key, and shows neither', () => {
    const refused = ['ADMIN_KEY and EVENTS_API_KEY are the same: other services could do all that the operator may'];
    expect(problemsOf({ ADMIN_KEY: 'hush', EVENTS_API_KEY: ' hush ' })).toEqual(refused);
    expect(problemsOf({ ADMIN_KEY: 'hush', EVENTS_API_KEY: 'hush2' })).toEqual([]);
    expect(problemsOf({ ADMIN_KEY: '', EVENTS_API_KEY: ' ' })).toEqual([]);
  });

  it('counts an empty value as unset', () => {
    expect(loadConfig({ DATA_ROOT: root, PORT: '', ANTHROPIC_API_KEY: ' ' }, directory).anthropic.apiKey).toBeNull();
  });

  it('has every variable of the list in .env.example, and no other', () => {
    const named = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').matchAll(/^#?\s?([A-Z_]+)=/gm);
    expect([...named].map((match) => match[1]).sort()).toEqual(VARIABLES.map((variable) => variable.name).sort());
  });
});
