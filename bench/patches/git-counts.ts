import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What git counts in one file of a patch; null counts are those of binary content. */
export interface FileCounts {
  readonly path: string;
  readonly added: number | null;
  readonly deleted: number | null;
}

/** What git says of a patch: its counts, or its first complaint. */
export type GitCounts =
  | {
      readonly kind: 'accepted';
      readonly files: readonly FileCounts[];
      /** Set when git accepts it with `-p0` alone. */
      readonly unstripped?: true;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Outside of any repository, and with nobody's configuration. */
const OPTIONS = {
  cwd: mkdtempSync(join(tmpdir(), 'patches-')),
  env: {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CEILING_DIRECTORIES: '/',
    LC_ALL: 'C',
  },
};

const countOf = (text: string | undefined): number | null => (text === '-' ? null : Number(text));

const filesOf = (output: string): readonly FileCounts[] =>
  output
    .split('\0')
    .filter(Boolean)
    .map((entry) => {
      const [added, deleted, ...path] = entry.split('\t');
      return { path: path.join('\t'), added: countOf(added), deleted: countOf(deleted) };
    });

const numstat = (patch: Buffer, ...options: readonly string[]): Promise<GitCounts> =>
  new Promise((resolve, reject) => {
    const child = spawn('git', ['apply', '--numstat', '-z', ...options], OPTIONS);
    const [output, complaints]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => complaints.push(chunk));
    child.stdin.on('error', () => {});
    child.once('error', reject);
    child.once('close', (code) => {
      const complaint = /^(?:error|fatal): (.*)$/m.exec(Buffer.concat(complaints).toString('latin1'))?.[1];
      // With --numstat git may complain and still end well.
      if (code === 0 && complaint === undefined) {
        resolve({ kind: 'accepted', files: filesOf(Buffer.concat(output).toString('latin1')) });
      } else resolve({ kind: 'refused', reason: complaint ?? `exit code ${code}` });
    });
    child.stdin.end(patch);
  });

/** What `git apply --numstat` counts, or where it refuses that, what it counts with `-p0`. Paths have one character per byte. */
export const gitCounts = async (patch: Buffer): Promise<GitCounts> => {
  const counts = await numstat(patch);
  if (counts.kind === 'accepted') return counts;
  const unstripped = await numstat(patch, '-p0');
  return unstripped.kind === 'accepted' ? { ...unstripped, unstripped: true } : counts;
};
