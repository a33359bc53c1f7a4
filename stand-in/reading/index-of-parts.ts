/** One part as the index of a long change tells of it. */
export interface IndexedPart {
  readonly handle: string;
  /** What the first pass made of it, 0..1; 1 where it says that nobody read it, 0 where it says nothing. */
  readonly risk: number;
}

const HANDLE = /diff:\/\/[0-9a-f]{12}\/[0-9]{4,6}/g;

/** The parts that a text names, each once, with the first risk that stands behind its handle and before the next. */
export const partsNamed = (text: string): readonly IndexedPart[] => {
  const found = [...text.matchAll(HANDLE)];
  const parts = new Map<string, number>();
  for (const [at, match] of found.entries()) {
    const about = text.slice(match.index, found[at + 1]?.index ?? text.length);
    const risk = Number(
      /risk["'`]?[^\w\n]{0,6}([01](?:\.\d{1,6})?)/i.exec(about)?.[1] ?? (/\bunread\b/i.test(about) ? 1 : 0),
    );
    parts.set(match[0], Math.max(risk, parts.get(match[0]) ?? 0));
  }
  return [...parts].map(([handle, risk]) => ({ handle, risk }));
};
