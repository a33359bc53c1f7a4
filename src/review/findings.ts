import type { BlindFinding, Finding, Severity } from '../domain/index.ts';
import { fenced } from './text/fence.ts';
import type { Layout } from './text/layout.ts';
import type { Part } from './text/parts.ts';

const MOST = 200;
const GRAVITY: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/** By code unit, never by locale: the order must be the same on every machine. */
const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b);

const byPlace = (a: Finding, b: Finding): number =>
  compareText(a.file, b.file) ||
  a.line - b.line ||
  compareText(a.side, b.side) ||
  compareText(a.source, b.source) ||
  compareText(a.rule, b.rule) ||
  compareText(a.quote, b.quote) ||
  compareText(a.message, b.message);

const told = ({ severity, source, rule, file, line, side, quote, message }: Finding): string =>
  `${JSON.stringify({ severity, source, rule, file, line, side, quote, message })}\n`;

/**
 * The machine findings as a reviewer is sent them: fenced, one JSON object a line, by file and line, whatever order
 * they came in. Of more than 200 the gravest; how many were left out is said.
 */
export const findingsText = (findings: readonly BlindFinding[]): string => {
  const gravest = findings
    .toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || byPlace(a, b))
    .slice(0, MOST);
  const left = findings.length - gravest.length;
  const lines = gravest.sort(byPlace).map(told).join('');
  return fenced(`${lines}${left > 0 ? `{"leftOut":${left}}\n` : ''}`, 'findings').text;
};

const keyOf = (file: string, side: string, line: number): string => `${side}\0${line}\0${file}`;

/** Byte offsets of the rows that findings point at. */
const placesOf = (layout: Layout, findings: readonly BlindFinding[]): ReadonlyMap<string, number> => {
  const wanted = new Set(findings.map(({ file, side, line }) => keyOf(file, side, line)));
  const places = new Map<string, number>();
  for (const { file, line, start } of layout.rows) {
    const path = layout.files[file]?.path ?? '';
    for (const key of [keyOf(path, 'new', line?.newLine ?? 0), keyOf(path, 'old', line?.oldLine ?? 0)]) {
      if (wanted.has(key) && !places.has(key)) places.set(key, start);
    }
  }
  return places;
};

const indexAt = (parts: readonly Part[], byte: number): number => {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((parts[middle]?.start ?? 0) <= byte) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
};

/**
 * For each part, the findings in it. One that points at no line of the diff goes with its file's first part, and with
 * the first part of all where there is no such file: none is lost.
 */
export const findingsByPart = (
  layout: Layout,
  parts: readonly Part[],
  findings: readonly BlindFinding[],
): readonly (readonly BlindFinding[])[] => {
  const byPart = parts.map((): BlindFinding[] => []);
  const places = placesOf(layout, findings);
  const fileStart = (path: string): number => {
    const file = layout.files.findIndex((one) => one.path === path);
    return layout.rows[layout.fileRows[file] ?? 0]?.start ?? 0;
  };
  for (const finding of findings) {
    const byte = places.get(keyOf(finding.file, finding.side, finding.line)) ?? fileStart(finding.file);
    byPart[indexAt(parts, byte)]?.push(finding);
  }
  return byPart;
};
