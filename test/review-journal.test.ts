import { journalContract } from '../src/review/claude/test-journal.ts';
import type { ModelReply } from '../src/review/index.ts';
import { reviewStore } from '../src/store/index.ts';
import { scratchStore } from './store-harness.ts';

journalContract(
  'the journal in the database',
  async (clock) => reviewStore<ModelReply>(scratchStore(), () => clock.nowMs * 1000).journal,
);
