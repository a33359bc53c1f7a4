import { z } from 'zod';
import type { Did } from '../domain/index.ts';
import type { Db } from './open-store.ts';
import { didColumn, select } from './rows.ts';
import { stage } from './staging.ts';

/** One person's trust in the operator's view. */
export interface TrustScore {
  readonly did: Did;
  readonly eigentrust: number;
  /** 1 is the most trusted; 0 stands for no trust at all. */
  readonly rank: number;
  readonly standing: number;
  readonly opinion: number;
  readonly structural: number;
}

/** Replaces all trust scores. */
export const replaceTrustScores = async (db: Db, scores: readonly TrustScore[]): Promise<void> => {
  const staged = await stage(
    db,
    'trust_scores',
    scores.map((score) => ({ ...score })),
  );
  await db.run('DELETE FROM trust_scores');
  await db.run(`INSERT INTO trust_scores SELECT * FROM ${staged}`);
};

/** Makes exactly these the trusted roots that come from `source`; roots from elsewhere stay. */
export const setTrustedRoots = async (db: Db, source: string, dids: readonly Did[]): Promise<void> => {
  const kept = await select(db, z.object({ did: didColumn }), 'SELECT did FROM seeds WHERE source = $1', [source]);
  const [now, wanted] = [new Set(kept.map((row) => row.did)), new Set(dids)];
  if (now.symmetricDifference(wanted).size === 0) return;
  await db.run('DELETE FROM seeds WHERE source = $1', [source]);
  for (const did of wanted) await db.run('INSERT INTO seeds VALUES ($1, $2)', [did, source]);
};
