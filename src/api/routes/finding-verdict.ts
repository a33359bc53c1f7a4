import { Hono } from 'hono';
import { z } from 'zod';
import { parseDid } from '../../domain/index.ts';
import { guardsOf, OPERATOR } from '../auth.ts';
import { bodyOf, bodyUpTo } from '../body.ts';
import { type ApiParts, notFound, timeText, unprocessable } from '../context.ts';
import { deskOf } from '../desk-of.ts';
import { queryOf } from '../paging.ts';

const shape = z.strictObject({
  pull: z.string().min(1).max(2048),
  source: z.string().trim().min(1).max(100),
  rule: z.string().max(200).default(''),
  file: z.string().max(4096).default(''),
  line: z.number().int().min(0).max(10_000_000).default(0),
  verdict: z.enum(['confirmed', 'false-alarm', 'missed'], 'must be confirmed, false-alarm or missed'),
  note: z.string().trim().max(1000).nullish(),
});

/**
 * Whether sources were right about a change: `GET /trust/findings/verdict?pull=` what was said so far and counts, `POST` one
 * more. `pull` is its at-uri or a demo id.
 */
export const findingVerdictRoute = ({ model, reputation, credentials }: ApiParts): Hono => {
  const entryOf = (id: string) => {
    const pull = model().pull(id);
    if (pull === null) throw notFound(`no pull request ${id.slice(0, 200)} is known`);
    return pull.entry;
  };
  return new Hono()
    .get('/trust/findings/verdict', async (c) => {
      const { pull: id } = queryOf(shape.pick({ pull: true }), c.req.query());
      const desk = deskOf(reputation);
      const { handleOf } = model();
      const items = (await desk.findingVerdicts(entryOf(id).uri)).map(
        ({ source, rule, file, line, verdict, by, atUs }) => {
          const did = parseDid(by);
          return { source, rule, file, line, verdict, by, handle: did && handleOf(did), at: timeText(atUs) };
        },
      );
      return c.json({ items });
    })
    .post('/trust/findings/verdict', guardsOf(credentials).operator, bodyUpTo(64), async (c) => {
      const { pull: id, note = null, ...said } = await bodyOf(c, shape);
      const desk = deskOf(reputation);
      const { uri, repo, author } = entryOf(id);
      if (repo === null) throw unprocessable('the repository of this pull request is not known yet');
      const act = { by: OPERATOR, reason: note };
      const { atUs, ...kept } = await desk.findingVerdict({ ...said, pull: uri, repo, author }, act);
      return c.json({ ...kept, at: timeText(atUs) });
    });
};
