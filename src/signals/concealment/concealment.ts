import type { Change } from '../../domain/index.ts';
import type { Signal } from '../signal.ts';
import { collect, type Found } from '../text/collect.ts';
import { binaries } from './binaries.ts';
import { decodedAndRun } from './decoded-and-run.ts';
import { encodedAddresses } from './encoded-address.ts';
import { encodedBlobs } from './encoded-blobs.ts';
import { foreignNames } from './foreign-names.ts';
import { becomeLinks, links } from './links.ts';
import { longLines } from './long-lines.ts';
import { oddModes } from './modes.ts';
import { caseTwins, oddName } from './paths.ts';
import { statedArea } from './stated-area.ts';
import { submodules } from './submodules.ts';
import { unseenCharacters } from './unseen-characters.ts';

/** What one file of the change says by itself. */
const OF_FILES = [
  unseenCharacters,
  oddName,
  oddModes,
  links,
  submodules,
  longLines,
  encodedBlobs,
  encodedAddresses,
  decodedAndRun,
];
/** What shows when files are held against each other, or against the messages. */
const OF_CHANGES = [caseTwins, becomeLinks, binaries, foreignNames, statedArea];

function* report(change: Change): Generator<Found> {
  for (const file of change.files) for (const rules of OF_FILES) yield* rules(file);
  for (const rules of OF_CHANGES) yield* rules(change);
}

/**
 * What makes a change read otherwise than it runs. Characters (Boucher and Anderson, "Trojan Source", 2021): controls of
 * the direction of text, invisible ones, words of letters from two alphabets or of look-alikes (UTS 39). Lines that
 * nobody reads to their end, encoded data, and code that runs what it decodes. Binary files, executable bits, links and
 * submodules; names that lead elsewhere (CWE-22). And commits that change more than their message says.
 * What scripts and emoji need is left alone: joiners between their letters, tags in flags, a byte order mark at the
 * start of a file, direction marks in right-to-left prose.
 */
export const concealment: Signal = {
  id: 'concealment',
  version: 4,
  readsMessages: true,
  run: (change) => collect(report(change)),
};
