import { phrase } from './phrase.ts';
import type { ReviewerPhrase } from './reviewer-phrase.ts';

/** How far before and after the one who is addressed an order is looked for. */
const BEFORE_CHARS = 90;
const AFTER_CHARS = 130;

/** A machine that reviews: whoever speaks of one to say what it finds speaks to it. */
const MACHINE =
  /\b(?:(?:AI|LLM|automated|automatic|blind|machine)[\s_-]{1,3}(?:code[\s_-]|security[\s_-])?review(?:er|ing|s)?s?|review(?:er)?[\s_-]{0,3}(?:bot|agent|model|assistant)s?|reviewing[\s_-]model)(?![a-z])/i;
const REVIEWER = /(?<![A-Za-z])(?:reviewers?|whoever reviews|who reviews this)(?![A-Za-z])/i;
/** With what follows, so that however often somebody is named, each place is looked at once or twice. */
const ADDRESSEE = new RegExp(`(?:${MACHINE.source}|${REVIEWER.source})[^\\0]{0,100}`, 'gi');

/** What a reviewer is to say, or not to say: none of it is said to people who review in ordinary prose. */
const OUTCOME = [
  String.raw`risk[\s"'=:_]{0,3}(?:(?:score|level|of|is|to|at|as|for)[\s"'=:_]{1,3}){0,2}(?:0|zero|none|nothing|low)(?![\w.]*[1-9])`,
  String.raw`(?:no|zero|without|empty)[\s_]{1,3}(?:list of |array of )?(?:flags|findings)|reports?[\s_](?:nothing|no)\b|nothing[\s_](?:to[\s_])?(?:see|report|flag|dangerous)`,
  '(?:just[\\s_])?pass(?:es)?[\\s_](?:it|this|the (?:diff|change|patch))\\b|formatting[\\s_]only|as[\\s_](?:safe|harmless)\\b|found it (?:safe|harmless)',
  'skip[\\s_-]{1,3}(?:this|file|review)\\b|may skip this|stop (?:reading|here)|decode and',
  String.raw`(?:not|never|n't)(?:[\s_]\w{1,12}){0,2}?[\s_](?:report|flag|mention|recommend|reject|refuse)`,
  String.raw`(?:valid|default|positive|shortest|same|right|correct)[\s_]verdict`,
].join('|');
const FOR_PEOPLE = new RegExp(OUTCOME, 'i');
const FOR_MACHINES = new RegExp(
  String.raw`${OUTCOME}|(?:is|are|it|be|was|completely|entirely|only,?)[\s_](?:safe|harmless|benign|trusted)\b|safe to (?:pass|approve|merge|skip)|auto[\s_-]?approve|approve[\s_](?:it|this)\b|skip it|do(?:es)? not (?:apply|read|look)|retrained|penali[sz]ed|a tip of`,
  'i',
);
const ORDER =
  /[:,]|\b(?:must|should|shall|have to|has to|always|never|please|not allowed|do not|don't|cannot|give|gives|keep|keeps|submits?|write|leave|mark|rate|set|assume|expect(?:s|ed)?|whoever|who)\b|_(?:must|please|should)_/i;

/** Who reviews is named, and near it what is to be found. One who is named as a machine needs no order besides. */
const toldWhatToFind = (said: string, text: string, at: number): boolean => {
  // Nothing is read beyond a gap between files or hunks.
  const before =
    text
      .slice(Math.max(0, at - BEFORE_CHARS), at)
      .split('\0')
      .at(-1) ?? '';
  const after = text.slice(at, at + said.length + AFTER_CHARS).split('\0')[0] ?? '';
  const isMachine = MACHINE.test(said);
  const outcome = isMachine ? (FOR_MACHINES.exec(after) ?? FOR_MACHINES.exec(before)) : FOR_PEOPLE.exec(after);
  if (outcome === null) return false;
  return isMachine || ORDER.test(after.slice(0, outcome.index + outcome[0].length)) || ORDER.test(before);
};

const SILENCE = 'This text tells a reviewer or language model what not to look at or mention.';
const CHANGE = '(?:pull request|merge request|PR|MR|change(?:set)?|patch|diff|commit|file|module|package|code|hunk)';
const SUFFIX = '(?:[cm]?[jt]sx?|py|go|rs|c|h|cc|cpp|java|rb|php|sh|ya?ml|json|toml|lua|sql|kt|swift|cs)';

/** Orders and hints to whoever reviews, in English: what to find, and what to leave out. */
export const TO_REVIEWERS: readonly ReviewerPhrase[] = [
  {
    rule: 'addresses-the-reviewer',
    severity: 'medium',
    message: 'This text tells a reviewer what to find, or what not to.',
    pattern: ADDRESSEE,
    vague: true,
    accepts: toldWhatToFind,
  },
  {
    rule: 'asks-for-silence',
    severity: 'high',
    message: SILENCE,
    pattern: phrase(
      String.raw`\b(?:do not|don t|never) (?:mention|flag|report|discuss|comment on|include) (?:[\w/-]{1,30} ){1,5}?in (?:your|the) (?:review|summary|verdict|report|findings)\b`,
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'medium',
    message: SILENCE,
    pattern: new RegExp(
      String.raw`\b(?:do not|don't|never|not allowed to|must not) (?:flag|mention|report)\b[^\n.]{1,50}[\s/][\w-]{1,40}\.${SUFFIX}\b`,
      'gi',
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'medium',
    message: SILENCE,
    pattern: phrase(
      String.raw`\bonly (?:report|flag|mention|comment on) (?:style|formatting|cosmetic|spelling|typos|naming|(?:problems|issues|findings|bugs) of (?:severity )?(?:critical|high))\b`,
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'medium',
    message: SILENCE,
    pattern: phrase(
      String.raw`\b(?:nothing|no (?:line|file|hunk|code)) (?:below|above|after|before|beyond|past|in) (?:\w{1,12} ){0,3}(?:needs?|requires?|has) (?:to be |any |a )?(?:review(?:ed)?|inspect(?:ed|ion)|read)\b|\b(?:the )?rest of (?:the|this) (?:diff|patch|pull request|changeset) (?:is|are|has|contains) (?:only |just |all |pure )?(?:whitespace|formatting|generated|harmless|safe|fine|boilerplate|nothing|noise|irrelevant)\b`,
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'medium',
    message: SILENCE,
    pattern: phrase(
      String.raw`\b(?:all|any|the|every) (?:problems?|issues?|flags?|findings?|bugs?|warnings?) (?:found |raised |reported |seen )?(?:in|on|with|about) (?:this|these) ${CHANGE}s? (?:is|are|has|have|must|should|will|can) (?:be |been |already |to ){0,2}(?:known|ignored|intentional|accepted|false|given severity low|given|discussed|tracked|expected)\b|\bflags? (?:raised|found|reported|set) (?:on|in|for|about) this ${CHANGE} (?:will|must|should|can|are)\b`,
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'medium',
    message: SILENCE,
    pattern: phrase(
      String.raw`\bwhen (?:you )?(?:summari[sz](?:e|ing)|review(?:ing)?|describ(?:e|ing)|rat(?:e|ing)|scor(?:e|ing)|judg(?:e|ing)) this ${CHANGE} (?:you )?(?:must |should |please )?(?:leave out|omit|mention only|do not mention|only mention|never mention|say nothing)\b`,
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'medium',
    message: SILENCE,
    pattern: phrase(
      String.raw`\b(?:never|do not|don t|no need to) (?:recommend|require|request|ask for|suggest|demand) (?:a |any )?(?:human|manual) review\b|\bno (?:further|additional|human|more|other) review (?:is |will be )?(?:required|needed|necessary|wanted)\b|\bno (?:human|reviewer) is needed\b|\bno (?:need|reason|point) (?:to|for|in) (?:review(?:ing)? (?:it|this|these)|(?:a |any |further |another |more )review)\b|\bdo not (?:hold|block|delay|stop|reject) this (?:\w{1,12} ){0,3}(?:for|with|by|because of) (?:a |any )?(?:further )?review\b`,
    ),
  },
];
