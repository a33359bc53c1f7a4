import { plainHistograms } from '../plain-histograms.ts';
import type { HistogramKernel, WorkspaceSize } from '../workspace.ts';
import { kernelCode } from './code.ts';
import { fits, reserve } from './memory.ts';

/** What the compiled module offers; see assembly/histogram.ts. */
interface Compiled {
  build(place: number, begin: number, end: number): void;
  subtract(place: number, other: number): void;
  partition(begin: number, end: number, column: number, first: number, count: number): number;
}

/** The kernel in WebAssembly with SIMD; plain where there is more than it can address. */
export const compiledHistograms = (size: WorkspaceSize): HistogramKernel => {
  if (!fits(size)) return plainHistograms(size);
  const { memory, workspace } = reserve(size);
  const module = new WebAssembly.Module(Buffer.from(kernelCode, 'base64'));
  const compiled = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Compiled;
  return {
    workspace,
    build: (place, begin, end) => compiled.build(place, begin, end),
    subtract: (place, other) => compiled.subtract(place, other),
    partition: (begin, end, { column, bin, missing, missingLeft }) => {
      // Bins are counted round: those of NaN, the unused ones after them, then the first.
      const first = missingLeft ? missing : 0;
      return compiled.partition(begin, end, column, first, (missingLeft ? 256 - missing : 0) + bin + 1);
    },
  };
};
