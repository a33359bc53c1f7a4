import { describe, expect, it } from 'vitest';
import { PLANTED_BASELINES, PLANTED_FEATURES, planted } from '../training/testing.ts';
import { judgeSage } from './judge-sage.ts';
import type { Ties } from './ties.ts';
import { gnnVerdictFromJson } from './verdict-json.ts';

const nobody: Ties = { people: 401, vouches: [], merges: [] };
const sage = { hidden: 8, epochs: 60, patience: 10 };
const options = { baselines: PLANTED_BASELINES, resamples: 100, compare: { sage, windows: 2 } };

describe('GraphSAGE, judged', () => {
  it('says in words that there are too few examples, and is not served', () => {
    const { report, model } = judgeSage(planted(30).dataset, PLANTED_FEATURES, nobody, options);
    expect(report).toMatchObject({ served: false, verdict: null, rows: { all: 30 } });
    expect(report.reason).toMatch(/^Too few data/);
    expect(model).toBeNull();
  });

  it('is compared with the trees and not served where it tells nothing more', () => {
    const { report, model } = judgeSage(planted(1500).dataset, PLANTED_FEATURES, nobody, options);
    expect(report).toMatchObject({ served: false, verdict: { served: false, figures: { rows: report.rows.test } } });
    expect(report.reason).toMatch(/^GraphSAGE is .* not served\. On \d+ held-out changes/);
    expect(model).toBeNull();
    const { verdict } = JSON.parse(JSON.stringify(report));
    expect(gnnVerdictFromJson(verdict)).toEqual(report.verdict);
  }, 60_000);
});
