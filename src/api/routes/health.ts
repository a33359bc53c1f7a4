import { Hono } from 'hono';
import { whyNotServed } from '../../pipeline/index.ts';
import { type ApiParts, staleJson, timeText } from '../context.ts';

/** `GET /healthz`: the process answers. `GET /readyz`: it has data to answer with, and whether they are out of date. */
export const healthRoute = ({ model }: ApiParts): Hono =>
  new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', (c) => {
      const { snapshot, stale, serving } = model();
      const { world, totals } = snapshot;
      const ready = totals.events > 0;
      return c.json(
        {
          status: ready ? 'ready' : 'empty',
          events: totals.events,
          newestEvent: ready ? timeText(world.asOfUs) : null,
          // Old answers are better than none: whoever routes requests goes by the status alone.
          stale: staleJson(stale),
          // Structural trust stands alone without it.
          model: { served: serving.kind === 'served', why: whyNotServed(serving) },
        },
        ready ? 200 : 503,
      );
    });
