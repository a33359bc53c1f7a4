import { Hono } from 'hono';
import { type ApiParts, fresh, wantsJson } from '../context.ts';
import { dashboardFigures } from '../figures.ts';
import { prometheusText } from '../prometheus.ts';
import { reputationFigures } from '../reputation-figures.ts';

/** `GET /metrics`: the dashboard's figures as JSON where asked for, otherwise Prometheus text. */
export const metricsRoute = (parts: ApiParts): Hono =>
  new Hono().get('/metrics', async (c) => {
    const now = parts.model();
    const reputation = await reputationFigures(now, parts.reputation);
    if (wantsJson(c)) return fresh(c, now, () => ({ ...dashboardFigures(now, parts), reputation }));
    const { text, contentType } = await prometheusText(now, (parts.nowMs ?? Date.now)(), reputation);
    return c.body(text, 200, { 'Content-Type': contentType });
  });
