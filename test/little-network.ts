import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Network } from '../src/ingest/index.ts';
import { outbound, txtRecords } from '../src/outbound/index.ts';
import { dnsServer, type TxtAnswer } from './dns-server.ts';
import { type HttpServer, httpServer } from './http-server.ts';

/** What a host answers to one path: JSON, or whatever a listener does. */
export type Page = RequestListener | Readonly<Record<string, unknown>> | readonly unknown[] | string;

/** Servers of strangers on loopback, under public names. Everything in it may be changed as a test goes on. */
export interface LittleNetwork extends AsyncDisposable {
  readonly network: Network;
  /** By `host/path`, without the query. Hosts without any page are not there; their other pages are a 404. */
  readonly pages: Map<string, Page>;
  readonly txt: Map<string, TxtAnswer>;
  /** `host/path?query` of every request, in order. */
  readonly asked: string[];
  readonly connections: HttpServer['connections'];
}

const PLC = 'https://plc.directory';
const APPVIEW = 'https://api.tangled.org';

/** On a local network the names are `127.0.0.1:port` for everybody, and pages go by path alone. */
export const littleNetwork = async ({ local = false } = {}): Promise<LittleNetwork & { readonly origin: string }> => {
  const stack = new AsyncDisposableStack();
  const pages: LittleNetwork['pages'] = new Map();
  const txt: LittleNetwork['txt'] = new Map();
  const asked: string[] = [];
  const server = stack.use(
    await httpServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://nobody');
      const host = local ? '' : (request.headers['x-public-host'] ?? '');
      asked.push(`${host}${request.url}`);
      const isThere = [...pages.keys()].some((page) => page.startsWith(`${host}/`));
      show(
        isThere ? (pages.get(`${host}${decodeURIComponent(url.pathname)}`) ?? NOT_FOUND) : broken,
        request,
        response,
      );
    }),
  );
  const dns = stack.use(await dnsServer((name) => txt.get(name) ?? 'no-name'));
  const quick = { userAgent: 'test/1', spacingMs: 0, sleep: async () => undefined, random: () => 0 };
  const inside = stack.use(outbound({ ...quick, allowLocal: true }));
  const outside = stack.use(outbound(quick));
  const get: Network['get'] = (address, options) => {
    const url = new URL(address);
    if (local) return inside.get(url, { ...options, timeoutMs: 500 });
    if (url.protocol !== 'https:' || !NAMES.test(url.hostname)) return outside.get(url, options);
    const headers = { 'x-public-host': url.host };
    return inside.get(`${server.url}${url.pathname}${url.search}`, { ...options, headers, timeoutMs: 500 });
  };
  return {
    origin: server.url,
    network: {
      get,
      resolveTxt: txtRecords({ servers: [dns.address], timeoutMs: 100, tries: 1 }),
      plcUrl: local ? server.url : PLC,
      appviewUrl: local ? server.url : APPVIEW,
      local,
    },
    pages,
    txt,
    asked,
    connections: server.connections,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
};

/** Names under which servers are found here; whatever else is asked goes out as it would in earnest. */
const NAMES = /(?:\.example\.(?:com|org)|^plc\.directory|^api\.tangled\.org)$/;

const show = (page: Page, request: IncomingMessage, response: ServerResponse): void => {
  if (typeof page === 'function') page(request, response);
  else response.end(typeof page === 'string' ? page : JSON.stringify(page));
};

/** A page that is nothing but a status, or a redirect. */
export const status =
  (code: number, body: unknown = '', headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(code, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };

const NOT_FOUND = status(404, { error: 'NotFound', message: 'no page' });

/** A page that is there by its connection alone. */
export const broken: RequestListener = (_, response) => {
  response.socket?.destroy();
};
