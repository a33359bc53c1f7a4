import type { PolicyAsks, RepoPolicy, SignalMode } from '../domain/index.ts';

/** What one source says of one repository. */
export type Said = Pick<RepoPolicy, 'source' | 'by' | 'cid' | 'names' | 'problems'> & PolicyAsks;

/** How much each field asks: the greater the stricter. */
const HIGHER = ['tLow', 'tHigh'] as const;
const LOWER = ['rLow', 'rHigh'] as const;
const STRICTNESS: Readonly<Record<SignalMode, number>> = { off: 0, advisory: 1, blocking: 2 };

/**
 * One policy of all that was said of a repository: in each field the stricter, and of kinds of attestation those that all
 * accept. `by` is the first of them; `sources` tells who asked for what is in force, problems whose they are.
 */
export const stricterOf = (repo: RepoPolicy['repo'], said: readonly [Said, ...Said[]]): RepoPolicy => {
  const [{ source, by, cid }] = said;
  const asks = strictest(said);
  const problems = said.flatMap((one) => (one.problems ?? []).map((problem) => `${TELLER[one.source]}: ${problem}`));
  return {
    repo,
    source,
    by,
    cid,
    ...asks,
    sources: said.map((one) => ({ source: one.source, by: one.by, cid: one.cid, asks: inForceBy(one, asks) })),
    names: [...new Set([repo, ...said.flatMap((one) => one.names ?? [])])],
    ...(problems.length > 0 && { problems }),
  };
};

const TELLER = { record: 'record', 'default-branch': 'file' } as const;

const strictest = (said: readonly Said[]): PolicyAsks => {
  const asks: { -readonly [Field in keyof PolicyAsks]: PolicyAsks[Field] } = {};
  for (const field of HIGHER) {
    const values = said.flatMap((one) => one[field] ?? []);
    if (values.length > 0) asks[field] = Math.max(...values);
  }
  for (const field of LOWER) {
    const values = said.flatMap((one) => one[field] ?? []);
    if (values.length > 0) asks[field] = Math.min(...values);
  }
  const modes = new Map<string, SignalMode>();
  for (const [id, mode] of said.flatMap((one) => Object.entries(one.signals ?? {}))) {
    if (STRICTNESS[mode] >= STRICTNESS[modes.get(id) ?? 'off']) modes.set(id, mode);
  }
  if (modes.size > 0) asks.signals = Object.fromEntries([...modes].sort(([one], [other]) => (one < other ? -1 : 1)));
  const [first, ...others] = said.flatMap((one) => (one.attestationKinds === undefined ? [] : [one.attestationKinds]));
  if (first !== undefined) asks.attestationKinds = first.filter((kind) => others.every((list) => list.includes(kind)));
  return asks;
};

/** The fields, as `RepoPolicySource.asks` names them, in which what is in force is what this one said. */
const inForceBy = (one: Said, asks: PolicyAsks): readonly string[] => [
  ...[...HIGHER, ...LOWER].filter((field) => one[field] !== undefined && one[field] === asks[field]),
  ...Object.entries(one.signals ?? {}).flatMap(([id, mode]) => (asks.signals?.[id] === mode ? [`signals.${id}`] : [])),
  ...(one.attestationKinds === undefined ? [] : ['attestationKinds']),
];
