/**
 * Keys that stand twice in one object of a JSON text, as paths (`repositories.x.tLow`); of such a pair JSON.parse heeds
 * the last in silence. The text must be valid JSON. Linear; at most `most` are named.
 */
export const repeatedKeys = (json: string, most = 20): readonly string[] => {
  const repeated: string[] = [];
  const open: { keys: Set<string> | null; at: string }[] = [];
  let text = '';
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    const inside = open.at(-1);
    if (token === '{' || token === '[') open.push({ keys: token === '{' ? new Set() : null, at: '' });
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') text = token;
    else if (inside) {
      inside.at = JSON.parse(text) as string;
      if (inside.keys?.has(inside.at) && repeated.length < most)
        repeated.push(open.flatMap(({ keys, at }) => (keys === null ? [] : [at.slice(0, 200)])).join('.'));
      inside.keys?.add(inside.at);
    }
  }
  return repeated;
};
