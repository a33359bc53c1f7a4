#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on any Node to say which Node is needed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const main = new URL('src/cli/main.ts', root);
// What was compiled once need not be compiled at each start: half of a short command's time. For threads and children, by the variable.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/tangled-trust', root));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  nodeModule.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import(main.href);
} else {
  const own = fileURLToPath(new URL('node_modules/.bin/node', root));
  if (!existsSync(own)) {
    console.error(
      `tangled-trust needs Node 22.18 or newer; this is ${process.version}.\n` +
        'Run "npm ci" here, which brings Node 24 along on Linux, macOS and Windows (x64) and Linux and macOS (arm64).',
    );
    process.exit(1);
  }
  const child = spawn(own, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
