import { phrase, run, wholePhrase } from './phrase.ts';
import type { ReviewerPhrase } from './reviewer-phrase.ts';

const OVERRIDE = {
  rule: 'ignore-instructions',
  severity: 'high',
  message: 'This text tells a reviewer or language model to ignore its instructions.',
} as const;
const VERDICT = {
  rule: 'asks-for-verdict',
  severity: 'medium',
  message: 'This text tells a reviewer or language model which verdict to give.',
} as const;

/** A language's words for: ignore; instructions; previous. Between the three stand at most three other words. */
type Words = readonly [ignore: string, instructions: string, previous: string];

const LETTERED: Readonly<Record<string, Words>> = {
  pt: [
    'ignor(?:e|a|em|ar)|desconsider(?:e|a|em)|esque[çc]a',
    'instru[çc](?:[õo]es|[ãa]o)|regras|orienta[çc][õo]es',
    'anteriores|pr[ée]vias|acima',
  ],
  it: [
    'ignor(?:a|ate|are|i)|dimentica(?:te)?',
    'istruzioni|indicazioni|regole|direttive',
    'precedenti|sopra|anteriori',
  ],
  nl: ['negeer|vergeet', 'instructies|aanwijzingen|regels|opdrachten', 'eerdere|vorige|voorgaande|bovenstaande'],
  sv: [
    'ignorera|gl[öo]m|bortse fr[åa]n',
    'instruktioner(?:na)?|anvisningar(?:na)?|regler(?:na)?',
    'tidigare|f[öo]reg[åa]ende|ovanst[åa]ende',
  ],
  da: [
    'ignorer|glem|se bort fra',
    'instruktioner(?:ne)?|instruks(?:er|joner)(?:ne)?|regler(?:ne)?',
    'tidligere|forrige|foreg[åa]ende|ovenst[åa]ende',
  ],
  pl: [
    '(?:z)?ignoruj(?:cie)?|zapomnij|pomi[ńn]',
    'instrukcj[ei]|polecenia|wytyczne|zasady',
    'poprzednie|wcze[śs]niejsze|powy[żz]sze',
  ],
  cs: [
    'ignoruj(?:te)?|zapome[ňn](?:te)?',
    'pokyny|instrukce|pravidla',
    'p[řr]edchoz[íi]|d[řr][íi]v[ěe]j[šs][íi]|v[ýy][šs]e uveden[ée]',
  ],
  tr: [
    'yok say(?:[ıi]n)?|g[öo]rmezden gel(?:in)?|unut(?:un)?|dikkate alma(?:y[ıi]n)?',
    'talimat(?:lar)?[ıi]?|y[öo]nerge(?:leri)?|kural(?:lar[ıi])?',
    '[öo]nceki|yukar[ıi]daki',
  ],
  id: ['abaikan|lupakan', 'instruksi|perintah|petunjuk|aturan', 'sebelumnya|di atas|terdahulu'],
  vi: ['bỏ qua|phớt lờ|quên', '(?:hướng dẫn|chỉ dẫn|chỉ thị|lệnh|quy tắc)', 'trước(?: đó| đây)?|ở trên'],
  ro: ['ignor(?:ă|a|ați|ati)|uit(?:ă|ați)', 'instruc[țt]iunil(?:e|or)|regulile', 'anterioare|precedente|de mai sus'],
  hu: [
    'hagyd figyelmen k[íi]v[üu]l|felejtsd el',
    'utas[íi]t[áa]s(?:t|ok|okat)?|szab[áa]ly(?:t|okat)?',
    'kor[áa]bbi|el[őo]z[őo]|fenti',
  ],
  fi: [
    'ohita|unohda|j[äa]t[äa] huomiotta',
    'ohjee(?:t|ita)|ohjeet|k[äa]skyt|s[äa][äa]nn[öo]t',
    'aiem(?:mat|pia)|edelliset|edell[äa] olevat',
  ],
  el: ['αγν[όο]ησε|αγνο[ήη]στε|ξ[έε]χασε', 'οδηγ[ίι]ες|εντολ[έε]ς|καν[όο]νες', 'προηγο[ύυ]μενες|παραπ[άα]νω'],
  uk: [
    '(?:про)?ігноруй(?:те)?|забудь(?:те)?',
    'інструкції|вказівки|правила|команди',
    'попередні|попередніх|вищенаведені|минулі',
  ],
  bg: [
    'игнорирай(?:те)?|забрави(?:те)?',
    'инструкции(?:те)?|указания(?:та)?|правила(?:та)?',
    'предишни(?:те)?|предходни(?:те)?|горни(?:те)?',
  ],
  ar: ['تجاهلي?|تجاهلوا|انس[َى]?', '(?:ال)?تعليمات|(?:ال)?أوامر|(?:ال)?إرشادات', '(?:ال)?سابقة|أعلاه'],
  he: ['התעלמ[יו]|התעלם|שכח[יו]?', '(?:מ?כל )?ה?הוראות|ה?הנחיות', 'ה?קודמות|לעיל'],
  fa: ['نادیده بگیر(?:ید)?|فراموش کن(?:ید)?', 'دستور(?:ات|العمل(?:ها|‌ها)?)(?:ی)?|دستورهای', 'قبلی|پیشین|بالا'],
  hi: [
    'अनदेखा कर(?:ें|ो)|नज़?रअंदाज़? कर(?:ें|ो)|भूल जा(?:एं|एँ|ओ)|उपेक्षा कर(?:ें|ो)',
    'निर्देश(?:ों)?|अनुदेश(?:ों)?|आदेश(?:ों)?',
    'पिछले|पूर्व|पहले के|ऊपर के',
  ],
};

const LETTER = String.raw`[\p{L}\p{M}]`;
/** Any order of the three: languages differ, and so do writers. */
const inAnyOrder = ([ignore, instructions, previous]: Words): RegExp => {
  const [a, b, c] = [`(?:${ignore})`, `(?:${instructions})`, `(?:${previous})`];
  const some = `(?: ${LETTER}{1,14}){0,3}? `;
  const orders = [
    [a, b, c],
    [a, c, b],
    [c, b, a],
    [b, c, a],
  ];
  return wholePhrase(orders.map((words) => words.join(some)).join('|'));
};
const ORDERS = Object.values(LETTERED).map(inAnyOrder);

/** What "previous" is in these languages, for a first look: it is rarer than "ignore", which code is full of. */
const REACH_CHARS = 120;
const FIRST_LOOK = new RegExp(
  `(?:${Object.values(LETTERED)
    .map(([, , previous]) => previous)
    .join('|')})[^\\0]{0,${REACH_CHARS}}`,
  'gi',
);
const isOrder = (said: string, text: string, at: number): boolean => {
  const near = text.slice(Math.max(0, at - REACH_CHARS), at + said.length + REACH_CHARS);
  return ORDERS.some((order) => near.search(order) !== -1);
};

/** "This change" and "approve" together, in either order; they are three letters or more, so that none is a mere ending. */
const APPROVAL =
  'aprov(?:e|em|a|ar) est[ae] (?:altera[çc][ãa]o|mudan[çc]a|modifica[çc][ãa]o|commit|PR|patch|c[óo]digo)|approva(?:te|re)? quest[ao] (?:modifica|cambiamento|PR|patch|codice|commit)|keur deze (?:wijziging|PR|patch|commit|code)(?: nu)? goed|godk[äa]nn den h[äa]r (?:[äa]ndringen|koden|patchen)|godkend denne (?:[æa]ndring|PR|patch|kode)|zatwierd[źz](?:cie)? (?:t[ęe]|ten|to) (?:zmian[ęe]|PR|poprawk[ęe]|kod|commit)|schval(?:te)? (?:tuto|tento|tyto) (?:zm[ěe]nu|PR|commit|k[óo]d)|bu de[ğg]i[şs]ikli[ğg]i (?:hemen )?onayla(?:y[ıi]n)?|setujui (?:perubahan|PR|kode|patch) ini|ch[ấâa]p thu[ậâa]n thay đổi này|схвали(?:ти|ть)? (?:цю|цей|ці) (?:зміну|PR|патч|код|зміни)';

/** Three or more letters of address and a figure: a risk of nothing, in several languages. */
const NO_RISK =
  '(?:Risiko|risque|riesgo|risco|rischio|risico|ryzyko|riziko|риск(?:а|ом)?|ризик) (?:(?:von|auf|de|a|à|di|на|как|som|=|ist|est|es|é) ){0,2}(?:0(?![\\w.,]*[1-9%])|null|nul|zéro|cero|zero|nulle|ноль|нулевой|нуль|sıfır)|(?:melde(?:n Sie)?|berichte) (?:nichts|keine (?:Probleme|Fehler|Befunde))|ne signale[rz]? (?:rien|aucun [^\\s\\d]{3,12})|no (?:informes?|reportes?) (?:de )?(?:nada|ning[úu]n [^\\s\\d]{3,12})|n[ãa]o (?:relate|reporte|sinalize) (?:nada|nenhum [^\\s\\d]{3,12})|не сообщай(?:те)? (?:ни о чем|ни о чём|о проблемах)';

/** The plainest orders in twenty more languages; as with the others, only what nobody says but to a reviewer or a model. */
export const MORE_LANGUAGES: readonly ReviewerPhrase[] = [
  { ...OVERRIDE, pattern: FIRST_LOOK, accepts: isOrder },
  {
    rule: 'asks-for-approval',
    severity: 'high',
    message: 'This text tells a reviewer or language model which verdict to give.',
    pattern: phrase(APPROVAL),
  },
  { ...VERDICT, pattern: phrase(NO_RISK) },
  {
    ...VERDICT,
    pattern: run(
      '(?:风险|風險)(?:等级|等級|评分)?(?:为|是|為|设为|評為|评为|等于)?[:：]?(?:零|0(?![0-9.])|无|無|低)|不要(?:报告|報告|标记|指出|提及)(?:任何)?(?:问题|問題|漏洞|风险|错误)|(?:审查|审核|評審|评审)(?:者|员|人员)?(?:请注意|注意|请)',
    ),
  },
  {
    ...VERDICT,
    pattern: run(
      'リスク(?:は|を|スコアは|スコアを)?(?:ゼロ|0(?![0-9.])|なし)|(?:問題|脆弱性|指摘)(?:を|は)(?:一切)?(?:報告|指摘)しない(?:で|こと)|レビュー(?:アー?|担当者?)(?:へ|の方へ|は必ず)|위험(?:도)?(?:은|는|를|을)?\\s?(?:0(?![0-9.])|없음|영)(?:으로|이라고)?|문제를?\\s?보고하지\\s?마|리뷰어(?:에게|는 반드시)',
    ),
  },
];
