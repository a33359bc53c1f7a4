/**
 * What decisions are made from, as far as it changes by itself: `opinions` of one person (key: DID), the operator's
 * `roots`, `repositories` and who maintains them, `attestations` and `names` of one person, one `pull` request (its
 * rounds, status, patch, discussion; key: address), one `review` (key: hash of the blind diff), repositories' `policies`,
 * what changes are alike and were rejected (`likeness`), all open pull requests of one `author` (key: DID), whose
 * `account` came or went (key: DID), how far `sources` of findings are relied on, for every open pull request, and
 * `everything`.
 */
export type NewsTopic =
  | 'opinions'
  | 'roots'
  | 'repositories'
  | 'attestations'
  | 'names'
  | 'pull'
  | 'review'
  | 'policies'
  | 'likeness'
  | 'author'
  | 'account'
  | 'sources'
  | 'everything';

/** A change, and of or about whom; null where it is nobody's in particular. */
export interface NewsItem {
  readonly what: NewsTopic;
  readonly key: string | null;
}

/** How far somebody has followed the changes: the last one's number, from 1, and when it was made. 0 before the first. */
export interface NewsMark {
  readonly number: number;
  readonly atUs: number;
}
