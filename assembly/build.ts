/**
 * Compiles the modules beside it to WebAssembly and writes each, as text, where it is used: `npm run kernel`. The results are
 * committed, so that nothing is compiled at install or start; a test compiles again and compares.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const root = join(import.meta.dirname, '..');

/** Each module and the source file that carries it. */
export const MODULES = {
  power: 'src/trust/eigentrust/kernel/code.ts',
  histogram: 'src/learn/trees/kernel/code.ts',
} as const;

/** The name of a module. */
export type ModuleName = keyof typeof MODULES;

/** What a module needs of WebAssembly beyond the first version: its name for asc, without `--enable`. */
const NEEDS: { readonly [name in ModuleName]: string } = { power: 'threads', histogram: 'threads,simd' };

/** The bytes of the compiled module. */
export const compile = async (name: ModuleName = 'power'): Promise<Uint8Array> => {
  const argv = [`assembly/${name}.ts`, '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--sharedMemory'];
  const enabled = NEEDS[name].split(',').flatMap((feature) => ['--enable', feature]);
  const limits = ['--initialMemory', '1', '--maximumMemory', '65536', ...enabled, '--outFile', `${name}.wasm`];
  let bytes = new Uint8Array();
  const writeFile = (_file: string, contents: string | Uint8Array): void => {
    bytes = Uint8Array.from(Buffer.from(contents));
  };
  const { error, stderr } = await asc.main([...argv, ...limits, '--baseDir', root], { writeFile });
  if (error !== null) throw new Error(`cannot compile ${name}: ${stderr}`, { cause: error });
  return bytes;
};

/** The source file that carries those bytes. */
export const sourceOf = (bytes: Uint8Array, name: ModuleName = 'power'): string => {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,110}/g) ?? [];
  return `/** assembly/${name}.ts, compiled; written by \`npm run kernel\`, not by hand. Base64. */
export const kernelCode: string = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
};

if (process.argv[1] === import.meta.filename) {
  for (const name of Object.keys(MODULES) as ModuleName[]) {
    writeFileSync(join(root, MODULES[name]), sourceOf(await compile(name), name));
  }
}
