import type { TrustGraph } from '../graph/graph.ts';
import type { TrustScores } from '../scores.ts';

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

/** Nodes in order of rank; those without one (0) last, by index. */
const byRank = (rank: Int32Array): Int32Array => {
  const order = new Int32Array(rank.length);
  let ranked = 0;
  for (const place of rank) if (place > 0) ranked += 1;
  for (let node = 0, unranked = ranked; node < rank.length; node += 1) {
    order[rank[node]! > 0 ? rank[node]! - 1 : unranked++] = node;
  }
  return order;
};

const quoted = (id: string): string => (/[",\r\n]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id);
