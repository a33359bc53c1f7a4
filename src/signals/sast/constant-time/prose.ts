/** Prose runs nowhere. */
export const PROSE = /\.(?:md|markdown|mdx|rst|txt|adoc|org|html?)$/i;

/** Whether a file is prose whatever the change calls it: what bears the name of code or data once, may run. */
export const isProse = (names: readonly string[]): boolean => names.every((name) => PROSE.test(name));
