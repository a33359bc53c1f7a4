/**
 * Reads seeds: one id per line, each returned once, in file order. Spaces around an id, blank lines, lines that begin
 * with `#`, and a byte order mark are ignored. An empty file gives no seeds.
 */
export const readSeeds = async (source: AsyncIterable<Uint8Array | string>): Promise<string[]> => {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of source) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  text += decoder.decode();
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))];
};
