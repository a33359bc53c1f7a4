import { isCodeWord, isCommonWord } from './common-words.ts';
import { fold, joined } from './fold.ts';
import { isMailProvider } from './mail-providers.ts';

/**
 * What is known of who wrote a change: null and empty where nothing is. `names` and `emails` are those of the account and of
 * the mails' headers. Any text: what is no name, handle or address is of no use and no harm.
 */
export interface Identity {
  readonly did: string | null;
  readonly handle: string | null;
  readonly names: readonly string[];
  readonly emails: readonly string[];
}

/** A way to write the author that is taken out wherever it stands. */
export interface Spelling {
  /** Folded; in order. */
  readonly words: readonly string[];
  /** What may stand between two of them: up to two separators or nothing, one blank, or one dot. */
  readonly glue: 'any' | 'blank' | 'dot';
  /** Whether it is long enough to be found where it runs into a common word, too: `libzorvan`, `zorvans`. */
  readonly joins: boolean;
}

/** The author, as needed to find them in a text. */
export interface Author {
  readonly spellings: readonly Spelling[];
  /** Whether a folded text that stands where a person is named (an account, an address) is this author. */
  readonly is: (folded: string) => boolean;
}

/** Nobody has more or longer ones; who does is found by the first. */
const SPELLINGS_MAX = 40;
const TEXT_MAX_CHARS = 128;

const wordsOf = (text: string): readonly string[] =>
  fold(text.slice(0, TEXT_MAX_CHARS))
    .text.split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Three letters, or two and some digits; Han, kana and Hangul names are short. */
const isLongEnough = (word: string): boolean => {
  const letters = word.replaceAll(/\P{L}/gu, '').length;
  return letters >= (word.length > 4 || /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(word) ? 2 : 3);
};

/** Shorter words stand by chance within others. */
const JOINS_MIN_CHARS = 5;

const spellingOf = (words: readonly string[], glue: Spelling['glue']): Spelling => ({
  words,
  glue,
  joins: glue === 'any' && words.join('').length >= JOINS_MIN_CHARS,
});

const isDistinctive = (word: string): boolean => isLongEnough(word) && !isCommonWord(word);

/** A name of several words is one even if each is common, unless each is code: "Mark Long", but not "return false". */
const phraseOf = (words: readonly string[]): readonly Spelling[] => {
  if (words.length < 2 || !isLongEnough(words.join('')) || words.every(isCodeWord)) return [];
  return [spellingOf(words, words.some(isDistinctive) ? 'any' : 'blank')];
};

const singlesOf = (words: readonly string[]): readonly Spelling[] =>
  words.filter(isDistinctive).map((word) => spellingOf([word], 'any'));

/** Behind the number that a forge puts before an account's name, and before what a mail program ignores. */
const localPartOf = (email: string): string =>
  (email.split('@')[0] ?? '').replace(/^\d{1,12}\+/, '').replace(/\+.*$/, '');

/** `name.tld` with a common name may be a field of something, or a host: it is left where it stands bare. */
const fromHandle = (words: readonly string[]): readonly Spelling[] => {
  const labels = words.slice(0, -1);
  const whole = words.length > 2 || labels.some(isDistinctive);
  return [...(whole ? [spellingOf(words, 'dot')] : []), ...singlesOf(labels)];
};

/** A name has none of these: what has is code. */
const OF_CODE = /[=()[\]{}<>|&;:/\\$`]/;
/** A longer text is a sentence. */
const NAME_MAX_CHARS = 60;
/** What people put behind their names: `(they/them)`, `| at work`. */
const ASIDE = /\s[([|/·•:].*$/;

/**
 * All its words, and of three or more the first with the second and with the last, as accounts are called. Nothing of code or a
 * sentence: whoever writes the header of a mail could call himself like the line that a reviewer should not see.
 */
const fromName = (written: string): readonly Spelling[] => {
  const text = written.slice(0, TEXT_MAX_CHARS).replace(ASIDE, '').trim();
  if (text.length > NAME_MAX_CHARS || OF_CODE.test(text.normalize('NFKC'))) return [];
  const words = wordsOf(text);
  const [first = '', second = ''] = words;
  const pairs =
    words.length > 2
      ? [
          [first, second],
          [first, words.at(-1) ?? ''],
        ]
      : [];
  const found = [words, ...pairs].flatMap(phraseOf).concat(singlesOf(words));
  // With its apostrophes, stops and the like, if it has any and is no row of common words.
  const whole = fold(text).text.trim();
  const isMarked = words.some(isDistinctive) && /[^\p{L}\p{N} ]/u.test(whole);
  return isMarked ? [spellingOf([whole], 'any'), ...found] : found;
};

const labelsOf = (domain: string): readonly string[] =>
  domain
    .slice(0, TEXT_MAX_CHARS)
    .split('.')
    .map((label) => fold(label).text)
    .filter(Boolean);

/** The domain that somebody has mail at, unless it is everybody's, or called like a program or its maker. */
const fromMailDomain = (email: string): readonly Spelling[] => {
  const domain = labelsOf(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
  const own = domain.slice(0, -1);
  const isOwn = email.includes('@') && own.some((label) => label.length >= 4 && wordsOf(label).some(isDistinctive));
  return isOwn && !isMailProvider(domain.join('.')) ? [spellingOf(domain, 'dot')] : [];
};

/** What is between two colons of a DID says nothing; what a registry drew at random says whose it is wherever it stands. */
const fromDid = (did: string): readonly Spelling[] => {
  const [, method, body = ''] = /^did:(plc|key|web):([\w.-]{1,128})/i.exec(did) ?? [];
  if (method === 'web') return fromHandle(labelsOf(body));
  return body.length >= DID_MIN_CHARS ? [spellingOf([fold(body).text], 'any')] : [];
};
const DID_MIN_CHARS = 16;

const spellingsOf = ({ did, handle, names, emails }: Identity): readonly Spelling[] => {
  const labels = (handle ?? '').slice(0, TEXT_MAX_CHARS).split('.').slice(0, -1);
  const found = [
    ...names.flatMap(fromName),
    ...fromHandle(labelsOf(handle ?? '')),
    ...labels.flatMap(fromName),
    ...emails.map(localPartOf).flatMap(fromName),
    ...emails.flatMap(fromMailDomain),
    ...fromDid(did ?? ''),
  ];
  const unique = new Map(found.map((spelling) => [`${spelling.glue} ${spelling.words.join(' ')}`, spelling]));
  return [...unique.values()].slice(0, SPELLINGS_MAX);
};

/** Everything that means the author where a person is named, as letters and digits: there, common words count too. */
const namesOf = ({ did, handle, names, emails }: Identity): ReadonlySet<string> => {
  const labels = (handle ?? '').slice(0, TEXT_MAX_CHARS).split('.').slice(0, -1);
  const locals = emails.map(localPartOf);
  const parts = [...names, ...labels, ...locals].flatMap(wordsOf);
  const wholes = [
    did ?? '',
    did?.replace(/^did:[a-z]{1,16}:/, '') ?? '',
    handle ?? '',
    ...names,
    ...emails,
    ...labels,
    ...locals,
  ];
  return new Set([...parts, ...wholes.map((text) => joined(fold(text.slice(0, 2 * TEXT_MAX_CHARS)).text))]);
};

/** What to look for, from what is known of the author. Never throws; of absurdly many or long names the first are used. */
export const authorOf = (identity: Identity): Author => {
  const bounded = { ...identity, names: identity.names.slice(0, 64), emails: identity.emails.slice(0, 64) };
  const names = namesOf(bounded);
  return {
    spellings: spellingsOf(bounded),
    is: (folded) => {
      const text = joined(folded);
      return text !== '' && names.has(text);
    },
  };
};
