import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { messageOf } from '../domain/index.ts';
import { assetRoutes } from './assets.ts';
import { type ApiParts, HttpError } from './context.ts';
import { healthRoute } from './routes/health.ts';
import { leaderboardRoute } from './routes/leaderboard.ts';
import { metricsRoute } from './routes/metrics.ts';
import { reviewRoute } from './routes/review.ts';
import { scoreRoute } from './routes/score.ts';
import { triageRoute } from './routes/triage.ts';

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
  app.use(cors({ origin: '*', allowMethods: ['GET', 'POST'], maxAge: 600 }));
  const routes = [triageRoute, reviewRoute, scoreRoute, leaderboardRoute, metricsRoute, healthRoute];
  for (const route of routes) app.route('/', route(parts));
  app.route('/', assetRoutes(parts.staticDirectory));
  app.notFound((c) => c.json({ error: 'NotFound', message: `nothing at ${c.req.path.slice(0, 200)}` }, 404));
  app.onError((error, c) => {
    if (error instanceof HttpError) return c.json({ error: error.error, message: error.message }, error.status);
    parts.onFault(`${c.req.method} ${c.req.path.slice(0, 200)}: ${messageOf(error)}`);
    return c.json({ error: 'InternalServerError', message: 'something broke here; the log says what' }, 500);
  });
  return app;
};
