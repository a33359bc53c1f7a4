import { refuse, shown } from './csv-record.ts';

/** One edge as a file gives it. */
export interface EdgeFields {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

/** Whether a record is a line with nothing on it. */
export const isBlank = (record: readonly string[]): boolean => record.length === 1 && record[0]?.trim() === '';

/** Whether a first record names columns: from/to or source/target, in any case, and a third field that is no number. */
export const isHeader = ([from = '', to = '', weight = '']: readonly string[]): boolean =>
  /^(from,to|source,target)$/i.test(`${from.trim()},${to.trim()}`) && numberOf(weight) === null;

/** The edge of a record on a line. @throws AppError naming line and value when it is none. */
export const edgeOf = (record: readonly string[], line: number): EdgeFields => {
  const [from = '', to = '', weightText = ''] = record;
  const no = (why: string): never => refuse(`line ${line}`, why);
  if (record.length !== 3) no(`expected 3 fields (from,to,weight), got ${record.length}: ${shown(record.join(','))}`);
  if (from === '' || to === '') no(`expected an id, got an empty one: ${shown(record.join(','))}`);
  const weight = numberOf(weightText) ?? no(`expected a finite number as weight, got ${shown(weightText)}`);
  return { from, to, weight };
};

/** The finite decimal number a text is, or null: neither '' nor hexadecimal nor infinity is one here. */
export const numberOf = (text: string): number | null => {
  const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text);
  return decimal && Number.isFinite(Number(text)) ? Number(text) : null;
};
