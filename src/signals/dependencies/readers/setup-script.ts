import { Notes, stated } from '../notes.ts';
import { LONGEST_LINE_CHARS, type Reader } from '../reading.ts';
import { pythonRequirement, quotedRequirements } from './python-requirement.ts';

const ARRAY = /\b(?:install_requires|setup_requires|tests_require|extras_require|requires)\s{0,20}=\s{0,20}[[{(]/;
const CFG_KEY = /^(?:install_requires|setup_requires|tests_require)\s{0,20}=\s{0,20}(.{0,500})$/;

/** `setup.py`: requirements, and commands of its own for building and installing. */
export const readSetupPy: Reader = (lines) => {
  const notes = new Notes('PyPI', false);
  let isInside = false;
  for (const line of lines) {
    const text = line.text.trim();
    if (text.length > LONGEST_LINE_CHARS || text.startsWith('#')) continue;
    if (/\bcmdclass\s{0,20}=/.test(text)) notes.setting('script', 'cmdclass', stated(text, line));
    const opens = ARRAY.test(text);
    if (opens) isInside = true;
    for (const { name, range, source } of quotedRequirements(opens ? text.replace(/^.*?=/, '') : text)) {
      // Elsewhere only what has a specifier is a requirement, and classifiers have none.
      if (isInside || (range !== null && /^["']/.test(text))) notes.package(name, range, line, source);
    }
    if (isInside && /[\])}]\s{0,20},?$/.test(text) && !/\[[^\]]*\]\s{0,20}["']/.test(text)) isInside = false;
  }
  return notes.finish();
};

/** `setup.cfg`: requirements on the indented lines under their key. */
export const readSetupCfg: Reader = (lines) => {
  const notes = new Notes('PyPI', false);
  let isInside = false;
  for (const line of lines) {
    const { text } = line;
    if (text.length > LONGEST_LINE_CHARS || /^\s*[#;]/.test(text)) continue;
    const first = CFG_KEY.exec(text)?.[1];
    const isNested = /^\s/.test(text);
    if (!isNested) isInside = first !== undefined || (text === '' && isInside);
    const requirement = pythonRequirement(first ?? text);
    if (requirement === null) continue;
    const { name, range, source } = requirement;
    if (first !== undefined || (isNested && (isInside || range !== null))) notes.package(name, range, line, source);
  }
  return notes.finish();
};
