/**
 * Names, as data. A comparison that takes the same time wherever two secrets differ tells a guesser nothing; an
 * ordinary one stops at the first difference and gives the secret away byte by byte (CWE-208).
 */
const CONSTANT_TIME = [
  // JavaScript, TypeScript
  'timing_?safe_?(?:is_?)?eq(?:uals?)?',
  'tsscmp',
  'safe_?(?:str_?)?(?:compare|equals?)',
  // Python, Django, Werkzeug
  'compare_digest',
  '(?:constant|const|fixed)_?time_?(?:is_?)?(?:compare|comparison|cmp|eq|equals?|are_?equal|memcmp|memequal)',
  // Go: subtle.ConstantTimeCompare is covered above
  String.raw`hmac\.equal`,
  // C, C++: OpenSSL, Linux, libsodium, the BSDs
  'crypto_memcmp',
  'crypto_memneq',
  'sodium_(?:memcmp|compare)',
  'crypto_verify_(?:16|32|64)',
  'timingsafe_(?:bcmp|memcmp)',
  'consttime_memequal',
  // Rust: subtle, ring, constant_time_eq
  'ct_(?:eq|ne|compare|equals?)',
  'verify_slices_are_equal',
  // Java, Kotlin, BouncyCastle
  String.raw`messagedigest\.isequal`,
  // PHP, Ruby, Elixir, C#: FixedTimeEquals is covered above
  'hash_equals',
  '(?:fixed_length_)?secure_?compare',
];

/** A call of such a comparison, up to and with its opening bracket; not its definition, import or mention. */
export const CONSTANT_TIME_CALL = new RegExp(String.raw`(?<![\w$])(?:${CONSTANT_TIME.join('|')})\s{0,3}\(`, 'gi');

/** Ordinary comparisons written as an operator between their two sides. */
export const COMPARING_OPERATOR =
  /(?<![=!<>~+*/%&|^-])(?:===|!==|==|!=|~=)(?!=)|(?<=[\w$)\]'"] )(?:eq|ne)(?= [\w$('"])/g;

/** Ordinary comparisons written as a function of two arguments, up to and with the opening bracket. */
export const COMPARING_FUNCTION =
  /(?<![\w$])(?:mem|str|strn|strcase|b|wmem)cmp\s{0,3}\(|(?<![\w$.])(?:bytes\.Equal|bytes\.Compare|reflect\.DeepEqual|slices\.Equal|strings\.EqualFold|strings\.Compare|Arrays\.equals|Objects\.equals|Buffer\.compare|std::equal|isEqual|_\.isEqual)\s{0,3}\(/g;

/** Ordinary comparisons written as a method: one side before the dot, the other in the brackets. */
export const COMPARING_METHOD =
  /\.(?:equals|Equals|equalsIgnoreCase|contentEquals|SequenceEqual|sequenceEqual|eq|ne|eql\?|localeCompare|compareTo|compare|isEqual)\s{0,3}\(/g;

/** Names that say nothing about which value is compared: modules, conversions, words of the languages. */
export const NOT_OPERANDS: ReadonlySet<string> = new Set(
  `crypto hmac hashlib secrets subtle messagedigest rack utils activesupport securityutils plug
   cryptographicoperations sodium buffer bytes string str encode decode utf8 encoding self this super from new
   const let var val if elif else unless while when return not and or await async true false null nil none undefined
   uint8array array std mem int char void size_t len length size sizeof strlen bool auto static final public
   private standardcharsets utf_8 ascii u8 as_bytes as_ref as_str unwrap into byte to_string do then end is in`.split(
    /\s+/,
  ),
);
