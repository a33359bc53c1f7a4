import { run, wholePhrase } from './phrase.ts';
import type { ReviewerPhrase } from './reviewer-phrase.ts';

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

/** German, French, Spanish, Russian, Chinese, Japanese and Korean: only what nobody says but to a reviewer or a model. */
export const FOREIGN_PHRASES: readonly ReviewerPhrase[] = [
  {
    ...OVERRIDE,
    pattern: wholePhrase(
      'ignorier(?:e|en sie|t) (?:(?:alle|sämtliche|bitte|die|deine|ihre) ){0,3}(?:vorherigen|bisherigen|vorigen|obigen|früheren|vorangegangenen) (?:anweisungen|instruktionen|vorgaben|befehle|regeln)|(?:vergiss|vergessen sie) (?:(?:alle|deine|ihre|die) ){1,3}(?:\\w{1,20} )?(?:anweisungen|instruktionen|vorgaben)',
    ),
  },
  {
    ...APPROVE,
    pattern: wholePhrase(
      `(?:genehmige|genehmigen sie|akzeptiere|akzeptieren sie|merge|mergen sie) (?:bitte )?(?:diesen?|dieses|diese) (?:${PR}|änderung|beitrag)`,
    ),
  },
  {
    ...VERDICT,
    pattern: wholePhrase(
      `(?:stufe|stufen sie|bewerte|bewerten sie|markiere|markieren sie|betrachte|betrachten sie) (?:diesen?|dieses|diese) (?:${PR}|änderung|beitrag|datei) als (?:sicher|unbedenklich|harmlos|ungefährlich)`,
    ),
  },
  {
    ...OVERRIDE,
    pattern: wholePhrase(
      '(?:ignore[rz]?|ignorons|oublie[rz]?) (?:toutes )?(?:les|vos|tes|ces) (?:instructions|consignes|directives|règles) (?:pr[eé]c[eé]dentes|ant[eé]rieures|ci dessus|donn[eé]es)',
    ),
  },
  {
    ...APPROVE,
    pattern: wholePhrase(
      `(?:approuve[rz]?|accepte[rz]?|fusionne[rz]?) (?:cette|ce) (?:${PR}|demande de fusion|modification|contribution|changement)`,
    ),
  },
  {
    ...VERDICT,
    pattern: wholePhrase(
      `(?:consid[eéè]re[rz]?|marque[rz]?|classe[rz]?) (?:cette|ce) (?:${PR}|modification|contribution|changement|fichier) comme (?:s[uû]re?|sans danger|fiable|inoffensi(?:f|ve))`,
    ),
  },
  {
    ...OVERRIDE,
    pattern: wholePhrase(
      '(?:ignor(?:a|ar|e|ad|en)|olvid(?:a|ar|e|ad|en)) (?:(?:todas|por favor) )?(?:las|tus|sus|estas) (?:instrucciones|indicaciones|reglas) (?:anteriores|previas|de arriba)',
    ),
  },
  {
    ...APPROVE,
    pattern: wholePhrase(
      `(?:aprueb(?:a|e|en)|acept(?:a|e|en)|fusion(?:a|e|en)) (?:est[ea]) (?:${PR}|cambio|parche|solicitud|c[oó]digo|contribuci[oó]n)`,
    ),
  },
  {
    ...VERDICT,
    pattern: wholePhrase(
      `(?:marc(?:a|e|ar)|consider(?:a|e|ar)|clasific(?:a|ar)) (?:est[ea]) (?:${PR}|cambio|parche|c[oó]digo|archivo) como (?:segur[oa]|inofensiv[oa]|fiable)`,
    ),
  },
  {
    ...OVERRIDE,
    pattern: wholePhrase(
      '(?:про)?(?:игнорируй(?:те)?|забудь(?:те)?) (?:(?:все|всё|свои) ){0,2}(?:предыдущие|прежние|прошлые|вышеуказанные|предшествующие) (?:инструкции|указания|команды|правила)',
    ),
  },
  {
    ...APPROVE,
    pattern: wholePhrase(
      `(?:одобри(?:те)?|прими(?:те)?|утверди(?:те)?|слей(?:те)?) (?:этот|эту|это|эти|данный) (?:${PR}|пул реквест|патч|запрос|изменени[ея]|коммит|код|правку)`,
    ),
  },
  {
    ...VERDICT,
    pattern: wholePhrase(
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
  {
    ...OVERRIDE,
    pattern: run(
      '(?:これまで|以前|上記|今まで|前|先)(?:の|までの){0,1}(?:(?:すべて|全て|全部|あらゆる)の?){0,1}(?:指示|命令|プロンプト|ルール|規則)(?:を|は)(?:すべて|全て|全部){0,1}(?:無視|忘れ)',
    ),
  },
  {
    ...APPROVE,
    pattern: run(
      '(?:この|本)(?:PR|MR|プルリクエスト|マージリクエスト|変更|差分|パッチ|コミット|コード)(?:を|は)(?:必ず|すぐに|直ちに|ただちに){0,1}(?:承認|マージ|許可)(?:し(?:て|ろ)|せよ|すること|をお願い|お願い)',
    ),
  },
  {
    ...VERDICT,
    pattern: run(
      '(?:この|本)(?:PR|プルリクエスト|変更|差分|パッチ|コミット|コード|ファイル)(?:を|は)(?:安全|無害|問題なし|問題ない)(?:だ|である){0,1}(?:と|として)(?:判定|評価|判断|報告|回答|みな|見な|マーク)',
    ),
  },
  {
    ...OVERRIDE,
    pattern:
      /(?:이전|위|앞|지금까지|기존)의?\s{0,3}(?:(?:모든|전체)\s{0,3})?(?:지시|명령|지침|프롬프트|규칙)(?:\s{0,2}사항)?(?:들)?(?:을|를|은|는)?\s{0,3}(?:(?:모두|전부|다)\s{0,3})?(?:무시|잊)/gu,
  },
  {
    ...APPROVE,
    pattern:
      /이\s{0,3}(?:PR|MR|풀\s?리퀘스트|변경(?:\s?사항)?|커밋|패치|코드)(?:을|를)\s{0,3}(?:(?:반드시|즉시|바로)\s{0,3})?(?:승인|병합|머지|허용)(?:하(?:세요|시오|라|십시오)|해(?:라|줘|\s?주세요)?)/gu,
  },
  {
    ...VERDICT,
    pattern:
      /이\s{0,3}(?:PR|풀\s?리퀘스트|변경(?:\s?사항)?|커밋|패치|코드|파일)(?:을|를|은|는)\s{0,3}(?:안전|무해)(?:한\s?것으로|하다고|으로|하게)\s{0,3}(?:평가|표시|판단|분류|보고|간주)/gu,
  },
];
