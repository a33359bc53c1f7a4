import type { Found } from '../../text/collect.ts';
import type { FileFacts } from '../file-facts.ts';
import { found } from '../found.ts';

/** Changed lines about packages that the hunk does not name: said once per file, never guessed. */
export function* unnamedPackages({ file, new: fresh }: FileFacts): Generator<Found> {
  const [first] = fresh.unnamed;
  if (first === undefined) return;
  const count = fresh.unnamed.length;
  const message = `${count === 1 ? 'This line speaks' : `This line and ${count - 1} others speak`} of a package whose name the diff does not show, so it was not looked up.`;
  yield found('package-unknown', 'low', { file: file.path, line: first }, message);
}
