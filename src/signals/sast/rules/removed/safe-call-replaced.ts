/** A call of a checked function becomes a call of its unchecked twin. */
export const WEAKER_CALL = {
  id: 'safe-call-replaced',
  severity: 'medium',
  cwe: 676,
  message: 'A call of a safe function is replaced by its twin that checks or escapes less.',
} as const;

/** What each function of the left column checks, those of the right do not. Those that a rule on syntax finds are not here. */
const TWINS: Readonly<Record<string, readonly string[]>> = {
  snprintf: ['sprintf'],
  vsnprintf: ['vsprintf'],
  strncpy: ['strcpy', 'stpcpy'],
  strlcpy: ['strcpy', 'strncpy', 'stpcpy'],
  strncat: ['strcat'],
  strlcat: ['strcat', 'strncat'],
  fgets: ['gets'],
  mkstemp: ['mktemp', 'tmpnam', 'tempnam'],
  mkdtemp: ['mktemp', 'tmpnam', 'tempnam'],
  'tempfile.mkstemp': ['tempfile.mktemp'],
  'tempfile.NamedTemporaryFile': ['tempfile.mktemp'],
  getrandom: ['rand', 'random'],
  getentropy: ['rand', 'random'],
  arc4random: ['rand', 'random'],
  RAND_bytes: ['rand', 'random', 'RAND_pseudo_bytes'],
  from_entropy: ['seed_from_u64', 'from_seed'],
  from_os_rng: ['seed_from_u64', 'from_seed'],
  explicit_bzero: ['bzero', 'memset'],
  memset_explicit: ['memset'],
  OPENSSL_cleanse: ['memset'],
  'secrets.token_hex': ['random.getrandbits', 'random.randbytes', 'uuid.uuid1'],
  'secrets.choice': ['random.choice'],
  'secrets.randbelow': ['random.randint', 'random.randrange'],
  'http.ListenAndServeTLS': ['http.ListenAndServe'],
  checked_add: ['wrapping_add', 'unchecked_add'],
  checked_sub: ['wrapping_sub', 'unchecked_sub'],
  checked_mul: ['wrapping_mul', 'unchecked_mul'],
  saturating_add: ['wrapping_add', 'unchecked_add'],
  saturating_sub: ['wrapping_sub', 'unchecked_sub'],
  saturating_mul: ['wrapping_mul', 'unchecked_mul'],
  from_utf8: ['from_utf8_unchecked'],
  'str::from_utf8': ['str::from_utf8_unchecked', 'std::str::from_utf8_unchecked'],
  'String::from_utf8': ['String::from_utf8_unchecked'],
  get: ['get_unchecked'],
  get_mut: ['get_unchecked_mut'],
};

const twinsOf = new Map(Object.entries(TWINS));

/** `safe_fprintf` is `fprintf` with a check; `memcpy_s` is `memcpy` with one. */
const MARKED = /^(?:safe|secure|checked|bounded)_?([A-Za-z]\w+)$|^(\w+?)_(?:s|safe|checked)$/;

/** `safeFprintf` wraps `Fprintf` or `fprintf`. */
const spellings = (name: string): readonly string[] => [name, name.charAt(0).toLowerCase() + name.slice(1)];

/** The names that a function is replaced by when its check is dropped; none for most. The receiver's dot belongs to the name. */
export const weakerThan = (callee: string): readonly string[] => {
  const at = Math.max(callee.lastIndexOf('.'), callee.lastIndexOf(':'), callee.lastIndexOf('>')) + 1;
  const [receiver, method] = [callee.slice(0, at), callee.slice(at)];
  const marked = MARKED.exec(method);
  const plain = marked === null ? [] : spellings(marked[1] ?? marked[2] ?? '');
  const known = [...(twinsOf.get(callee) ?? []), ...(at > 0 ? (twinsOf.get(method) ?? []) : [])];
  return [...known, ...plain].flatMap((name) => (name === '' ? [] : [name, `${receiver}${name}`]));
};
