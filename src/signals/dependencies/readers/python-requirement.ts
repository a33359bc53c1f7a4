/** A requirement as PEP 508 writes it. */
export interface PythonRequirement {
  readonly name: string;
  /** Its version specifiers; null when it has none. */
  readonly range: string | null;
  /** The address of `name @ address`. */
  readonly source: string | null;
}

const REQUIREMENT =
  /^([A-Za-z0-9][\w.-]{0,200})\s{0,20}(?:\[[^\]]{0,200}\])?\s{0,20}(?:@\s{0,20}([^\s;]{1,1000})|\(?((?:===?|[<>!~]=|[<>])[^;#)]{1,200}))?\s{0,20}\)?\s{0,20}(?:$|[;#\\]|--)/;

/** Reads one requirement; null for what is none. */
export const pythonRequirement = (text: string): PythonRequirement | null => {
  const [, name, source, range] = REQUIREMENT.exec(text.trim()) ?? [];
  if (name === undefined) return null;
  return { name, range: range?.replace(/\s+--.*|\s+\\$/, '').trim() ?? null, source: source ?? null };
};

/** The requirements quoted on a line of an array. */
export const quotedRequirements = (text: string): readonly PythonRequirement[] =>
  [...text.matchAll(/"([^"]{1,500})"|'([^']{1,500})'/g)].flatMap(([, double, single]) => {
    const requirement = pythonRequirement(double ?? single ?? '');
    return requirement === null ? [] : [requirement];
  });
