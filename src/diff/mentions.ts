const HEX = '[0-9a-f]{7,40}(?![0-9a-z_])';

/** What stands in front of a commit's name. */
const INTRODUCED = new RegExp(
  `(?<![\\w-])(?:commits?|revisions?|rev|changesets?|fixes|sha)(?::|\\s){1,4}((?:[\`"(]?${HEX}[\`")]?(?:\\s{0,4}(?:,|and|&|\\.{2,3})\\s{0,4}){0,2}){1,16})`,
  'gi',
);
/** Weaker words, behind which a name has both letters and digits: a number or a word would have only one. */
const TIED = new RegExp(
  `(?<![\\w-])(?:in|by|with|since|from|of|after|to|see|reverts?)\\s{1,4}[\`"(]?(?=[0-9]{0,39}[a-f])(?=[a-f]{0,39}[0-9])(${HEX})`,
  'gi',
);
/** Git's own way to point to a commit: \`git log --format=reference\`. */
const REFERENCE = new RegExp(`(?<![\\w/-])(${HEX})[\`"]?\\s\\((?=[^()\\n]{1,300}\\d{4}-\\d{2}-\\d{2}\\))`, 'gi');
const COMMIT_PAGE = new RegExp(`/commits?/(${HEX})`, 'gi');
const FIXES_SUBJECT = new RegExp(
  `(?<![\\w-])fixes:?\\s{1,4}${HEX}\\s{1,4}\\(\\s{0,4}["“]([^\\n]{1,300})["”]\\s{0,4}\\)`,
  'gi',
);
const RECORD = /at:\/\/did:[a-z]{2,10}:[\w.:%-]{3,200}\/sh\.tangled\.repo\.pull\/[\w.~:-]{0,99}[\w~-]/g;
const PULL_PAGE =
  /https?:\/\/(?:[\w-]{1,40}\.)?tangled\.(?:org|sh)\/[\w.@:~-]{1,253}\/[\w.~-]{1,100}\/pulls?\/(\d{1,9})\b/g;
const NUMBER =
  /(?:(?<![\w-])(clos(?:es?|ed|ing)|fix(?:es|ed|ing)?|resolv(?:es?|ed|ing)|issues?)(?::|\s){0,4})?(?<![\w/&#])#(\d{1,9})(?![\w-])/gi;

/**
 * What a sentence names: the names of commits that are introduced as such, lower case; `#12`, or `closes #12` where it
 * closes or is called an issue; the addresses of pull requests' records and pages; the subject quoted behind `Fixes: <sha>`.
 */
export const mentionsIn = (sentence: string): readonly string[] => {
  const found = new Set<string>();
  const add = (pattern: RegExp, read: (match: RegExpExecArray) => readonly (string | undefined)[]): void => {
    for (const match of sentence.matchAll(pattern))
      for (const each of read(match)) if (each !== undefined) found.add(each);
  };
  add(INTRODUCED, ([, list]) => [...(list ?? '').matchAll(new RegExp(HEX, 'gi'))].map(([sha]) => sha.toLowerCase()));
  for (const pattern of [TIED, REFERENCE, COMMIT_PAGE]) add(pattern, ([, sha]) => [sha?.toLowerCase()]);
  add(FIXES_SUBJECT, ([, subject]) => [subject?.trim()]);
  add(RECORD, ([uri]) => [uri]);
  add(PULL_PAGE, ([url]) => [url]);
  add(NUMBER, ([, closing, number]) => [closing === undefined ? `#${number}` : `closes #${number}`]);
  return [...found];
};
