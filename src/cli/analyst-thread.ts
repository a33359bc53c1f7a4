import { Worker } from 'node:worker_threads';
import type { Analysis, Analyst, BlindReading } from '../pipeline/index.ts';
import type { AnalysisReply, AnalysisRequest, AnalysisSetup } from './analysis-worker.ts';
import { workerThreads } from './ask-worker.ts';

/** Longer than any honest patch within the review budget takes, on a slow machine. */
const LONGEST_MS = 10_000;
/** Nearly twice what the worst patch of the largest size that is unpacked takes: fifteen million bytes of empty lines. */
const MOST_MEGABYTES = 1024;
/** Patches read at the same time. */
const MOST_AT_ONCE = 2;

/**
 * Reads patches in threads of their own, up to two at a time, so that no patch keeps pages or other work waiting, nor for
 * long another patch. One that takes too long, or too much memory, is given up as unreadable, with its thread. No thread
 * keeps the process alive. `version` names what `setup` makes them read with.
 */
export const analystThread = (
  version: string,
  setup: AnalysisSetup,
  longestMs = LONGEST_MS,
  mostMegabytes = MOST_MEGABYTES,
): Analyst => {
  const file = new URL('./analysis-worker.ts', import.meta.url);
  const resourceLimits = { maxOldGenerationSizeMb: mostMegabytes };
  const start = () => new Worker(file, { workerData: setup, resourceLimits });
  // They have much to load, so the first begins before the first patch is here.
  const ask = workerThreads(start, { most: MOST_AT_ONCE, isWarm: true });
  const answer = async (request: AnalysisRequest): Promise<unknown> => {
    try {
      const reply = await ask<Extract<AnalysisReply, { answer: unknown }>>((worker) => ({
        send: () => worker.postMessage(request),
        signal: AbortSignal.timeout(longestMs),
      }));
      return reply.answer;
    } catch (error) {
      const reason = tooMuch(error, { longestMs, mostMegabytes });
      if (reason === null) throw error;
      return { kind: 'unreadable', reason };
    }
  };
  return {
    version,
    analyse: async (bytes, budgetBytes) => (await answer({ bytes, budgetBytes })) as Analysis,
    blind: async (bytes, author, budgetBytes) => (await answer({ bytes, budgetBytes, author })) as BlindReading,
  };
};

/** Why a patch is given up; null when that is not what went wrong. */
const tooMuch = (error: unknown, { longestMs, mostMegabytes }: { longestMs: number; mostMegabytes: number }) => {
  if (!(error instanceof Error)) return null;
  if (error.name === 'TimeoutError') return `reading it took over ${longestMs / 1000} s`;
  const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isFull ? `reading it took over ${mostMegabytes} MB` : null;
};
