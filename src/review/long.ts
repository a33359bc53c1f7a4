import { toolInput } from './claude/reply.ts';
import type { Course } from './course.ts';
import type { Inquiry } from './inquiry.ts';
import { reportsAlone, withReports } from './joined-verdict.ts';
import { navigate } from './navigate/navigate.ts';
import { picked } from './probe.ts';
import { putToProbe } from './put-to-probe.ts';
import { type PartMatter, partMatters, partRequest, sweep, troubleOfMost } from './sweep.ts';
import type { Part } from './text/parts.ts';
import { REPORT_PART } from './tools.ts';
import { saidReport } from './verdict.ts';

const SUSPECT = ['instructions', 'concealment'];

const isSuspect = ({ findings }: PartMatter): boolean => findings.some(({ source }) => SUSPECT.includes(source));

/** The part that the danger is planted beside: one that may hold what steers a reviewer, if any does. */
const probedPart = (matters: readonly PartMatter[], secret: string, diffHash: string): PartMatter | undefined => {
  const suspects = matters.filter(isSuspect);
  return picked(suspects.length > 0 ? suspects : matters, secret, `part\n${diffHash}`);
};

/**
 * Reads a diff that is too long to be read at once: every part by itself, then the whole by way of their index. Then,
 * should it pass, one of the parts that were read is put to the probe.
 */
export const readLong = async (inquiry: Inquiry, parts: readonly Part[], secret: string): Promise<Course> => {
  const matters = partMatters(inquiry, parts);
  const results = await sweep(inquiry, matters);
  const reports = results.map((result) => result?.value ?? null);
  const course = {
    parts: parts.map(({ handle, start, end }, index) => {
      const report = reports[index] ?? null;
      return { handle, bytes: end - start, read: report !== null, risk: report?.risk ?? null };
    }),
    read: parts.filter((_, index) => reports[index]),
    steps: [],
    probe: 'not-asked',
  } as const;
  const trouble = troubleOfMost(results);
  if (trouble) return { ...course, outcome: reportsAlone(trouble, reports) };
  const { asked, steps } = await navigate(inquiry, parts, reports);
  if (asked.trouble) return { ...course, steps, outcome: reportsAlone(asked.trouble, reports) };
  const matter = probedPart(
    matters.filter((_, index) => reports[index]),
    secret,
    inquiry.layout.hash,
  );
  if (!matter) return { ...course, steps, outcome: { kind: 'unreadable', reason: 'no part was read' } };
  const probed = await putToProbe(withReports(asked.value, reports), {
    inquiry,
    secret,
    requestWith: (planted) => partRequest(inquiry.paid.model, matter, planted),
    read: (reply) => toolInput(reply, REPORT_PART.name, saidReport),
  });
  return { ...course, steps, ...probed };
};
