/** What kind of thing was thrown, in one word: a fault's own words may repeat what a model or a diff says. */
export const faultKind = (thrown: unknown): string =>
  thrown instanceof Error && /^\w{1,40}$/.test(thrown.name) ? thrown.name : 'of no known kind';
