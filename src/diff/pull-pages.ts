/** More than any list shows on one page. */
const MOST_NUMBERS = 500;

/** The numbers of the pull requests that a page of tangled.org links to, smallest first, each once. */
export const pullNumbersOn = (html: string): readonly number[] => {
  const numbers = new Set<number>();
  for (const [, digits] of html.matchAll(/href="[^"]{0,500}\/pulls\/(\d{1,7})(?=["/?#])/g)) {
    numbers.add(Number(digits));
    if (numbers.size === MOST_NUMBERS) break;
  }
  return [...numbers].sort((a, b) => a - b);
};

/** How far into its panel the address may stand. */
const PANEL_CHARS = 10_000;

/**
 * The address of the record that a pull request's page is about: `data-aturi` in the element `at-uri-panel`. Null when
 * there is none, or more than one panel: what people write must not pass for the page's own.
 */
export const atUriOn = (html: string): string | null => {
  const [, panel, ...more] = html.split('id="at-uri-panel"');
  if (panel === undefined || more.length > 0) return null;
  return /\sdata-aturi="(at:\/\/[^"\s<>]{1,1000})"/.exec(panel.slice(0, PANEL_CHARS))?.[1] ?? null;
};
