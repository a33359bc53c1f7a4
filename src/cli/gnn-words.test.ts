import { describe, expect, it } from 'vitest';
import { tinyGnnModel, tinyReport } from '../learn/graphsage/gnn.testing.ts';
import { gnnWords } from './gnn-words.ts';

const model = tinyGnnModel('e'.repeat(64));

describe('a comparison in words', () => {
  it('shows each seed beside the trees, and says of a winner that it decides once it is kept', () => {
    const words = gnnWords(tinyReport(model));
    expect(words).toMatch(/^As it was measured\.\n/);
    expect(words).toMatch(/examples {4}1100: 600 learned from, 150 calibrated on, 300 held out/);
    expect(words).toMatch(/the trees +0\.750 +0\.450/);
    expect(words).toMatch(/GraphSAGE, mean +0\.803 +\+0\.053 +\+0\.033 to \+0\.073 +0\.400 +yes/);
    expect(words.match(/ {2}from seed \d .* yes$/gm)).toHaveLength(5);
    expect(words).toMatch(/holds {3}at least 200 held-out changes: 300/);
    expect(words).toContain(`GraphSAGE may decide. It is kept as model ${model.id.slice(0, 12)}.`);
    expect(words).toMatch(/Once this is kept, GraphSAGE decides in place of the trees .*\.$/);
  });

  it('says of a loser that it may not decide', () => {
    const words = gnnWords(tinyReport(model, { aucs: [0.74, 0.74, 0.75, 0.75, 0.76] }));
    expect(words).toMatch(/from seed 1 +0\.740 +−0\.010 .* no$/m);
    expect(words).toMatch(/GraphSAGE may not decide\. Once this is kept, the trees decide, or structural trust/);
    expect(words).not.toContain('kept as model');
  });

  it('shows no table where nothing could be compared', () => {
    const words = gnnWords({ ...tinyReport(model), qualifies: false, verdict: null, model: null });
    expect(words).not.toContain('the trees  ');
    expect(words).toContain('GraphSAGE may not decide.');
  });
});
