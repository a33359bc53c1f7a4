/**
 * Compiles power.ts to WebAssembly and writes it, as text, into src/trust/eigentrust/kernel/code.ts: `npm run kernel`. The result is
 * committed, so that nothing is compiled at install or start; a test compiles again and compares.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const root = join(import.meta.dirname, '..');

/** The bytes of the compiled module. */
export const compile = async (): Promise<Uint8Array> => {
  const argv = ['assembly/power.ts', '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--sharedMemory'];
  const limits = ['--initialMemory', '1', '--maximumMemory', '65536', '--enable', 'threads', '--outFile', 'power.wasm'];
  let bytes = new Uint8Array();
  const writeFile = (_name: string, contents: string | Uint8Array): void => {
    bytes = Uint8Array.from(Buffer.from(contents));
  };
  const { error, stderr } = await asc.main([...argv, ...limits, '--baseDir', root], { writeFile });
  if (error !== null) throw new Error(`cannot compile the kernel: ${stderr}`, { cause: error });
  return bytes;
};

/** The source file that carries those bytes. */
export const sourceOf = (bytes: Uint8Array): string => {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,110}/g) ?? [];
  return `/** assembly/power.ts, compiled; written by \`npm run kernel\`, not by hand. Base64. */
export const kernelCode: string = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
};

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(root, 'src/trust/eigentrust/kernel/code.ts'), sourceOf(await compile()));
}
