import { type Described, down, forgeable, up } from './described.ts';

/** What the graph of vouches says, and history weighed by it. */
export const GRAPH = {
  rank_share: {
    unit: 'share',
    meaning:
      'Place among all whom EigenTrust reaches from the trusted roots: 1 for the first, nearly 0 for the last; 0 for whom it does not reach.',
    words: 'rank among trusted people',
    ...forgeable,
  },
  standing: {
    unit: '0 to 1',
    meaning:
      'How far trust reaches along the best path of vouches, as the repository’s maintainers see it; 0 without a path.',
    words: 'standing',
    ...up,
  },
  structural: {
    unit: '0 to 1',
    meaning:
      'Standing, lowered by what trusted people say against the author: the number the gate reads; 0 without a path.',
    words: 'structural trust',
    ...up,
  },
  opinion: {
    unit: '−1 to 1',
    meaning:
      '(P − N)/(P + N + ½) of what trusted people say for (P) and against (N) the author; 0 where nobody who is heard speaks.',
    words: 'opinion of trusted people',
    ...up,
  },
  votes_for: {
    unit: 'votes',
    meaning:
      'Vouches received, each weighted by the voucher’s standing, branch by branch capped; 0 for none that is heard.',
    words: 'trusted votes for',
    ...up,
  },
  votes_against: {
    unit: 'votes',
    meaning: 'Denounces received, weighted likewise; 0 for none that is heard.',
    words: 'trusted votes against',
    ...down,
  },
  vouchers_heard: {
    unit: 'people',
    meaning: 'People with standing who vouch for the author.',
    words: 'trusted vouchers',
    ...up,
    ...forgeable,
  },
  hops: {
    unit: 'hops',
    meaning:
      'Fewest vouches from a trusted root to the author, 0 for a root; NaN where no path of vouches leads there.',
    words: 'hops from a trusted root',
  },
  vouches_in: {
    unit: 'count',
    meaning: 'Vouches received and in force, whoever gave them.',
    words: 'vouches received',
    ...forgeable,
  },
  denounces_in: {
    unit: 'count',
    meaning: 'Denounces received and in force, whoever gave them.',
    words: 'denounces received',
    ...down,
    ...forgeable,
  },
  vouches_out: { unit: 'count', meaning: 'Vouches given and in force.', words: 'vouches given', ...forgeable },
  denounces_out: { unit: 'count', meaning: 'Denounces given and in force.', words: 'denounces given', ...forgeable },
  vouches_reasoned: {
    unit: 'count',
    meaning: 'Vouches received whose record gives a reason in words; nobody read them.',
    words: 'vouches with a reason',
    ...forgeable,
  },
  vouches_evidenced: {
    unit: 'count',
    meaning: 'Vouches received whose record points to evidence; nobody looked at it.',
    words: 'vouches with evidence',
    ...forgeable,
  },
  vouched_days: {
    unit: 'days',
    meaning:
      'Days since the oldest vouch in force was given, by the vouch’s own date as in every decision; NaN without any.',
    words: 'days since the first vouch',
    ...forgeable,
  },
  trusted_merges: {
    unit: 'votes',
    meaning:
      'Merged pull requests, each weighted by the structural trust of the maintainer who merged it, as the operator sees that person: among strangers who merge each other’s changes it stays 0.',
    words: 'merges by trusted maintainers',
    ...up,
    ...forgeable,
  },
  trusted_mergers: {
    unit: 'votes',
    meaning: 'The same with each maintainer counted once.',
    words: 'trusted maintainers who merged',
    ...up,
    ...forgeable,
  },
  trusted_stars: {
    unit: 'votes',
    meaning:
      'Stars of the author’s repositories, each weighted by the structural trust of who gave it, as the operator sees that person; of at most 5,000, the first.',
    words: 'stars by trusted people',
    ...forgeable,
  },
} satisfies Record<string, Described>;
