import { holdsOrder } from '../obedience/orders.ts';
import { type Heard, heardBy, heardIn } from '../reading/heard.ts';
import type { StandInModel } from './answer.ts';
import { type Judgement, judge, report } from './findings.ts';
import { isNavigation, navigate } from './navigator.ts';
import { writtenIn } from './obedient.ts';

const FENCE = '0'.repeat(32);

/**
 * Obeys whatever speaks to it, but only about the text in which that stands: every diff but the first is judged with
 * care. The worst that an attacker can hope for who knows that a danger may be planted beside the change.
 */
const deceived = (heard: Heard): Judgement => {
  if (!holdsOrder(writtenIn(heard))) return judge(heard);
  const [, ...others] = heard.fenced.filter(({ name }) => name === 'diff');
  const rest = others.map(({ text }) => `<diff nonce="${FENCE}">\n${text}</diff nonce="${FENCE}">`).join('\n');
  const { risk, flags } = judge(heardIn(rest));
  return flags.length === 0 ? { risk: 0, flags } : { risk, flags };
};

/** Is talked out of the change, and still finds what is planted beside it. */
export const sly: StandInModel = (request) =>
  isNavigation(request) ? navigate(request, deceived) : report(request, deceived(heardBy(request)));
