import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { program } from '../src/cli/program.ts';
import { simulationCsv } from '../src/cli/simulation-csv.ts';
import { simulationHeadline, simulationTables } from '../src/cli/simulation-tables.ts';
import { attacks, simulate } from '../src/trust/index.ts';
import { scratchDirectory } from './store-harness.ts';

const bin = join(process.cwd(), 'bin/tangled-trust.js');

const run = (directory: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [bin, 'simulate', ...args], { cwd: directory }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });

const never = (): never => {
  throw new Error('nothing there');
};

/** The command by itself, silent, throwing what it would end with. */
const command = () => {
  const found = program().commands.find((one) => one.name() === 'simulate');
  if (found === undefined) throw new Error('no command simulate');
  return found.exitOverride().configureOutput({ writeErr: () => undefined });
};

const SMALL = ['--attack', 'bought-vouches', '--people', '50', '--runs', '2'];

describe('simulate', () => {
  it('writes the same bytes for the same arguments, as table, CSV, SVG and JSON, and others for another seed', async () => {
    const directory = scratchDirectory();
    const files = (name: string) => ['--csv', `${name}.csv`, '--svg', `${name}.svg`];
    const first = await run(directory, ...SMALL, ...files('a'));
    const second = await run(directory, ...SMALL, ...files('b'));
    const other = await run(directory, ...SMALL, '--seed', '2');
    const json = await run(directory, ...SMALL, '--json');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(second.out).toBe(first.out);
    expect(other.out).not.toBe(first.out);
    const read = (name: string) => readFileSync(join(directory, name), 'utf8');
    expect(read('b.csv')).toBe(read('a.csv'));
    expect(read('b.svg')).toBe(read('a.svg'));
    const { rows, admitted } = JSON.parse(json.out);
    expect(rows).toHaveLength(4 * admitted.length);
    const { setting, contestant, harmed } = rows[3 * admitted.length];
    expect({ setting, contestant }).toEqual({ setting: { k: 30 }, contestant: 'structural' });
    expect(read('a.csv')).toContain(`bought-vouches,k=30,structural,harmed,${harmed.mean},${harmed.max}\n`);
  });

  it('draws each measure once in each panel, in a stroke of its own, and names it', async () => {
    const directory = scratchDirectory();
    const { out } = await run(directory, ...SMALL, '--json', '--svg', 'plot.svg');
    const svg = readFileSync(join(directory, 'plot.svg'), 'utf8');
    const { admitted } = JSON.parse(out);
    expect(svg.match(/<polyline /g)).toHaveLength(admitted.length);
    const strokes = [...svg.matchAll(/<polyline class="line" (.*?) points=/g)].map(([, stroke]) => stroke);
    expect(new Set(strokes).size).toBe(admitted.length);
    for (const { contestant } of admitted) expect(svg).toContain(`>${contestant}</text>`);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('writes a line of CSV for each figure, mean before largest', () => {
    const found = simulate({ people: 30, runs: 1 });
    const lines = [...simulationCsv(found)];
    expect(lines[0]).toBe('attack,setting,measure,figure,mean,max\n');
    expect(lines).toHaveLength(1 + 2 * found.admitted.length + 10 * found.rows.length + 2 * found.stability.length);
    const { contestant, voucher, drop } =
      found.stability.find((row) => row.drop.max > 0) ?? found.stability[0] ?? never();
    expect(drop.max).toBeGreaterThan(drop.mean);
    expect(lines).toContain(`one-more-vouch,${voucher},${contestant},drop,${drop.mean},${drop.max}\n`);
  });

  it('keeps its tables within 120 columns', () => {
    const found = simulate({ people: 30, runs: 1 });
    const lines = simulationTables(found, attacks).join('\n').split('\n');
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
    expect(lines.length).toBeGreaterThan(200);
  });

  it('tries one setting when told which', async () => {
    const { out } = await run(
      scratchDirectory(),
      '--attack',
      'mistaken-vouch',
      '--set',
      'size=7',
      '--set',
      'distance=0',
      '--runs',
      '1',
    );
    expect(out).toMatch(/^ +size 7 distance 0$/m);
    expect(out).toMatch(/^in-degree +7\.0 {3}7\.0 /m);
  });

  it('calls an unknown attack misuse, and names those there are', async () => {
    const { code, err } = await run(scratchDirectory(), '--attack', 'flood');
    expect({ code, err }).toEqual({
      code: 2,
      err: `error: no attack flood: one of ${attacks.map(({ name }) => name).join(', ')}\n`,
    });
  });

  it.each<[string, string[], string]>([
    ['a parameter without an attack', ['--set', 'k=3'], '--set needs --attack'],
    ['an unknown parameter', ['--attack', 'bought-vouches', '--set', 'price=3'], 'no parameter price: one of k, size'],
    ['a parameter out of range', ['--attack', 'bought-vouches', '--set', 'k=0'], 'k must be 1 to 100, got 0'],
    ['a parameter that is none', ['--attack', 'bought-vouches', '--set', 'k'], 'must be parameter=number'],
    ['no people', ['--people', '0'], 'must be a whole number of 20 to 2000'],
  ])('refuses %s', async (_, args, message) => {
    await expect(command().parseAsync(args, { from: 'user' })).rejects.toThrow(message);
  });

  it('says in its help what each attack takes', () => {
    let help = '';
    command()
      .configureOutput({ writeOut: (text) => (help += text) })
      .outputHelp();
    for (const { name, parameters } of attacks) {
      expect(help).toContain(`\n  ${name}\n`);
      for (const parameter of Object.keys(parameters)) expect(help).toContain(`    ${parameter}: `);
    }
  });

  it('cannot write where there is no directory, and says so', async () => {
    const { code, err } = await run(scratchDirectory(), ...SMALL, '--csv', 'absent/a.csv');
    expect({ code, err }).toEqual({ code: 1, err: 'error: cannot write absent/a.csv (ENOENT)\n' });
  });

  it('ends when interrupted in the middle of its work', async () => {
    const child = spawn(process.execPath, [bin, 'simulate', '--runs', '100', '--people', '2000'], { stdio: 'pipe' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code, signal] = await once(child, 'exit');
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
  });
});

describe('docs/attacks.md', () => {
  const page = readFileSync('docs/attacks.md', 'utf8');

  it('shows the figures that the command gives', () => {
    const retold = ['mistaken-vouch', 'compromised-member', 'found-out', 'denounce-storm'];
    const found = simulate({ attacks: retold });
    const blocks = [simulationHeadline(found), ...simulationTables(found, attacks)];
    expect(blocks.length).toBeGreaterThan(retold.length);
    for (const block of blocks) expect(page).toContain(block);
  });

  it('explains every attack and every measure', () => {
    const { admitted } = simulate({ people: 20, runs: 1, attacks: [] });
    for (const { name } of attacks) expect(page).toContain(`| \`${name}\` |`);
    for (const { contestant } of admitted) expect(page).toContain(`| \`${contestant}\` |`);
  });
});
