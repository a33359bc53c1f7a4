import { Gauge, type Registry } from 'prom-client';
import type { PullView, ReadModel } from '../pipeline/index.ts';

/** What the policy on trial would change, for the dashboard; null where none is configured. */
export const shadowFigures = ({ shadow, pull }: Pick<ReadModel, 'shadow' | 'pull'>) => {
  if (shadow === null) return null;
  const { examples, ...report } = shadow.report;
  return {
    ...report,
    examples: examples.map((example) => {
      const view = pull(example.pull);
      return { ...example, prId: view?.prId ?? example.pull, title: view?.entry.title ?? '' };
    }),
  };
};

/** What the policy on trial makes of one pull request; null where there is none, or it is not decided. */
export const shadowOn = ({ decision, repo, entry }: PullView, { shadow }: Pick<ReadModel, 'shadow'>) => {
  if (shadow === null || decision === null) return null;
  const { policy, outcome } = shadow.of({ decision: decision.body, repo, targetRepo: entry.targetRepo });
  const { version, hash = null } = policy;
  return { policy: { version, hash }, lane: outcome.lane, rule: outcome.rule, reasons: outcome.reasons };
};

/** Nothing at all where no policy is on trial: a 0 would say that one is. */
export const addShadow = (registry: Registry, { shadow }: Pick<ReadModel, 'shadow'>): void => {
  if (shadow === null) return;
  const moves = new Gauge({
    name: 'tangled_trust_shadow_moves',
    help: 'Open pull requests that the policy on trial would put into another lane',
    labelNames: ['from', 'to'],
    registers: [registry],
  });
  for (const { from, to, count } of shadow.report.moves) moves.set({ from, to }, count);
};
