import { blind, type Identity, parsePatch, peopleIn, unpackPatch } from '../diff/index.ts';
import { AppError, type BlindChange } from '../domain/index.ts';

/**
 * One diff as a reviewer is sent it. Whom its mails name is taken out besides what is known of the author.
 * @throws AppError when the diff cannot be read to its end, with the reason.
 */
export const blindDiff = (bytes: Uint8Array, author: Identity): BlindChange => {
  const unpacked = unpackPatch(bytes);
  if (unpacked.kind === 'too-large')
    throw new AppError(`the diff is over ${unpacked.limitBytes} bytes, too large to review`);
  if (unpacked.kind !== 'text') throw new AppError(`cannot read the diff: ${unpacked.reason}`);
  const parsed = parsePatch(unpacked.bytes);
  if (parsed.kind !== 'change') throw new AppError(`cannot read the diff: ${parsed.reason}`);
  const people = peopleIn(unpacked.bytes);
  const identity = {
    ...author,
    names: [...author.names, ...people.names],
    emails: [...author.emails, ...people.emails],
  };
  return blind(parsed.change, identity).blind;
};
