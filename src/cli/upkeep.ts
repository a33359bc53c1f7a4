import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../domain/index.ts';
import { upkeepRound } from '../pipeline/index.ts';
import type { Network } from './network.ts';
import { note } from './output.ts';
import type { Surroundings } from './surroundings.ts';

/** Looked at again after this long even if nothing changed here: answers run out, and hosts come back. */
const LONGEST_REST_MS = 30_000;
const REST_MS = 2_000;

/** Upkeep for ever: at once while there is more to do, and after each change of the database. Ends when aborted. */
export const upkeepLoop = async ({ store }: Surroundings, { upkeep }: Network): Promise<void> => {
  const { signal } = upkeep;
  for (let seen = '', restedMs = 0; !signal.aborted; ) {
    const mark = store.mark();
    if (mark !== seen || restedMs >= LONGEST_REST_MS) {
      restedMs = 0;
      if ((await oneRound(upkeep)) > 0) continue;
      seen = mark;
    }
    await sleep(REST_MS, undefined, { signal }).catch(() => undefined);
    restedMs += REST_MS;
  }
};

/** Rounds until nothing is due. */
export const upkeepUntilIdle = async ({ upkeep }: Network): Promise<void> => {
  while (!upkeep.signal.aborted && (await oneRound(upkeep)) > 0);
};

/** How much was done. A failure that can pass is told, and nothing was done. */
const oneRound = async (upkeep: Network['upkeep']): Promise<number> => {
  try {
    const { people, repos, patches, unavailable, policies } = await upkeepRound(upkeep);
    return people + repos + patches + unavailable + policies;
  } catch (error) {
    if (!(error instanceof AppError && error.retryable) && !upkeep.signal.aborted) throw error;
    if (!upkeep.signal.aborted) note(`looking up failed, trying again: ${messageOf(error)}`);
    return 0;
  }
};
