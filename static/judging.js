// @ts-check
/** Saying whether sources were right about one change: what was said so far, what is on its way, and the key it takes. */

import { adminKey, forgetAdminKey, keepAdminKey } from './admin-key.js';
import { ApiError, getVerdicts, sayVerdict } from './api.js';
import { capital } from './format.js';
import { useRemote } from './hooks.js';
import { createContext, useState } from './vendor/preact.js';

/** @import {About, FindingVerdict, VerdictWord} from './shapes.js' */

/**
 * @typedef {object} Judging
 * @property {readonly FindingVerdict[] | null} verdicts null before the first answer
 * @property {Error | null} error why there is no newer answer
 * @property {{ place: string, state: 'sending' | 'kept' | 'refused', words: string } | null} last what came of the last click
 * @property {{ about: About, verdict: VerdictWord, problem: string } | null} asking what waits for a key
 * @property {boolean} hasKey
 * @property {(about: About, verdict: VerdictWord) => void} say
 * @property {(key: string | null) => void} answer the key that was asked for; null: none
 * @property {() => void} forget the key
 */

/** What verdicts are said with on this page; null where none can be. */
export const Judged = createContext(/** @type {Judging | null} */ (null));

/** @type {Record<VerdictWord, string>} */
export const VERDICT_WORDS = {
  confirmed: 'confirmed',
  'false-alarm': 'false alarm',
  missed: 'something was missed',
};

/** One key for each finding, flag, or source as a whole. @param {About} about */
export const placeOf = ({ source, rule, file, line }) => JSON.stringify([source, rule, file, line]);

/** @type {Record<number, string>} */
const MEANINGS = {
  403: 'This service takes no verdicts here',
  404: 'The service does not know this',
  409: 'Something else was said meanwhile',
  422: 'It cannot be kept yet',
};

/** @param {unknown} thrown */
const refusal = (thrown) => {
  if (!(thrown instanceof ApiError)) return 'Not kept: something broke on this page.';
  const meaning = MEANINGS[thrown.status];
  const words = thrown.message.replace(/\.$/, '');
  return meaning === undefined ? `Not kept. ${capital(words)}.` : `Not kept. ${meaning}: ${words}.`;
};

/**
 * @param {string} prId
 * @param {{ everyMs: number, onKept: () => void }} options
 * @returns {Judging}
 */
export const useJudging = (prId, { everyMs, onKept }) => {
  const remote = useRemote((signal) => getVerdicts(prId, signal), { key: prId, everyMs });
  const [last, setLast] = useState(/** @type {Judging['last']} */ (null));
  const [asking, setAsking] = useState(/** @type {Judging['asking']} */ (null));
  const [hasKey, setHasKey] = useState(adminKey() !== null);

  /** @param {About} about @param {VerdictWord} verdict @param {string | null} key */
  const send = async (about, verdict, key) => {
    const place = placeOf(about);
    setLast({ place, state: 'sending', words: 'Being kept…' });
    try {
      await sayVerdict({ pull: prId, ...about, verdict }, key);
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.status === 401) {
        forgetAdminKey();
        setHasKey(false);
        setLast(null);
        setAsking({ about, verdict, problem: key === null ? '' : thrown.message });
        return;
      }
      setAsking(null);
      setLast({ place, state: 'refused', words: refusal(thrown) });
      return;
    }
    if (key !== null) keepAdminKey(key);
    setHasKey(key !== null);
    setAsking(null);
    setLast({ place, state: 'kept', words: `Kept: ${VERDICT_WORDS[verdict]}. The lane follows, if it changes.` });
    remote.refresh();
    onKept();
  };

  return {
    verdicts: remote.value?.items ?? null,
    error: remote.error,
    last,
    asking,
    hasKey,
    say: ({ source, rule, file, line }, verdict) => send({ source, rule, file, line }, verdict, adminKey()),
    answer: (key) => {
      if (key === null || asking === null) setAsking(null);
      else send(asking.about, asking.verdict, key);
    },
    forget: () => {
      forgetAdminKey();
      setHasKey(false);
    },
  };
};
