import type { ProbeReport } from '../ingest/index.ts';
import { safe, table } from './output.ts';

type Counted = ProbeReport['unusable'][number];
type Collection = ProbeReport['collections'][number];

/** So many of each list are told to people; `--json` has all that was kept. */
const MOST_TOLD = 12;

/** What a probe saw, for people. */
export const probeInWords = (report: ProbeReport): string => {
  const rows = report.collections.map((each) => [
    safe(each.collection) + (each.known ? '' : ' (unknown)'),
    ...[each.create, each.update, each.delete, each.withRev, each.withCid].map(String),
  ]);
  return [
    `${report.messages} messages, nothing written`,
    '',
    table([['collection', 'create', 'update', 'delete', 'rev', 'cid'], ...rows]),
    ...report.collections.flatMap(collectionInWords),
    '',
    ...line('authors', report.didMethods),
    ...line('unusable', report.unusable),
    ...line('kinds nobody knows', report.unknownKinds),
  ].join('\n');
};

const collectionInWords = (each: Collection): string[] => {
  const lines = [
    ...line('  fields', each.fields),
    ...line('  times', each.times),
    ...line('  not used', each.rejected),
  ];
  return lines.length === 0 ? [] : ['', safe(each.collection), ...lines];
};

const line = (label: string, counted: readonly Counted[]): string[] => {
  if (counted.length === 0) return [];
  const told = counted.slice(0, MOST_TOLD).map(({ what, count }) => `${safe(what)} ${count}`);
  const rest = counted.length - told.length;
  return [`${label}: ${told.join(' · ')}${rest > 0 ? ` · and ${rest} more` : ''}`];
};
