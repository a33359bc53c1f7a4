/**
 * The HTTP surface: JSON routes, one file each, and the pages that read them. Answers from the read model in memory, and
 * about reputation through `ReputationDesk`; reads need no credential, every write does (`auth.ts`). Start with `app.ts`.
 */
export { type AppParts, createApp } from './app.ts';
export type { Credentials } from './auth.ts';
export type { ApiParts } from './context.ts';
export type * from './reputation-desk.ts';
export { overrideJson } from './routes/overrides.ts';
export { type RunningServer, serveApp } from './serve-app.ts';
