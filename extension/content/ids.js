// @ts-check
/** Who and what an address on the page names. No stricter and no laxer than the API: one DID it refuses spoils a batch. */

{
  const DID = /^did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]$/;
  const MOST_DID_CHARACTERS = 2048;
  const SIGNATURE = /^[0-9a-f]{64}$/;
  const PULL = /^at:\/\/([^/]+)\/sh\.tangled\.repo\.pull\/[a-zA-Z0-9._:~-]{1,512}$/;

  /** @param {string} text */
  const didIn = (text) => (text.length <= MOST_DID_CHARACTERS && DID.test(text) ? text : null);

  /** @param {string} text */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  /** `https://{avatar host}/{64 hex}/{DID}?size=…`. The host differs between instances, the shape does not. @param {string} address */
  const avatarDid = (address) => {
    if (!address.startsWith('https://')) return null;
    const [signature, name, ...more] = address
      .replace(/[?#].*$/s, '')
      .split('/')
      .slice(3);
    if (signature === undefined || name === undefined || more.length > 0 || !SIGNATURE.test(signature)) return null;
    return didIn(name) ?? didIn(decoded(name));
  };

  /** @param {string} text @returns {PullAddress | null} */
  const pullAddress = (text) => {
    const author = didIn(PULL.exec(text)?.[1] ?? '');
    return author === null ? null : { uri: text, author };
  };

  /** One path segment that is a handle (it has a dot) or a DID; no other page of the site looks like that. @param {HTMLAnchorElement} link */
  const profileIn = (link) => {
    const [, name] = /^\/@?([^/]+)\/?$/.exec(decoded(link.pathname)) ?? [];
    if (link.origin !== location.origin || name === undefined) return null;
    return name.includes('.') || didIn(name) !== null ? name : null;
  };

  // First of the content scripts: the others add their part.
  globalThis.tangledTrust = /** @type {TangledTrust} */ ({ ids: { didIn, avatarDid, pullAddress, profileIn } });
}
