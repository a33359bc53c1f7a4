import type { TrustGraph } from './graph.ts';
import type { TrustScores } from './scores.ts';

/**
 * The scores as CSV `id,eigentrust,standing,opinion,structural`, a line at a time with its line end: the header, then
 * nodes by EigenTrust descending, equals by id. Quoted as RFC 4180 says, lines end in LF; numbers read back to the
 * same bits.
 */
export function* scoresCsv(graph: TrustGraph, scores: TrustScores): Generator<string> {
  yield 'id,eigentrust,standing,opinion,structural\n';
  for (const node of byRank(scores.rank)) {
    const { eigentrust, standing, opinion, structural } = scores;
    const numbers = [eigentrust, standing, opinion, structural].map((column) => String(column[node]));
    yield `${quoted(graph.ids[node] ?? '')},${numbers.join(',')}\n`;
  }
}

/** Nodes in order of rank; those without one (0) last. */
const byRank = (rank: Int32Array): Int32Array => {
  const last = rank.length + 1;
  return Int32Array.from(rank.keys()).sort((a, b) => (rank[a]! || last) - (rank[b]! || last) || a - b);
};

const quoted = (id: string): string => (/[",\r\n]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id);
