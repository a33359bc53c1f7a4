/** A body over the limit. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * Reads a body whole, or throws `BodyTooLarge` as soon as more than `maxBytes` have come out of it, whatever its
 * headers promise: what is counted is what is left after the transport's own compression.
 */
export const readBody = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  const tooLarge = new BodyTooLarge(`over ${maxBytes} bytes`);
  if (Number(response.headers.get('content-length')) > maxBytes) {
    await dropBody(response);
    throw tooLarge;
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream, and with it the connection.
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw tooLarge;
    parts.push(part);
  }
  return joined(parts, size);
};

/** Lets go of a body nobody reads; a connection that cannot even be closed cleanly is no news. */
export const dropBody = async (response: Response): Promise<void> => {
  await response.body?.cancel().catch(() => undefined);
};

const joined = (parts: readonly Uint8Array[], size: number): Uint8Array => {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
};
