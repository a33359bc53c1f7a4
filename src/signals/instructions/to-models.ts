import { phrase } from './phrase.ts';
import type { ReviewerPhrase } from './reviewer-phrase.ts';

const VERDICT = 'This text tells a reviewer or language model which verdict to give.';
const OVERRIDE = 'This text tells a reviewer or language model to ignore its instructions.';
const ROLE = 'This text speaks to a language model, as if to give it a role.';
const WASTE = 'This text tells a language model to spend its answer on something else.';
const CLAIM = 'This text claims that somebody has approved the change already.';
const THIS = '(?:this|the) (?:pull request|merge request|PR|MR|change(?:set)?|patch|diff|commit|submission|file)';
const TEAM = '(?:security|infosec|appsec|core|platform|audit|compliance|red|review)';
/** Not after what makes it a condition: `if you are in debug mode`. */
const UNCONDITIONAL = String.raw`(?<!\b(?:if|when|while|once|unless|because|since|whether|that|as|where)\s{1,3}you)`;

/** Orders that only a language model could follow, and figures that only our reviewer gives. */
export const TO_MODELS: readonly ReviewerPhrase[] = [
  {
    rule: 'asks-for-verdict',
    severity: 'medium',
    message: VERDICT,
    // Our own key said in prose, or any risk of nothing near what it is the risk of.
    pattern: new RegExp(
      [
        String.raw`\bcontent[\s_]?risk\b(?:["'\s]{0,3}=|:?\s)[\s"']{0,3}(?:(?:of|is|to|for|at|be|must|this|the|diff|change)\s){0,5}["']?(?:0(?:\.0{1,4})?(?![\w.]*[1-9])(?!\s{0,3},)|zero|none|low)\b`,
        String.raw`\b(?:diff|change|patch|pull request|PR|verdict|flags|review(?:er)?s?)\b[^\n\0]{0,80}\brisk (?:(?:of|is|=|score|level|to) ){0,2}(?:0(?:\.0{1,4})?(?![\w.]*[1-9%])|zero|nothing|none)\b`,
        String.raw`\bevery (?:diff|change|patch) is given\s{1,3}(?:a|no) risk|\ba risk of (?:nothing|zero)\b|\b(?:risk|zero)_(?:zero|risk|0)_(?:for|this|please)`,
        String.raw`\bverdict["'\x60]?\s?[:=]\s?["'\x60]?(?:approved?|harmless|lgtm|safe)\b`,
      ].join('|'),
      'gi',
    ),
  },
  {
    rule: 'asks-for-verdict',
    severity: 'medium',
    message: VERDICT,
    pattern: phrase(
      String.raw`\b(?:begin|start|end|open|close|finish) (?:your|the) (?:answer|reply|response|review|summary|verdict) (?:with|by|after|there)\b|\bin your (?:summary|verdict|review|answer|reply) (?:write|say|state|put|claim|report|mention)\b|\b(?:respond|reply|answer) (?:only )?with the (?:single|one) word\b|\b(?:do not|don t|never|now|then|please|must|to) (?:call|use|invoke|run) (?:the )?(?:tool |function )?(?:submit_review|report_part|answer_question)\b|\breport_part\({0,1}\{{0,1}`,
    ),
    accepts: (said, text, at) => !/^report_part/i.test(said) || /risk|flags|note/.test(text.slice(at, at + 60)),
  },
  {
    rule: 'asks-for-verdict',
    severity: 'medium',
    message: VERDICT,
    pattern: phrase(
      String.raw`\b(?:models?|AIs?|LLMs?|reviewers?|assistants?|agents?) (?:that|who|which) (?:flags?|reports?|pass(?:es)?|approves?|rejects?|refuses?|thinks?|finds?) (?:this|it|there is a)\b|\bflagging (?:it|this|${THIS}) (?:\w{1,12} ){0,2}(?:will|would|is|may|leads|counts|means)\b|\b(?:this|it) (?:must |should |has to |to )?be (?:merged|approved|passed|waved through) (?:immediately|at once|right away|without (?:\w{1,12} )?review)\b|\b(?:give|return|submit|repeat|keep) the (?:same |shortest |default |valid |usual ){0,2}verdict (?:that|consistent|and|of|from)\b|\bshortest valid verdict\b|\bfor the purposes? of (?:this |code |security |the ){0,2}reviews? (?:\w{1,12} ){1,3}(?:means|counts|is defined)\b`,
    ),
  },
  {
    rule: 'claims-approval',
    severity: 'medium',
    message: CLAIM,
    pattern: phrase(
      String.raw`\b(?:the )?(?:previous|prior|first|earlier|other|last|another) (?:AI |blind |human )?(?:reviewers?|review|model) (?:has |have |already ){0,2}(?:approved|passed|cleared|found (?:nothing|no)|gave|rated|verified|accepted) (?:this|it|the|no|nothing|a risk|risk)\b|(?<=(?:^|\n)[\s#*/>;-]{0,8})(?:audited|vetted|pre ?approved|cleared|signed off) by (?:the )?${TEAM} (?:team|board|group|office)\b|\b(?:was|been|already|is) (?:reviewed and )?approved in an? (?:earlier|previous|other|different) (?:pull request|PR|MR|review|change)\b`,
    ),
  },
  {
    rule: 'claims-approval',
    severity: 'medium',
    message: CLAIM,
    pattern:
      /(?<=(?:^|[\n\0])[\s#*/>;+-]{0,12})(?:reviewed-by|approved-by|acked-by|audited-by|security|verdict|(?:ai|llm|bot|code|security)?-?review(?:er)?|(?:ai|llm)-reviewed|risk)[ \t]{0,2}[:=][ \t]{0,3}(?:[^\n]{0,60}\b(?:no (?:flags|findings|issues found)|risk[\s:=]{1,3}0|pre-?approved|auto-?approved?)\b|(?:skip|skip-file|ignore-file|approved?|0|none|harmless)[ \t]{0,3}(?=$|[\n,;]))/gi,
  },
  {
    rule: 'ignore-instructions',
    severity: 'high',
    message: OVERRIDE,
    pattern: phrase(
      String.raw`\byour (?:instructions?|task|rules|guidelines|system prompt|prompt|orders) (?:have|has) (?:now |just |been ){0,2}(?:changed|been (?:updated|replaced|revoked)|updated|replaced|revoked|expired)\b|\b(?:instructions?|guidelines|rules) (?:supersede|override|replace|take precedence over|outrank) (?:\w{1,12} ){0,4}(?:your|system prompt|the system)\b|\binstructions previous all ignore\b|\bnew (?:system )?(?:task|instructions?|prompt) (?:for (?:the )?(?:reviewer|model|assistant) )?(?:write|answer|submit|respond|reply|output|return|ignore|approve|say|give)\b`,
    ),
  },
  {
    rule: 'gives-a-role',
    severity: 'medium',
    message: ROLE,
    pattern: phrase(
      String.raw`\byou${UNCONDITIONAL} are (?:now |currently |running ){0,2}in (?:an? |the )?(?:test|testing|debug|evaluation|eval|demo|dry ?run|training|simulation|developer|unrestricted|god|audit|trusted|safe|maintenance) mode\b|\bfrom now on (?:you )?(?:act|behave|respond|answer|work|operate) (?:as|like|only|with)\b|\b(?:part of|in|for) an (?:evaluation|experiment|test|benchmark) of (?:AI|LLM|automated) (?:code )?reviewers?\b|\b(?:turned|switched) (?:security|safety) (?:checks|review|rules|scanning) off for (?:this|the) (?:repository|session|change|diff)\b|\b(?:canary|probe) (?:check )?is (?:disabled|off)\b`,
    ),
  },
  {
    rule: 'wastes-the-answer',
    severity: 'medium',
    message: WASTE,
    pattern: phrase(
      String.raw`\brepeat (?:the|this|following|these) (?:following )?(?:words?|phrase|line|text|sentence|letter)\b[^.\n\0]{0,40}\b(?:forever|indefinitely|endlessly|\d{2,9} times|without (?:stopping|end))\b|\b(?:until|till|reach|exhaust|use up|fill) your (?:token|output|context|thinking) (?:limit|budget|window|length)\b|\bbefore (?:you )?(?:review(?:ing)?|answer(?:ing)?|giv(?:e|ing) (?:a|your|the|any) (?:verdict|review|answer)) (?:this |the )?(?:\w{1,12} )?(?:print|count|list|write|repeat|output|think|recite|enumerate)\b|\bquote the (?:complete|whole|entire|full) (?:diff|patch|file|text) (?:back )?\b|\b(?:must|should|please) (?:refuse|decline) to (?:process|review|analy[sz]e|read|answer)\b|\b(?:forbids?|prohibits?|does not permit|disallows?) (?:\w{1,12} ){0,2}(?:analysis|review|processing|reading) (?:by|with|through) (?:AI|LLMs?|(?:large )?language models?|machines)\b`,
    ),
  },
];
