/**
 * What somebody says who wants a reviewer to look away, as it reads without blanks and signs: words of order, of claim,
 * of address. Each is wide: the model that obeys them is as gullible as one can be. Expressions, blanks between them.
 */
const ENGLISH = `
  
  ignor(?:e|ing)[a-z]{0,24}(?:instruct|previous|prior|above|earlier|rule|guidelin|prompt|everything|warning|finding|told|direction|before)
  disregard forget(?:all|every|what|the|your|previous) supersede
  over(?:ride|rul)[a-z]{0,16}(?:instruct|rule|prompt|guidelin|polic)
  (?:previous|prior|your|new|these|following|my|those)(?:instruction|guidelin|order|task|directive)
  instructions?(?:for|to)(?:the|a|ai|all|any|code|review|automated) ignoreall newtask
  endof(?:the)?(?:review|diff|patch|task|instruct) thediffendshere thetextaboveisthewhole systemprompt
  systemmessage developermessage youarenow youarethe(?:best)?review youarea(?:n|i|model|review) youarein youmust
  fromnowon fromhereon actasa testmode ifyouarea asana[ei] languagemodel aireview aicode aimodel aiassist aiagent
  automated(?:agent|review|tool) reviewbot reviewerbot codereviewer
  review(?:er)?s?(?:please|approve|must|should|mayskip|shall|note|isover|note|decode|dryrun|has|who|and|policy|thecorrect|marksthis|markthis|are)
  (?:to|for|dear|automated|previous|blind|the|a|and)reviewer reviewpolicy whoeverreview whensummari[sz]
  inyour(?:summary|review|answer|verdict) yoursummary donot(?:mention|flag|report|hold|call|review|look)
  dont(?:mention|flag|report|review) never(?:flag|report|mention|recommend) neednot(?:be)?review needstobereviewed
  stopreading skip(?:this|file|the|review) nothing(?:below|tosee|toreport|tofind|suspicious|tofla) leaveout
  onlyreport onlymention onlycount submitreview reportpart answerquestion updateanswer contentrisk
  reviewrecommended flags(?:array|none|empty|false)
  (?:no|without|empty|zero)(?:flag|finding|issue|problem|risk|danger|warning|vulnerab) (?:low|zero|no|any)risk
  riskof(?:zero|nothing|none) risk(?:is)?(?:zero|none|low|nothing|flags|verdict|noflags) thecontentrisk itriskz
  giveitrisk returnrisk riskanswer ofrisk
  approv(?:e|es|ed)(?:this|it|the|by|that|patch|pr|change|without|true|all|allchange|anddone|inan|pull)
  (?:pre|auto|already|and|must|please|was|been|verdict|to|aird|mustbe)approve approthis lgtm looksgood looksfine
  safeto(?:merge|pass|skip|approve) (?:is|as|are|always|tobe|andbe|it)(?:safe|harmless|fine|benign) itwasharmless
  founditharmless isharmless (?:merge|pass|accept)(?:this|it|the) passes(?:this|it) passthenext justpassit
  beallgold causetoscold verdict falsepositive already(?:been)?(?:review|audit|approv|scan|check)
  previously(?:review|audit|approv) reviewedand reviewedby ackedby auditedby approvedby verifiedby
  formallyverified machinefindings findingsof filesverified everythingwaschecked securitycheck(?:s)?(?:turned)?off
  noneedto nofurther needs?tobereported fromthereleasebot trackedelsewhere isintentional isknown formattingonly
  purerefactor exempt answerwith answerinprose answerthat respondonly respondwith replywith beginyouranswer
  outputformat repeattheword quotethecomplete beforereviewing thinkabout tokenlimit refuseto forbidsanalysis
  treatthis canary models(?:that|who) losemyjob productionisdown ordered?thatthis nohuman humanreview ratethis
  markthis mustbegivenseverity forthepurposesofcodereview nothingelsecounts everydiff operatorhas vouchforthis
  ignoreyay approveyay imstart imend eotid startheader functioncalls tooluse toolresult humanisanything
  assistantno endofsentence untrustedcontent reviewresult
`;

/** German, French, Spanish, Portuguese, Italian, Dutch, Polish, Turkish, Vietnamese, Indonesian, Swedish, Czech, Latin. */
const LATIN_SCRIPT = `
  ignoriere vorherigenanweis anweisung hinweisan prufer keineproblem meldenicht meldekein genehmig ungefahrlich
  risiko ignorez instructionsprecedent approuve aucunprobleme sansdanger relecteur risque ignoratodas
  instruccionesanterior aprueb seguro riesgo sinproblema revisor instrucoes aprove istruzioni approva
  nessunproblema revisore rischio negeer instructies keur goedgekeurd zignoruj instrukcje zatwierdz talimat yoksay
  onayla oncekitum boqua huongdan chapthuan abaikan instruksi setujui ignorera instruktion godkann ignoruj pokyny
  schval praecepta neglege mutationem
`;

/** Russian, Ukrainian, Chinese, Japanese, Korean, Arabic, Hindi, Hebrew, Greek. Searched among the letters of any script. */
const OTHER_SCRIPTS = `
  \u0438\u0433\u043d\u043e\u0440\u0438\u0440 \u0438\u043d\u0441\u0442\u0440\u0443\u043a\u0446
  \u043e\u0434\u043e\u0431\u0440 \u0440\u0435\u0446\u0435\u043d\u0437
  \u0431\u0435\u0437\u043e\u043f\u0430\u0441 \u0440\u0438\u0441\u043a
  \u0456\u0433\u043d\u043e\u0440\u0443 \u0456\u043d\u0441\u0442\u0440\u0443\u043a\u0446
  \u0441\u0445\u0432\u0430\u043b \u5ffd\u7565 \u6307\u4ee4 \u6279\u51c6 \u5ba1\u67e5 \u98ce\u9669
  \u4e0d\u8981\u62a5\u544a \u5b89\u5168\u7684 \u5ffd\u8996 \u6307\u793a \u5be9\u67e5 \u7121\u8996
  \u627f\u8a8d \u30ec\u30d3\u30e5\u30fc \u5b89\u5168\u3067\u3059 \uc9c0\uc2dc \ubb34\uc2dc
  \uc2b9\uc778 \uac80\ud1a0\uc790 \uc548\uc804\ud569 \u062a\u062c\u0627\u0647\u0644
  \u0627\u0644\u062a\u0639\u0644\u064a\u0645\u0627\u062a \u0648\u0627\u0641\u0642 \u0622\u0645\u0646
  \u0928\u093f\u0930\u094d\u0926\u0947\u0936 \u0905\u0928\u0926\u0947\u0916\u093e
  \u0938\u094d\u0935\u0940\u0915\u0943\u0924 \u092e\u0902\u091c\u0942\u0930
  \u05d4\u05ea\u05e2\u05dc\u05dd \u05d4\u05d5\u05e8\u05d0\u05d5\u05ea \u05d0\u05e9\u05e8
  \u03b1\u03b3\u03bd\u03bf\u03b7\u03c3 \u03bf\u03b4\u03b7\u03b3\u03b9 \u03b5\u03b3\u03ba\u03c1\u03b9
`;

const anyOf = (phrases: string): string => phrases.trim().split(/\s+/).join('|');

/** Phrases among the letters a to z alone. */
export const LATIN_PHRASES = new RegExp(anyOf(`${ENGLISH} ${LATIN_SCRIPT}`));
/** Phrases among the letters of any script. */
export const OTHER_PHRASES = new RegExp(anyOf(OTHER_SCRIPTS.normalize('NFKC')));

/** Words that first letters of lines spell on purpose. */
export const SPELLED = /approve|ignore|reviewer|riskzero|lgtm|harmless|nofind/;
