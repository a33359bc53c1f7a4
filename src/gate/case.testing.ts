import type { Did, Evidence, Finding, GateInputs } from '../domain/index.ts';
import { contentOf } from './content-risk.ts';
import { decide } from './decide.ts';
import type { Case } from './explain.ts';
import { weightsIn } from './fusion.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { BASE } from './table.testing.ts';

export const did = (name: string): Did => `did:plc:${name}` as Did;

const EVIDENCE: Evidence = {
  path: [{ did: did('mira'), standing: 1 }],
  vouchers: [],
  eigentrust: 0.2,
  standing: 0.8,
  opinion: 0.5,
  findings: [],
  coverage: { files: [], bytes: 120, unreadBytes: 0, messageBytes: 0, messagesReadBy: [], sources: [] },
  verdict: null,
  diffHash: 'ab',
  asOfUs: Date.UTC(2026, 10, 21) * 1000,
};

export const finding = (change: Partial<Finding> = {}): Finding => ({
  source: 'sast',
  rule: 'r',
  severity: 'high',
  file: 'a.ts',
  line: 1,
  side: 'new',
  quote: '',
  message: 'This is dangerous.',
  ...change,
});

/**
 * A case in which the content is what its evidence amounts to, by the weights in its fusion, unless it is given; caps of the
 * weighing are added to those given.
 */
export const caseOf = (
  change: Partial<GateInputs>,
  facts: Partial<Evidence> = {},
  { policy = DEFAULT_POLICY, ...more }: Partial<Case> = {},
): Case => {
  const said = { ...EVIDENCE, ...facts };
  const { content, fusion, caps } = contentOf(said.findings, policy, said, weightsIn(said));
  const evidence = { ...said, ...(fusion && { fusion }) };
  const inputs = {
    ...BASE,
    content,
    ...change,
    caps: [...(change.caps ?? []), ...(change.content === null ? [] : caps)],
  };
  return {
    outcome: decide(inputs, policy),
    inputs,
    evidence,
    policy,
    nameOf: (person) => person.slice('did:plc:'.length),
    reach: { byMaintainer: 0.85, byVouched: 0.7225, starter: 'maintainer' },
    ...more,
  };
};

/** A file of the coverage that nobody read: binary without hunks, else text. */
export const unreadFile = (path: string, hunks: number) => ({
  path,
  added: hunks,
  deleted: 0,
  hunks,
  lines: hunks,
  bytes: 9,
  headerBytes: 3,
  readBy: [],
  readInPart: [],
  unread: Array.from({ length: hunks }, (_, hunk) => ({ hunk, newStart: hunk + 1, lines: 1 })),
});
