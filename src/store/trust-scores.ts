import { z } from 'zod';
import type { Did } from '../domain/index.ts';
import { noteChanges } from './changes.ts';
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

/** Figures of the whole graph: everybody's score, and the backtest as JSON text, with a key over what they come from. */
export interface KeptFigures {
  readonly key: string;
  readonly scores: readonly TrustScore[];
  readonly backtest: string;
}

/** Replaces all trust scores and the backtest. */
export const replaceFigures = async (db: Db, { key, scores, backtest }: KeptFigures): Promise<void> => {
  const staged = await stage(
    db,
    'trust_scores',
    scores.map((score) => ({ ...score })),
  );
  await db.run('DELETE FROM trust_scores');
  await db.run(`INSERT INTO trust_scores SELECT * FROM ${staged}`);
  await db.run("DELETE FROM meta WHERE name IN ('figures_key', 'backtest')");
  await db.run("INSERT INTO meta VALUES ('figures_key', $1), ('backtest', $2)", [key, backtest]);
};

/** What `replaceFigures` last kept under a name; null before the first time. */
export const keptFigure = async (db: Db, name: 'figures_key' | 'backtest'): Promise<string | null> =>
  (await select(db, z.object({ value: z.string() }), 'SELECT value FROM meta WHERE name = $1', [name]))[0]?.value ??
  null;

/** Makes exactly these the trusted roots that come from `source`; roots from elsewhere stay. */
export const setTrustedRoots = async (db: Db, source: string, dids: readonly Did[]): Promise<void> => {
  const kept = await select(db, z.object({ did: didColumn }), 'SELECT did FROM seeds WHERE source = $1', [source]);
  const [now, wanted] = [new Set(kept.map((row) => row.did)), new Set(dids)];
  if (now.symmetricDifference(wanted).size === 0) return;
  await noteChanges(db, [{ what: 'roots', key: null }]);
  await db.run('DELETE FROM seeds WHERE source = $1', [source]);
  for (const did of wanted) await db.run('INSERT INTO seeds VALUES ($1, $2)', [did, source]);
};
