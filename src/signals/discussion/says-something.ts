import { courtesyOf } from './gratitude.ts';

/** Words of a comment that thanks, beyond which it is taken to say something: all, and those of sentences without thanks. */
const MOST_WORDS = 60;
const MOST_WORDS_BESIDE = 12;
/** Words of a comment without any thanks, up to which it says nothing: `done`, `rebased it`. */
const MOST_WORDS_ALONE = 3;

/** Offers that want no answer, and idioms of politeness; each within one sentence. */
const COURTLY =
  /\b(?:(?:please )?(?:feel free|do not hesitate|don['’]t hesitate|let (?:me|us) know|reach out)|(?:is there )?anything else|if (?:you|there)['’a-z ]{0,30} (?:anything|questions?|help))[^.!?\n]{0,80}[.!?]?|how are you(?: doing)?(?: today)?\?|could(?: not|n['’]t) (?:agree more|have done)/gi;
const MENTION = /@[\w.-]+/g;

const LINK = /(?:https?|at|ssh|git):\/\/\S|\bwww\.\w/i;
const QUESTION = /[?？؟]/;
/** An issue, a line, a commit, a version. */
const REFERENCE = /(?<![\w&])#\d|\blines? \d|\b(?=[a-f]{0,39}\d)[0-9a-f]{7,40}\b|\d\.\d/i;
/** A file name, a path of three parts, a call, and names as programs write them. */
const NAME = /[\w-]{2}\.[a-z]{1,4}(?![\w.])|\w\/[\w.-]{1,60}\/\w|\w\(\)|[^\W_]_[^\W_]|\b[a-z]{2,40}[A-Z][a-z]/;
/** Words that object, ask for something or report what was done. */
const MATTER = new RegExp(
  `\\b(?:but|however|although|though|except|instead|unless|until|please|should|could|must|cannot|can['’]?t|won['’]?t|doesn['’]?t|` +
    `didn['’]?t|isn['’]?t|not|fail(?:s|ed|ing|ure)?|broken?|breaks|bugs?|wrong|missing|nits?|todo|fixed|pushed|rebased|renamed|` +
    `addressed|resolved|reverted|squashed|updated|removed|added|moved|because)\\b|(?<!\\p{L})(?:aber|jedoch|mais(?! uma? )|pero|però|но|` +
    `однако|mas|fakat|ama|maar|하지만|그런데)(?!\\p{L})|但是|不过|可是|しかし|ただし|けど|ですが`,
  'iu',
);
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’]*/gu;
/** Characters of scripts without blanks, about two of which make a word. */
const UNPARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

const wordsIn = (text: string): number => {
  const unparted = text.match(UNPARTED)?.length ?? 0;
  const rest = unparted === 0 ? text : text.replace(UNPARTED, ' ');
  return (rest.match(WORD)?.length ?? 0) + unparted / 2;
};

/**
 * Whether prose says something beyond thanks and approval: a question, a link, a file, a name or a place in the code, an
 * objection, a request, a report of something done, or simply many words. Rough by intent, and towards yes. Linear.
 */
export const saysSomething = (prose: string): boolean => {
  const text = prose.replace(MENTION, ' ').replace(COURTLY, '.');
  if ([QUESTION, LINK, REFERENCE, NAME, MATTER].some((mark) => mark.test(text))) return true;
  const words = wordsIn(text);
  if (words <= MOST_WORDS_ALONE) return false;
  if (words > MOST_WORDS) return true;
  const beside = text
    .split(/[.!?。！\n]/)
    .map((sentence) => ({ sentence, words: wordsIn(sentence) }))
    .filter((each) => each.words > 0 && courtesyOf(each.sentence) === 0)
    .reduce((sum, each) => sum + each.words, 0);
  return beside > (beside === words ? MOST_WORDS_ALONE : MOST_WORDS_BESIDE);
};
