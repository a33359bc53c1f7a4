import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one line that any machine can read: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      if (tests.length === 0 && !module.ok()) count.failed += 1;
      for (const test of tests) {
        const { state } = test.result();
        if (state === 'passed') count.passed += 1;
        else if (state === 'failed') count.failed += 1;
        else if (state === 'skipped') count.skipped += 1;
      }
    }
    // After the other reporters have had their say.
    process.once('beforeExit', () => this.#print(count));
    process.once('exit', () => this.#print(count));
  }

  #printed = false;

  #print({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): void {
    if (this.#printed) return;
    this.#printed = true;
    process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  }
}
