// @ts-check
/** What came of asking the blind reviewer, in words: the case a change is in, and what happens next. */

import { capital } from '../format.js';

/** @import {Review, ReviewKind} from '../shapes.js' */

/**
 * @typedef {object} OutcomeWords
 * @property {string} short for a line or a table; empty where title and meaning fit in one
 * @property {string} title what happened
 * @property {string} means what it says of the change, which is never that it is harmless
 * @property {string} next what happens now, and who has to do it
 * @property {boolean} [calm] nothing went wrong
 */

const NOTHING_KNOWN =
  'nothing is known of the change beyond what the machine checks found, and the fast lane stays closed.';
const NOTHING_SAID = `So ${NOTHING_KNOWN}`;
const ASKED_AGAIN =
  'It is asked again by itself: after minutes at first, then less and less often, every six hours at last.';
const THRICE = 'It is asked by itself three times in all; if none gives a verdict,';

/** Every outcome but a verdict. @type {Record<Exclude<ReviewKind, 'verdict'>, OutcomeWords>} */
const NO_VERDICT = {
  unreadable: {
    short: 'unreadable reply',
    title: 'The reviewer’s reply could not be used',
    means: `It was cut off, or not what was asked for. ${NOTHING_SAID}`,
    next: `${THRICE} somebody has to read the change.`,
  },
  refused: {
    short: 'declined',
    title: 'The reviewer declined to answer',
    means: `That speaks neither for the change nor against it. ${NOTHING_SAID}`,
    next: 'It is asked once more after a day. If it declines again, somebody has to read the change.',
  },
  timeout: {
    short: 'took too long',
    title: 'The reviewer took too long',
    means: NOTHING_SAID,
    next: ASKED_AGAIN,
  },
  overloaded: {
    short: 'service too busy',
    title: 'The reviewer’s service was too busy',
    means: NOTHING_SAID,
    next: ASKED_AGAIN,
  },
  unavailable: {
    short: 'service failed',
    title: 'The reviewer’s service failed, or could not be reached',
    means: NOTHING_SAID,
    next: `${ASKED_AGAIN} Where this stays, the operator looks at the key and the way to the service.`,
  },
  steered: {
    short: 'missed a planted danger',
    title: 'The verdict was thrown away: the reviewer missed a planted danger',
    means:
      'It called the change harmless, and went on to when something dangerous was planted beside it. Either something ' +
      'in the change talked it out of looking, or it did not look. Its word on this change is worth nothing.',
    next: 'It is not asked again: asking until the answer pleases is what such a change hopes for. Read every line yourself, comments and strings with suspicion.',
  },
  budget: {
    short: 'over the budget',
    title: 'Not asked: it would have cost more than is left',
    means: `The operator’s budget for reviews does not reach. ${NOTHING_SAID}`,
    next: 'It is asked after midnight UTC, when the day’s budget begins anew.',
  },
  'too-large': {
    short: 'too large',
    title: 'Too large to review',
    means: 'The change is over the size that the reviewer is ever sent, so nobody reviewed any of it.',
    next: 'It is never asked about so large a change: somebody has to read it, or the author parts it into smaller pull requests.',
  },
};

/** @type {OutcomeWords} */
const UNKNOWN = {
  short: 'no verdict',
  title: 'The reviewer gave no verdict',
  means: NOTHING_SAID,
  next: 'Somebody has to read it.',
};

/** @param {string} kind of an outcome that is no verdict */
export const wordsOf = (kind) => /** @type {Partial<Record<string, OutcomeWords>>} */ (NO_VERDICT)[kind] ?? UNKNOWN;

/** @param {Review} review */
const waiting = ({ state, inputs }) => {
  if (state !== 'open')
    return {
      short: 'not asked',
      title: 'Not asked',
      means: 'The pull request was finished before the reviewer was asked about it.',
      next: '',
      calm: true,
    };
  const next = 'The reviewer is asked by itself: first about changes whose lane its word could change.';
  if (inputs?.content === null)
    return {
      short: '',
      title: 'Not asked yet: there is no change to read',
      means: 'Nobody has read this change. Its risk is not known.',
      next: 'The reviewer is asked once the diff can be had and read.',
      calm: true,
    };
  return { short: 'not asked yet', title: 'Not asked yet', means: capital(NOTHING_KNOWN), next, calm: true };
};

/** @param {Review} review */
const nobody = ({ inputs }) => ({
  short: '',
  title: 'No reviewer is configured',
  means:
    inputs?.content === null
      ? 'Nobody has read this change. Its risk is not known.'
      : 'The lane rests on trust and on the machine checks alone.',
  next: '',
  calm: true,
});

/**
 * Why there is no verdict; null where there is one.
 * @param {Review} review
 * @returns {OutcomeWords | null}
 */
export const whyNoVerdict = (review) => {
  const { evidence, inputs, reviewer } = review;
  if (evidence?.verdict) return null;
  if (evidence?.review) return wordsOf(evidence.review.outcome.kind);
  if (inputs?.caps.includes('reviewer-failed')) return UNKNOWN;
  return reviewer || inputs?.caps.includes('review-pending') ? waiting(review) : nobody(review);
};

/**
 * What it means that a verdict is not by the reviewer in use; null where it is.
 * @param {Review} review
 */
export const whyEarlier = ({ evidence, inputs, reviewer }) => {
  if (!evidence?.review || evidence.review.current) return null;
  const earlier = 'It was made by an earlier model or with earlier prompts.';
  const held = (/** @type {string} */ why) => ({
    title: earlier,
    text: `${why} It still counts, and the fast lane stays closed until the new one says something.`,
  });
  const failed = evidence.review.instead && wordsOf(evidence.review.instead.kind);
  if (failed) return held(`The one in use: ${failed.title}. ${failed.next}`);
  if (inputs?.caps.includes('reviewer-failed')) return held('The reviewer in use was asked and gave no verdict.');
  if (inputs?.caps.includes('review-pending')) return held('The reviewer in use has not been asked yet.');
  if (inputs?.guards.includes('over-budget'))
    return { title: earlier, text: 'The change is too large for the reviewer in use.' };
  if (reviewer) return { title: earlier, text: 'It counts until the reviewer in use has been asked.' };
  return { title: 'No reviewer is configured now.', text: 'What one said before still counts.' };
};
