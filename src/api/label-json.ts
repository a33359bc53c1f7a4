import { type LabelEvidence, type PullLabel, parseDid, SETTLED_AFTER_US } from '../domain/index.ts';
import type { ReadModel } from '../pipeline/index.ts';
import { timeText } from './context.ts';

/** How a pull request turned out, as the API says it; null where it has no label, which an open one never has. */
export const labelJson = (label: PullLabel | null, model: ReadModel) =>
  label === null
    ? null
    : {
        outcome: label.outcome,
        cleanMerge: label.cleanMerge,
        finishedAt: timeText(label.finishedAtUs),
        /** Until when a merge that stands is not known to be clean; null where that does not matter. */
        openUntil: label.evidence.some(({ kind }) => kind === 'unsettled')
          ? timeText(label.finishedAtUs + SETTLED_AFTER_US)
          : null,
        evidence: label.evidence.map((each) => evidenceOf(each, model)),
      };

/** `prId` where it is a pull request that is still there; `did` is who wrote it, or the record. */
const evidenceOf = ({ kind, by, atUs, detail }: LabelEvidence, model: ReadModel) => {
  const did = parseDid(by.split('/')[2]);
  const handle = did === null ? null : model.handleOf(did);
  return { kind, by, prId: model.pull(by)?.prId ?? null, did, handle, at: timeText(atUs), detail };
};
