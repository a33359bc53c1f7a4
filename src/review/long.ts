import { toolInput } from './claude/reply.ts';
import type { Course } from './course.ts';
import type { Inquiry } from './inquiry.ts';
import { reportsAlone, withCutRuns, withReports } from './joined-verdict.ts';
import { navigate } from './navigate/navigate.ts';
import { type Probe, putToProbe } from './put-to-probe.ts';
import { type PartMatter, partBlock, partMatters, partRequest, sweep, troubleOfMost } from './sweep.ts';
import { hasCutRun } from './text/cut-runs.ts';
import type { Part } from './text/parts.ts';
import { REPORT_PART } from './tools.ts';
import { type HeldVerdict, type PartReport, saidReport } from './verdict.ts';

/** A part's second reading. Its dangers go by its own text: an unchanged part of a later diff is the same question. */
const probeOf = ({ paid }: Inquiry, matter: PartMatter): Probe => ({
  about: `part\n${partBlock(matter).nonce}`,
  paths: matter.part.files.map(({ path }) => path),
  requestWith: (planted) => partRequest(paid.model, matter, planted),
  read: (reply) => toolInput(reply, REPORT_PART.name, saidReport),
});

/** What the whole comes to by who decided on it and by who read its parts. */
const joinedVerdict = (
  { layout }: Inquiry,
  parts: readonly Part[],
  { held, reports }: { readonly held: HeldVerdict; readonly reports: readonly (PartReport | null)[] },
): HeldVerdict => {
  const joined = withReports(held, reports);
  return hasCutRun(layout, parts) ? withCutRuns(joined) : joined;
};

/**
 * Reads a diff that is too long to be read at once: every part by itself, then the whole by way of their index. Then,
 * should it pass, every part is put to the probe. Who decides on the whole is not: it can take nothing back that a part's
 * reader flagged gravely, so what steers it alone wins nothing; what steers a reader too is found out in that part.
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
  const probed = await putToProbe(joinedVerdict(inquiry, parts, { held: asked.value, reports }), {
    inquiry,
    secret,
    probes: matters.filter((_, index) => reports[index]).map((matter) => probeOf(inquiry, matter)),
  });
  return { ...course, steps, ...probed };
};
