import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrawnTask } from './drawn-task.ts';

/** What XGBoost took and said, in seconds of the process and of the clock; best of the runs. */
export interface Peer {
  readonly version: string;
  readonly train: { readonly cpu: number; readonly wall: number };
  /** Per row. */
  readonly predict: number;
  readonly explain: number;
  /** Log-odds of the test rows. */
  readonly margins: Float64Array;
}

const script = `
import sys, time, json, numpy as np, xgboost as xgb
folder, width, runs, trees, leaves = sys.argv[1], *map(int, sys.argv[2:])
read = lambda name, kind: np.fromfile(folder + '/' + name, kind)
X, y, T = read('x', np.float64).reshape(-1, width), read('y', np.uint8), read('t', np.float64).reshape(-1, width)
settings = dict(tree_method='hist', grow_policy='lossguide', max_leaves=leaves, max_depth=0, eta=.1, max_bin=255,
                nthread=1, objective='binary:logistic', verbosity=0)
def best(act):
    cpu, wall = 1e9, 1e9
    for _ in range(runs):
        c, w = time.process_time(), time.perf_counter(); out = act()
        cpu, wall = min(cpu, time.process_time() - c), min(wall, time.perf_counter() - w)
    return out, dict(cpu=cpu, wall=wall)
model, train = best(lambda: xgb.train(settings, xgb.DMatrix(X, y, nthread=1), trees))
margins, predict = best(lambda: model.predict(xgb.DMatrix(T, nthread=1), output_margin=True))
few = xgb.DMatrix(T[:1000], nthread=1)
_, explain = best(lambda: model.predict(few, pred_contribs=True))
margins.astype(np.float64).tofile(folder + '/margins')
print(json.dumps(dict(version=xgb.__version__, train=train, predict=predict['cpu'] / len(T), explain=explain['cpu'] / 1000)))
`;

/** XGBoost on the same rows with one thread, or null where python3 has none. */
export const withXgboost = (train: DrawnTask, test: DrawnTask, size: readonly number[]): Peer | null => {
  const folder = mkdtempSync(join(tmpdir(), 'xgboost-'));
  try {
    writeFileSync(join(folder, 'x'), train.matrix.values);
    writeFileSync(join(folder, 'y'), train.labels);
    writeFileSync(join(folder, 't'), test.matrix.values);
    const argv = ['-c', script, folder, String(train.matrix.columns.length), ...size.map(String)];
    const said = JSON.parse(
      execFileSync(pythonWithXgboost(), argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
    const margins = new Float64Array(new Uint8Array(readFileSync(join(folder, 'margins'))).buffer);
    return { ...said, margins };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The python3 that is first on the path, or the system's, where Debian puts python3-xgboost. */
const pythonWithXgboost = (): string => {
  try {
    execFileSync('python3', ['-c', 'import xgboost'], { stdio: 'ignore' });
    return 'python3';
  } catch {
    return '/usr/bin/python3';
  }
};
