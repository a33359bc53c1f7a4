// @ts-check
/** The three lanes as people see them: a word, a shape, a colour (by class name), a key and what to do. */

/** @import {Lane} from './shapes.js' */

/** @typedef {Lane | 'undecided'} Shown */
/**
 * @typedef {object} LaneLook
 * @property {string} word
 * @property {string} key the key that filters to it
 * @property {string} advice what a maintainer does with a pull request here
 * @property {string} shape drawn in a 16×16 box
 */

/** From the fastest to the most careful. @type {readonly Lane[]} */
export const DECIDED = ['fast_lane', 'normal_queue', 'needs_human'];

/** The same, then what is still waiting. @type {readonly Shown[]} */
export const SHOWN = [...DECIDED, 'undecided'];

/** @type {Record<Shown, LaneLook>} */
export const LANES = {
  fast_lane: {
    word: 'Fast lane',
    key: '1',
    advice: 'Trust reaches the author and nothing speaks against the change.',
    shape: 'M8 2 15 14H1Z',
  },
  normal_queue: {
    word: 'Normal queue',
    key: '2',
    advice: 'Review as usual.',
    shape: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8Z',
  },
  needs_human: {
    word: 'Needs human',
    key: '3',
    advice: 'Read with care: trust is missing, or something in the change needs a person’s judgement.',
    shape: 'M2 2h12v12H2Z',
  },
  undecided: {
    word: 'Not decided yet',
    key: '',
    advice: 'The scorer has not reached these.',
    shape: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8Zm0 2a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4Z',
  },
};

/**
 * The lane to show; a word we do not know counts as undecided rather than as safe.
 * @param {string | null | undefined} lane
 * @returns {Shown}
 */
export const shownLane = (lane) => SHOWN.find((known) => known === lane) ?? 'undecided';
