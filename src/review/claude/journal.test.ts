import { memoryJournal } from './journal.ts';
import { journalContract } from './test-journal.ts';

journalContract('memoryJournal', async (clock) => memoryJournal(() => clock.nowMs));
