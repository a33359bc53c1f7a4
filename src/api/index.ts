/**
 * The HTTP surface: JSON routes, one file each, and the pages that read them. Answers from the read model in memory,
 * never from the database; reads need no credential and there are no writes yet. Start with `app.ts`.
 */
export { type AppParts, createApp } from './app.ts';
export type { ApiParts } from './context.ts';
export { type RunningServer, serveApp } from './serve-app.ts';
