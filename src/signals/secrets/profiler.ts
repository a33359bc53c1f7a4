import { createRequire } from 'node:module';

/** What we use of secretlint's profiler. */
interface Profiler {
  setEnabled(enabled: boolean): void;
}

const isProfiler = (value: unknown): value is Profiler =>
  typeof value === 'object' && value !== null && 'setEnabled' in value && typeof value.setEnabled === 'function';

/**
 * Switches secretlint's profiler off. It is on by default, keeps every mark it makes (over a hundred a call) for as long
 * as the process lives, and has Node keep them too. The copy that secretlint's core itself loads is the one that matters,
 * so it is looked up from there.
 */
export const silenceProfiler = async (): Promise<void> => {
  const core = createRequire(import.meta.resolve('@secretlint/core'));
  const { secretLintProfiler }: Record<string, unknown> = await import(core.resolve('@secretlint/profiler'));
  if (isProfiler(secretLintProfiler)) secretLintProfiler.setEnabled(false);
};
