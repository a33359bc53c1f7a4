import { fileStore } from './file-store.ts';
import { TrustManager } from './trust-manager.ts';

/** A process of the tests: `<file> <pair> <count> [endless]` outcomes, said on standard output once they are kept. */
const [file = '', own = '', count = '0', endless = ''] = process.argv.slice(2);
const manager = new TrustManager({ store: fileStore(file), nowUs: () => 0 });

const round = async (): Promise<void> => {
  const acts = Array.from({ length: Number(count) }, async (_, n) => {
    await manager.evaluate('shared', n % 2 === 0 ? 'all' : own, 'success');
    process.stdout.write(n % 2 === 0 ? 's' : 'o');
  });
  await Promise.all(acts);
};

do await round();
while (endless !== '');
