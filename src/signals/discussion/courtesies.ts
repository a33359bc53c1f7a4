/**
 * Expressions for what people say to be polite or to approve, beside the phrases of `gratitude.ts`. Each matches whole
 * words, in any case, unless its language writes none.
 */

/** Approvals: they say yes, and nothing of what was looked at. */
export const APPROVALS: readonly string[] = [
  ...[
    'lgtm',
    'looks (?:all )?(?:good|great|fine|perfect)',
    'approv(?:ed?|ing|al)',
    'ship(?:ping)? it',
    'good to (?:go|merge)',
  ],
  ...[
    'ready to (?:go|merge|ship)',
    'all good',
    'sounds (?:good|great)',
    'works for me',
    'no (?:further )?(?:concerns|objections|notes)',
  ],
  ...['sieht (?:gut|super) aus', 'passt(?: so)?', 'genehmigt', 'freigegeben'],
  ...['approuvée?', 'ça me va', "ça a l['’]air bien", 'parfait'],
  ...['aprobado', 'se ve (?:muy )?bien', 'aprovado', 'parece (?:muito )?bom', 'approvato', 'sembra (?:ottimo|buono)'],
  ...['одобрено', 'одобряю', 'выглядит (?:хорошо|отлично)', 'всё хорошо', 'zatwierdzone', 'wygląda dobrze'],
  ...[
    'onaylandı',
    'harika görünüyor',
    'goedgekeurd',
    'ziet er goed uit',
    '승인(?:합니다|했습니다)?',
    '좋습니다',
    '좋아요',
  ],
];

/** Thanks, answers to thanks, and praise. */
export const WARM_COURTESIES: readonly string[] = [
  ...["you['’]?re (?:(?:so|very|most) )?welcome", 'you are (?:so|very|most) welcome', 'glad (?:to|i could) help'],
  ...['(?:my|a|our) (?:absolute )?pleasure', 'pleasure (?:working|collaborating)', 'kind words', 'the pleasure is'],
  ...['appreciate(?! your help)d?', 'grateful(?! for the handoff)', 'gratitude', 'thankful'],
  ...[
    '(?:great|good|nice|excellent|amazing|fantastic|wonderful|awesome|incredible|brilliant|superb|outstanding) ' +
      '(?:work|job|stuff|effort|collaboration|contribution|teamwork|review)',
  ],
  ...['well done', 'kudos', 'congratulations', 'congrats'],
  ...['vielen dank', 'danke(?:schön)?', 'gern(?:e)? geschehen', 'merci', 'de rien', 'avec plaisir', 'je vous en prie'],
  ...['gracias', 'de nada', 'con gusto', 'obrigad[oa]', 'por nada', 'grazie', 'prego', 'bedankt', 'graag gedaan'],
  ...['спасибо', 'благодарю', 'пожалуйста', 'не за что', 'dziękuję', 'dzięki', 'proszę bardzo', 'nie ma za co'],
  ...[
    'teşekkür(?:ler| ederim)',
    'rica ederim',
    'tack(?: så mycket)?',
    'varsågod',
    '감사합니다',
    '고맙습니다',
    '천만에요',
    '별말씀을요',
  ],
];

/** The lightest: many people end every message with one of them. */
export const LIGHT_COURTESIES: readonly string[] = [
  ...['thanks(?! again)', 'thx', 'ty', 'tysm', 'cheers', 'np', 'nps', 'yw', 'no (?:problem|worries)', 'any ?time'],
  ...[
    'perfect',
    'awesome',
    'wonderful',
    'fantastic',
    'excellent',
    'nice',
    'great',
    'amazing',
    'looking forward',
    'happy to(?! help)',
  ],
];

/** Thanks and approvals in languages that write no blanks. */
export const CJK_COURTESIES: readonly string[] = [
  ...['谢谢', '感谢', '多谢', '不客气', '不用谢', '看起来(?:不错|很好)', '没问题', '同意', '批准', '辛苦了', '通过'],
  ...[
    'ありがとう',
    'どういたしまして',
    'いいですね',
    '承認',
    '問題(?:ありません|ないです)',
    'お疲れ様',
    '謝謝',
    '不客氣',
  ],
];

/** Signs: those that approve or thank, and those that merely smile. */
export const SIGNS = {
  full: [
    '👍',
    '\\+1(?!\\d)',
    ':\\+1:',
    ':shipit:',
    '✅',
    '🚢',
    '💯',
    '🙏',
    '🙇',
    '👏',
    '🙌',
    ':pray:',
    ':tada:',
    ':rocket:',
    '🎉',
    '🚀',
    '👌',
  ],
  light: ['❤', '😊', '🤝', '😄', '🥳', '💙', '💚', '✨', '🤗', ':heart:'],
} as const;
