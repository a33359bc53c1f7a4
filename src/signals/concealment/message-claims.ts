/** What a commit's subject says that the commit is, where it says that it is nothing else. */
export type Claim = 'docs' | 'typo' | 'tests' | 'format' | 'translation' | 'dependencies';

const TYPES: Readonly<Record<string, Claim>> = {
  doc: 'docs',
  docs: 'docs',
  documentation: 'docs',
  readme: 'docs',
  changelog: 'docs',
  comment: 'docs',
  comments: 'docs',
  typo: 'typo',
  typos: 'typo',
  spelling: 'typo',
  test: 'tests',
  tests: 'tests',
  tst: 'tests',
  testing: 'tests',
  format: 'format',
  formatting: 'format',
  whitespace: 'format',
  fmt: 'format',
  i18n: 'translation',
  l10n: 'translation',
  translation: 'translation',
  translations: 'translation',
};

const TYPE = /^\W{0,4}([A-Za-z0-9]{2,20})(?:\([^)]{0,60}\))?\]?!?\s{0,2}(?::|(?<=\]))\s/;
const DEPENDENCIES =
  /^\W{0,4}(?:chore|build|fix|ci)\((?:[\w-]{0,20}deps?(?:-dev)?)\)!?:|^Bump [\w@/.-]{1,80} from v?\d[\w.+-]{0,40} to v?\d|^(?:chore: )?Update (?:dependency|Rust crate|module) /i;

const ACT =
  '(?:fix(?:e[sd]|ing)?|correct(?:s|ed|ing)?|repair|update[sd]?|updating|improve[sd]?|clarif(?:y|ies|ied)|tweak(?:s|ed)?|add(?:s|ed)?|remove[sd]?|minor|small|tiny|polish|tidy|cleanup|clean up|edit|expand|reword|rewrite|run|apply|more)';
const FILLER =
  '(?:a|an|the|some|several|few|couple of|couple|various|minor|small|tiny|silly|stupid|obvious|trivial|more|another|missing|broken|bad|one|two|this|that|simple|little|nits?|new|outdated|old|unit|integration|e2e|regression|simple|our|all|in|of|for|and)';
const plain = (nouns: string): RegExp =>
  new RegExp(`^(?:${ACT}\\s+)?(?:${FILLER}\\s+){0,4}(?:${nouns})(?![\\w-])`, 'i');

const WORDS: readonly (readonly [Claim, RegExp])[] = [
  [
    'typo',
    plain(
      'typos?|typographical errors?|spellings?|spelling (?:mistakes?|errors?)|mis-?spellings?|grammar|wording|punctuation',
    ),
  ],
  [
    'docs',
    plain(
      'README(?:\\.\\w{1,8})?|docs?|documentation|change-?log(?:\\.md)?|docstrings?|doc ?comments?|comments?|(?:code )?comments|release notes|CONTRIBUTING(?:\\.md)?|AUTHORS|LICENSE',
    ),
  ],
  [
    'format',
    /^(?:re-?format|(?:run|apply|use) (?:prettier|black|gofmt|rustfmt|cargo fmt|clang-format|ruff format|dprint|biome format)|(?:fix|clean ?up|correct|adjust|remove) (?:the |some |trailing |all |bad )*(?:white-?spaces?|indent(?:ation|ing)?|formatting|tabs)(?![\w-])|white-?space(?: only)?(?: fix(?:es)?| cleanup)?$|prettier$|cargo fmt$|gofmt$)/i,
  ],
  [
    'translation',
    /^(?:translated using weblate|(?:update|add|fix|improve) (?:the |some |missing )*(?:\w{3,20} )?(?:translations?|locali[sz]ations?)(?![\w-])|new translations )/i,
  ],
  ['tests', plain('tests?|test cases?|unit ?tests?|testcases?|test coverage|specs?')],
];

/** Words after which a plain subject speaks of something else as well. */
const MORE =
  /\b(?:and|also|plus|while|then|but|with|so|to|when|that|by|instead|using|support|helpers?|utils?|util(?:ity|ities)|runner|harness|framework|code|function|generation|generator|builds?|script|parser|parsing|command|flag|option|features?|action|workflow|ci|mode|target|api|infrastructure|suite|server|page|site|lint(?:er|ing)?|url|links? check)\b|[&+;,]/i;

/** A formatter may be named, with its options. */
const AND = /\b(?:and|also|plus|then|but)\b|[&+;,]/i;

/** Words that take a typed subject beyond its type. */
const CHORE = /\b(?:bump|release|deps|dependenc(?:y|ies)|upgrade|refactor|rename|move|remove|revert|merge)\b/i;

/**
 * What the subject claims to be and to be nothing else, or null. Conventional types (`docs: …`, `test(api): …`, `TST: …`)
 * and plain words (`Fix typo in README`, `Update docs`); a plain subject that goes on about anything else claims nothing.
 */
export const claimOf = (subject: string): Claim | null => {
  const text = subject.slice(0, 400).trim();
  if (DEPENDENCIES.test(text)) return 'dependencies';
  const type = TYPE.exec(text);
  const typed = type === null ? undefined : TYPES[(type[1] ?? '').toLowerCase()];
  const rest = type === null ? text : text.slice(type[0].length);
  const said = WORDS.find(([, expression]) => expression.test(rest));
  const isTypo = said?.[0] === 'typo' && !MORE.test(rest.replace(said[1], ''));
  if (typed !== undefined) return CHORE.test(rest) ? null : typed === 'docs' && isTypo ? 'typo' : typed;
  if (type !== null || said === undefined)
    return isTypo && /^(?:chore|fix|style|refactor)$/i.test(type?.[1] ?? '') ? 'typo' : null;
  const more = said[0] === 'format' ? AND : MORE;
  return more.test(rest.replace(said[1], '')) ? null : said[0];
};
