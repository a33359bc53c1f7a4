import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { messageOf, UsageError } from '../domain/index.ts';
import { assetRoutes } from './assets.ts';
import { type ApiParts, badRequest, HttpError } from './context.ts';
import { circuitsRoute } from './routes/circuits.ts';
import { conductRoute } from './routes/conduct.ts';
import { findingVerdictRoute } from './routes/finding-verdict.ts';
import { healthRoute } from './routes/health.ts';
import { leaderboardRoute } from './routes/leaderboard.ts';
import { metricsRoute } from './routes/metrics.ts';
import { overridesRoute } from './routes/overrides.ts';
import { reviewRoute } from './routes/review.ts';
import { scoreRoute } from './routes/score.ts';
import { toolsRoute } from './routes/tools.ts';
import { triageRoute } from './routes/triage.ts';
import { trustEventsRoute } from './routes/trust-events.ts';

export interface AppParts extends ApiParts {
  /** Directory of the pages. */
  readonly staticDirectory: string;
  /** Told of every error that is ours. */
  readonly onFault: (message: string) => void;
}

/** Only our own files, no inline script or style, nobody may frame us. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

const ROUTES = [
  ...[triageRoute, reviewRoute, scoreRoute, leaderboardRoute, metricsRoute, healthRoute],
  ...[overridesRoute, toolsRoute, findingVerdictRoute, circuitsRoute, conductRoute, trustEventsRoute],
];

/** The whole HTTP surface. Answers errors as `{error, message}` and never with a stack. */
export const createApp = (parts: AppParts): Hono => {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: CONTENT_SECURITY_POLICY,
      crossOriginResourcePolicy: 'cross-origin',
      referrerPolicy: 'no-referrer',
      // Whoever puts TLS in front says so there.
      strictTransportSecurity: false,
    }),
  );
  // Keys come in headers that a page has to set: no browser sends them by itself, so no other origin's page can act for anybody.
  const allowHeaders = ['Content-Type', 'Authorization', 'X-Admin-Key', 'X-API-Key', 'Idempotency-Key'];
  app.use(cors({ origin: '*', allowMethods: ['GET', 'POST', 'PUT', 'DELETE'], allowHeaders, maxAge: 600 }));
  for (const route of ROUTES) app.route('/', route(parts));
  app.route('/', assetRoutes(parts.staticDirectory));
  app.notFound((c) => c.json({ error: 'NotFound', message: `nothing at ${c.req.path.slice(0, 200)}` }, 404));
  app.onError((thrown, c) => {
    const error = thrown instanceof UsageError ? badRequest(thrown.message) : thrown;
    if (error instanceof HttpError) {
      if (error.status === 401) c.header('WWW-Authenticate', 'Bearer');
      return c.json({ error: error.error, message: error.message }, error.status);
    }
    parts.onFault(`${c.req.method} ${c.req.path.slice(0, 200)}: ${messageOf(error)}`);
    return c.json({ error: 'InternalServerError', message: 'something broke here; the log says what' }, 500);
  });
  return app;
};
