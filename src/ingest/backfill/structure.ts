/**
 * How many of `{ [ : ,` a JSON text has outside its strings: each stands for something that costs memory and time which
 * its bytes do not show. Stops a little after `most`, for then it is too many.
 */
export const structure = (json: Uint8Array, most: number): number => {
  let count = 0;
  for (let at = 0; at < json.length && count <= most; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) at = endOfString(json, at);
    else if (byte === 0x7b || byte === 0x5b || byte === 0x3a || byte === 0x2c) count += 1;
  }
  return count;
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where the string ends that begins at `from`; the end of the text where it does not. */
const endOfString = (json: Uint8Array, from: number): number => {
  for (let end = json.indexOf(QUOTE, from + 1); end !== -1; end = json.indexOf(QUOTE, end + 1)) {
    let first = end;
    while (json[first - 1] === BACKSLASH) first -= 1;
    if ((end - first) % 2 === 0) return end;
  }
  return json.length;
};
