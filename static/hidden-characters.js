// @ts-check
/**
 * Characters a reader cannot see or that reorder what is read, made visible. Prose keeps what languages need
 * (joiners, marks of direction); code keeps nothing hidden.
 */

/** @typedef {{ kind: 'text', text: string } | { kind: 'hidden', code: string, name: string }} Part */

// Controls except tab, bidi embeddings, overrides and isolates, zero-width space, word joiner, BOM, tag characters.
const IN_PROSE = String.raw`\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}`;
const IN_CODE = String.raw`${IN_PROSE}\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200C-\u200F\u3164\uFE00-\uFE0F\uFFA0\u{E0100}-\u{E01EF}`;

const prose = new RegExp(`[${IN_PROSE}]`, 'gu');
const code = new RegExp(`[${IN_CODE}]`, 'gu');

/** @type {Record<number, string>} */
const NAMES = {
  173: 'soft hyphen',
  8203: 'zero-width space',
  8204: 'zero-width non-joiner',
  8205: 'zero-width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'pop directional formatting',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8288: 'word joiner',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'pop directional isolate',
  65279: 'byte order mark',
};

/** @param {string} character */
const hidden = (character) => {
  const point = character.codePointAt(0) ?? 0;
  const hex = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return /** @type {Part} */ ({ kind: 'hidden', code: hex, name: NAMES[point] ?? 'invisible character' });
};

/**
 * The text cut at every hidden character, in order; nothing is lost.
 * @param {string} text
 * @param {'prose' | 'code'} reading
 * @returns {Part[]}
 */
export const parts = (text, reading) => {
  /** @type {Part[]} */
  const found = [];
  let from = 0;
  for (const match of text.matchAll(reading === 'code' ? code : prose)) {
    if (match.index > from) found.push({ kind: 'text', text: text.slice(from, match.index) });
    found.push(hidden(match[0]));
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ kind: 'text', text: text.slice(from) });
  return found;
};
