import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { history } from './backtest.testing.ts';
import { type FiguresMade, type FiguresStore, refreshFigures } from './figures-pass.ts';
import { trustBase } from './trust-base.ts';
import { trustViews } from './trust-view.ts';

const DAY_US = 86_400_000_000;

it('figures are made again when a day of the data ends, for vouches have faded, and not within the day', async () => {
  let made: FiguresMade | null = null;
  const store: FiguresStore = {
    made: async () => made,
    history: async () => ({ history: history({}), past: [], total: 0 }),
    analyses: async () => new Map(),
    keepAnalyses: async () => undefined,
    patchText: async () => null,
    keep: async (figures) => {
      made = figures;
    },
  };
  const views = trustViews({ seeds: [], maintainers: [] }, trustBase({ opinions: [], seeds: [], people: [] }));
  const nobody = async (): Promise<never> => {
    throw new Error('nobody asked');
  };
  const analyst = { version: 'v1', analyse: nobody, blind: nobody };
  const options = { policy: DEFAULT_POLICY, analyst, patches: { blob: async () => null }, nowUs: 1 };
  const at = async (asOfUs: number) => (await refreshFigures(store, { views, asOfUs, mark: 'same' }, options)).kind;
  expect([await at(DAY_US), await at(2 * DAY_US - 1), await at(2 * DAY_US)]).toEqual(['made', 'unchanged', 'made']);
});
