import type { JsonObject } from '../event-log.ts';
import { HOUR_US } from './calendar.ts';
import { diceFor, inPercent, oneOf } from './dice.ts';
import type { Society } from './society.ts';
import { announced, told } from './telling.ts';
import { ADJECTIVES, NOUNS } from './words.ts';

const profile = diceFor('profile');

const nounOf = (person: number): string => NOUNS[person % NOUNS.length] ?? '';

/** No two people have one. */
export const handleOf = (person: number): string => `${nounOf(person)}-${person}.example.com`;

/** As commits name a person. */
export const nameOf = (person: number): string => {
  const adjective = oneOf(ADJECTIVES, profile(person));
  const noun = nounOf(person);
  return [adjective, noun].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
};

/** One person appears, and one in three says something about themselves. */
export const tellPerson = (society: Society, person: number): readonly JsonObject[] => {
  const did = society.didOf(person);
  const atUs = society.sinceUs(person);
  const identity = announced(did, handleOf(person), atUs);
  if (!inPercent(33, profile(person, 1))) return [identity];
  const description = `${oneOf(ADJECTIVES, profile(person, 2))} ${oneOf(NOUNS, profile(person, 3))}s`;
  const deed = { did, atUs: atUs + HOUR_US / 2, collection: 'sh.tangled.actor.profile', rkey: 'self' };
  const fields = {
    bluesky: false,
    description,
    links: ['', '', '', '', ''],
    location: '',
    preferredHandle: '',
    stats: ['', ''],
  };
  return [identity, told(deed, fields).event];
};
