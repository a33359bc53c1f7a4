import { figuresStore } from '../../src/cli/figures-store.ts';
import { policyOf } from '../../src/cli/policy.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import { analystFor } from '../../src/cli/wiring.ts';
import { type Figures, refreshFigures } from '../../src/pipeline/figures-pass.ts';
import { trustBase } from '../../src/pipeline/trust-base.ts';
import { trustViews } from '../../src/pipeline/trust-view.ts';

/** The backtest of a data root, every patch that is there read first. What it reads is kept; no figures are. */
export const figuresOf = async ({ config, store, blobs }: Surroundings): Promise<Figures> => {
  const nobody = trustViews({ seeds: [], maintainers: [] }, trustBase({ opinions: [], seeds: [], people: [] }));
  let made: Figures | null = null;
  const kept = {
    ...figuresStore(store),
    made: async () => null,
    keep: async (figures: Figures) => {
      made = figures;
    },
  };
  const options = { policy: policyOf(config), analyst: await analystFor(config), patches: blobs, nowUs: 0 };
  await refreshFigures(
    kept,
    { views: nobody, asOfUs: 0, mark: '' },
    { ...options, mostRead: Number.POSITIVE_INFINITY },
  );
  if (made === null) throw new Error('no figures were made');
  return made;
};
