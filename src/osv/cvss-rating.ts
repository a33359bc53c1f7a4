import type { OsvSeverity } from './osv-advisories.ts';

/** Weights of CVSS 3.1, section 7.4, by metric and value. Privileges weigh otherwise when the scope changes. */
const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const PRIVILEGES_WHEN_SCOPE_CHANGES: Readonly<Record<string, number>> = { N: 0.85, L: 0.68, H: 0.5 };

/** CVSS 3.1, appendix A: up to one decimal, safe from floating point. */
const roundUp = (value: number): number => Math.ceil(Math.round(value * 100_000) / 10_000) / 10;

const baseScore = (vector: string): number | null => {
  const metrics = new Map(
    vector
      .split('/')
      .map((part): [string, string] => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  );
  const weigh = (metric: string): number => WEIGHTS[metric]?.[metrics.get(metric) ?? ''] ?? Number.NaN;
  const changes = metrics.get('S') === 'C';
  const privileges = changes ? (PRIVILEGES_WHEN_SCOPE_CHANGES[metrics.get('PR') ?? ''] ?? Number.NaN) : weigh('PR');
  const iss = 1 - (1 - weigh('C')) * (1 - weigh('I')) * (1 - weigh('A'));
  const impact = changes ? 7.52 * (iss - 0.029) - 3.25 * (iss - 0.02) ** 15 : 6.42 * iss;
  const exploitability = 8.22 * weigh('AV') * weigh('AC') * privileges * weigh('UI');
  const sum = impact + exploitability;
  if (Number.isNaN(sum)) return null;
  return impact <= 0 ? 0 : roundUp(Math.min(changes ? 1.08 * sum : sum, 10));
};

/**
 * The qualitative rating (CVSS 3.1, section 5) of the base score of a version 3 vector. Null for other versions, for a
 * vector that lacks a base metric, and for a score of 0.
 */
export const cvssRating = (vector: string): OsvSeverity | null => {
  if (!/^CVSS:3\.[01]\//.test(vector)) return null;
  const score = baseScore(vector);
  if (score === null || score === 0) return null;
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'moderate' : 'low';
};
