/** What a host of the v2 wire says about the stream itself. */
export interface Notice {
  readonly kind: 'error' | 'info';
  readonly name: string;
  readonly message: string;
}

/** Longer messages are events. */
const LONGEST = 4096;
const CERTAINLY_AN_EVENT =
  /^\{"\$type":"message","payload":\{"\$type":"network\.bsky\.jetstream\.subscribeEvents#(?:commit|identity|account|sync)"/;

/** The notice in a message of the v2 wire, or null where it is none. */
export const noticeIn = (text: string): Notice | null => {
  if (text.length > LONGEST || CERTAINLY_AN_EVENT.test(text)) return null;
  try {
    const { $type, error, message, payload } = Object(JSON.parse(text));
    if ($type === 'error') return { kind: 'error', name: String(error), message: String(message ?? '') };
    if ($type === 'message' && String(Object(payload).$type).endsWith('#info')) {
      return { kind: 'info', name: String(payload.name), message: String(payload.message ?? '') };
    }
  } catch {
    // Not even JSON, so no notice either.
  }
  return null;
};
