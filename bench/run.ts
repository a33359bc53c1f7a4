/** Runs every measurement, shows what it says, and writes the table in docs/benchmarks.md. */
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';

const rowsOf = (script: string): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.once('exit', (code) => {
      if (code === 0) resolve(output.split('\n').filter((line) => line.startsWith('| ')));
      else reject(new Error(`${script} ended with ${code}`));
    });
  });

const scripts = readdirSync(import.meta.dirname).filter(
  (name) => !['run.ts', 'measure.ts'].includes(name) && name.endsWith('.ts'),
);
const rows: string[] = [];
for (const name of scripts.sort()) {
  process.stdout.write(`${basename(name, '.ts')}\n`);
  rows.push(...(await rowsOf(join(import.meta.dirname, name))));
}
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
writeFileSync(
  join(import.meta.dirname, '../docs/benchmarks.md'),
  `# Measurements

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; machine: ${machine}. Each ratio is ours by the peer's
time, both measured in the same run; under 1 is faster than the peer.

| what | ours | peer | ratio |
|---|---|---|---|
${rows.join('\n')}
`,
);
