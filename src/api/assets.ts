import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { notFound } from './context.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const PAGES: Readonly<Record<string, string>> = {
  '/': 'triage.html',
  '/dashboard': 'dashboard.html',
  '/leaderboard': 'leaderboard.html',
  '/pr/:id{.+}': 'pr.html',
  '/did/:did{.+}': 'did.html',
};

interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly tag: string;
}

/**
 * The pages, and what they load under `/static/`. Everything is read once, at the start, from `directory`; a request
 * reaches nothing else on the disk.
 */
export const assetRoutes = (directory: string): Hono => {
  const assets = new Map<string, Asset>();
  for (const file of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(file.name)];
    if (!file.isFile() || type === undefined) continue;
    const path = join(file.parentPath, file.name);
    assets.set(relative(directory, path).split(sep).join('/'), assetFrom(path, type));
  }
  const preact = fileURLToPath(import.meta.resolve('htm/preact/standalone'));
  assets.set('vendor/preact.js', assetFrom(preact, 'text/javascript; charset=utf-8'));
  const app = new Hono();
  const send = (name: string, seen: string | undefined): Response => {
    const asset = assets.get(name);
    if (asset === undefined) throw notFound(`no file /static/${name.slice(0, 200)}`);
    const headers = { 'Content-Type': asset.type, ETag: asset.tag, 'Cache-Control': 'no-cache' };
    return seen === asset.tag ? new Response(null, { status: 304, headers }) : new Response(asset.body, { headers });
  };
  for (const [route, name] of Object.entries(PAGES)) app.get(route, (c) => send(name, c.req.header('if-none-match')));
  app.get('/favicon.ico', (c) => send('favicon.svg', c.req.header('if-none-match')));
  return app.get('/static/:path{.+}', (c) => send(c.req.param('path'), c.req.header('if-none-match')));
};

const assetFrom = (path: string, type: string): Asset => {
  const body = new Uint8Array(readFileSync(path));
  return { body, type, tag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` };
};
