import { Hono } from 'hono';
import { type ApiParts, timeText } from '../context.ts';

/** `GET /healthz`: the process answers. `GET /readyz`: it has data to answer with. */
export const healthRoute = ({ model }: ApiParts): Hono =>
  new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', (c) => {
      const { world, totals } = model().snapshot;
      const ready = totals.events > 0;
      return c.json(
        {
          status: ready ? 'ready' : 'empty',
          events: totals.events,
          newestEvent: ready ? timeText(world.asOfUs) : null,
        },
        ready ? 200 : 503,
      );
    });
