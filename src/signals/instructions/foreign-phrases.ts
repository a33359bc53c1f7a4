import type { ReviewerPhrase } from './reviewer-phrase.ts';

/** Between two words: blanks, line ends with their comment marks, quotes, and the dashes and dots of file names. */
const GAP = String.raw`[\s#*/>;!"'\x60+,.:_\\-]{1,24}`;
/** A phrase of whole words in which every space stands for a gap; upper and lower case are the same. */
const phrase = (words: string): RegExp =>
  new RegExp(String.raw`(?<!\p{L})(?:${words.replaceAll(' ', GAP)})(?!\p{L})`, 'giu');
/** Chinese has no gaps between words. */
const run = (words: string): RegExp => new RegExp(words, 'gu');

const OVERRIDE = {
  rule: 'ignore-instructions',
  severity: 'high',
  message: 'This text tells a reviewer or language model to ignore its instructions.',
} as const;
const APPROVE = {
  rule: 'asks-for-approval',
  severity: 'high',
  message: 'This text tells a reviewer or language model which verdict to give.',
} as const;
const VERDICT = { ...APPROVE, rule: 'asks-for-verdict' } as const;

const PR = '(?:(?:pull|merge)[\\s-]?request|PR|MR|patch|commit|diff|code)';

/** German, French, Spanish, Russian and Chinese: only what nobody says but to a reviewer or a model. */
export const FOREIGN_PHRASES: readonly ReviewerPhrase[] = [
  {
    ...OVERRIDE,
    pattern: phrase(
      'ignorier(?:e|en sie|t) (?:(?:alle|sämtliche|bitte|die|deine|ihre) ){0,3}(?:vorherigen|bisherigen|vorigen|obigen|früheren|vorangegangenen) (?:anweisungen|instruktionen|vorgaben|befehle|regeln)|(?:vergiss|vergessen sie) (?:(?:alle|deine|ihre|die) ){1,3}(?:\\w{1,20} )?(?:anweisungen|instruktionen|vorgaben)',
    ),
  },
  {
    ...APPROVE,
    pattern: phrase(
      `(?:genehmige|genehmigen sie|akzeptiere|akzeptieren sie|merge|mergen sie) (?:bitte )?(?:diesen?|dieses|diese) (?:${PR}|änderung|beitrag)`,
    ),
  },
  {
    ...VERDICT,
    pattern: phrase(
      `(?:stufe|stufen sie|bewerte|bewerten sie|markiere|markieren sie|betrachte|betrachten sie) (?:diesen?|dieses|diese) (?:${PR}|änderung|beitrag|datei) als (?:sicher|unbedenklich|harmlos|ungefährlich)`,
    ),
  },
  {
    ...OVERRIDE,
    pattern: phrase(
      '(?:ignore[rz]?|ignorons|oublie[rz]?) (?:toutes )?(?:les|vos|tes|ces) (?:instructions|consignes|directives|règles) (?:pr[eé]c[eé]dentes|ant[eé]rieures|ci dessus|donn[eé]es)',
    ),
  },
  {
    ...APPROVE,
    pattern: phrase(
      `(?:approuve[rz]?|accepte[rz]?|fusionne[rz]?) (?:cette|ce) (?:${PR}|demande de fusion|modification|contribution|changement)`,
    ),
  },
  {
    ...VERDICT,
    pattern: phrase(
      `(?:consid[eéè]re[rz]?|marque[rz]?|classe[rz]?) (?:cette|ce) (?:${PR}|modification|contribution|changement|fichier) comme (?:s[uû]re?|sans danger|fiable|inoffensi(?:f|ve))`,
    ),
  },
  {
    ...OVERRIDE,
    pattern: phrase(
      '(?:ignor(?:a|ar|e|ad|en)|olvid(?:a|ar|e|ad|en)) (?:(?:todas|por favor) )?(?:las|tus|sus|estas) (?:instrucciones|indicaciones|reglas) (?:anteriores|previas|de arriba)',
    ),
  },
  {
    ...APPROVE,
    pattern: phrase(
      `(?:aprueb(?:a|e|en)|acept(?:a|e|en)|fusion(?:a|e|en)) (?:est[ea]) (?:${PR}|cambio|parche|solicitud|c[oó]digo|contribuci[oó]n)`,
    ),
  },
  {
    ...VERDICT,
    pattern: phrase(
      `(?:marc(?:a|e|ar)|consider(?:a|e|ar)|clasific(?:a|ar)) (?:est[ea]) (?:${PR}|cambio|parche|c[oó]digo|archivo) como (?:segur[oa]|inofensiv[oa]|fiable)`,
    ),
  },
  {
    ...OVERRIDE,
    pattern: phrase(
      '(?:про)?(?:игнорируй(?:те)?|забудь(?:те)?) (?:(?:все|всё|свои) ){0,2}(?:предыдущие|прежние|прошлые|вышеуказанные|предшествующие) (?:инструкции|указания|команды|правила)',
    ),
  },
  {
    ...APPROVE,
    pattern: phrase(
      `(?:одобри(?:те)?|прими(?:те)?|утверди(?:те)?|слей(?:те)?) (?:этот|эту|это|эти|данный) (?:${PR}|пул реквест|патч|запрос|изменени[ея]|коммит|код|правку)`,
    ),
  },
  {
    ...VERDICT,
    pattern: phrase(
      `(?:пометь(?:те)?|считай(?:те)?|отметь(?:те)?) (?:этот|эту|это|эти|данный) (?:${PR}|патч|изменени[ея]|коммит|код|файл) (?:как )?безопасн(?:ый|ым|ое|ые|ую)`,
    ),
  },
  {
    ...OVERRIDE,
    pattern: run(
      '(?:忽略|无视|忘记|忽視|無視|忘記|不要遵守)(?:之前|以上|先前|上面|前面|此前|所有|全部|一切|你|您|的){1,4}(?:指令|指示|提示词?|说明|要求|规则|規則|說明)',
    ),
  },
  {
    ...APPROVE,
    pattern: run(
      '(?:批准|通过|合并|同意|接受|批準|通過|合併)(?:此|这个|该|本|這個|該)(?:PR|MR|拉取请求|合并请求|更改|变更|提交|补丁|代码|修改|變更|代碼)',
    ),
  },
  {
    ...VERDICT,
    pattern: run(
      '(?:此|这个|该|这段|本|這個|該)(?:PR|拉取请求|合并请求|更改|变更|提交|补丁|代码|修改|文件)(?:应)?(?:标记|视|评|判定|评定)为(?:是)?(?:安全|无害|可信)',
    ),
  },
];
