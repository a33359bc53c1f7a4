import type { LineRule } from '../../workflow/line-rule.ts';

/**
 * Runs text as Ruby: not a block, not a literal, not the `eval` of some other object, such as a database's. Without a
 * bracket it must stand where an expression starts, lest prose be taken for code.
 */
const RUBY =
  /(?<![\w.:@$]|def )(?:(?:::)?Kernel\s?(?:\.|::)\s?|(?:TOPLEVEL_BINDING|binding|self)\.|::)?eval\(\s*(?![\s)'&]|"(?:[^"#\\]|\\.)*"|<<|%[qw])|(?<=(?:^|[=({[;,|&]|\b(?:return|then|do))\s{0,80})eval\s{1,80}(?![\s('&{=,.:|%?]|"(?:[^"#\\]|\\.)*"|<<|$)|(?:\.|(?<=(?:^|[=({[;,|&]|\b(?:return|then|do))\s{0,80}))(?:instance|class|module)_eval(?:\(\s*|\s{1,80})(?![\s()'"&{%|]|do\b|<<|$)|\b(?:public_send|__send__|send|method)\s?\(?\s?[:"'](?:instance_|class_)?eval\b/;
const PHP =
  /(?<![\w>:$]|function )eval\s*\(\s*(?![\s)]|'[^']*'\s*\)|"[^"$]*"\s*\))|(?<![\w>:$]|function )(?:create_function\s*\(|assert\s*\(\s*(?:@?\$_(?:GET|POST|REQUEST|COOKIE|SERVER)|stripslashes|base64_decode|gzinflate|str_rot13))|\bpreg_replace\s*\(\s*["']([/#~@!|%])(?:(?!\1)[^"'\\]|\\.){0,200}\1[imsxADSUXJu]{0,8}e[imsxADSUXJu]{0,8}["']/;
/** `$VERSION = eval $VERSION;` is how a module states its number (perldoc version). */
const PERL =
  /(?<![\w>:$@%]|sub )eval(?!\s+\$VERSION\s*(?:;|if\b))(?:\s*\(\s*(?![\s)'"]|q[qwr]?\b)|\s*(?:[$@&][A-Za-z_{]|(?!q[qwr]?\b|and\b|or\b|if\b|unless\b)[A-Za-z_][\w:]{0,80}(?:\(|->)))/;
const LUA = /(?<![\w.:"']|function )(?:loadstring|load)\s*\(\s*(?!\s|function\b|["'][^"']*["']\s{0,4}[,)]|\)|\[\[)/;

const FETCHES =
  /Net::HTTP|\bopen-uri\b|\bURI\.open\b|\bURI(?:\.parse)?\s?\(|\bHTTParty\b|\bFaraday\b|\bRestClient\b|\bHTTP\.get\b|\bTCPSocket\b|\bopen\s?\(\s?["']https?:|file_get_contents\s?\(\s?["']https?:|\bcurl_exec\b|\bfsockopen\b|\bLWP\b|HTTP::Tiny|\bget\s?\(\s?["']https?:|\bhttp\.request\b|\bhttp_get\b|`\s?(?:curl|wget)\b|%x.(?:curl|wget)\b|popen\s?\(\s?["'](?:curl|wget)\b/;
const DECODES =
  /Base64|\bbase64_decode\b|\bdecode_base64\b|\bgzinflate\b|\bgzuncompress\b|\bgzdecode\b|\bstr_rot13\b|\bhex2bin\b|\bconvert_uudecode\b|\.unpack1?\b|\bunpack\s?\(|Zlib::Inflate|\bMarshal\.load\b/;
/** What a stranger sends: a web shell. */
const SENT = /\$_(?:GET|POST|REQUEST|COOKIE|FILES|SERVER)\b|php:\/\/input|\bgetallheaders\b/;
const UNREADABLE = new RegExp(`${FETCHES.source}|${DECODES.source}|${SENT.source}`);

const EVALUATED = {
  severity: 'medium',
  cwe: 95,
  message: 'Text is run as code here, so whoever controls the text controls the program.',
  not: UNREADABLE,
} as const;
const FETCHED = {
  severity: 'high',
  cwe: 506,
  message: 'What is fetched, received or decoded on this line is run as code, so nobody can review what runs.',
} as const;
/** One rule per language, under the same two names. */
const evaluating = (role: LineRule['roles'][number], call: RegExp): readonly LineRule[] => [
  { id: 'fetched-text-run', ...FETCHED, roles: [role], line: [call, UNREADABLE] },
  { id: 'text-run-as-code', ...EVALUATED, roles: [role], line: [call] },
];

/** Source code in languages that are read without a grammar, and what is the same in every language. */
export const SOURCE_RULES: readonly LineRule[] = [
  ...evaluating('ruby', RUBY),
  ...evaluating('php', PHP),
  ...evaluating('perl', PERL),
  ...evaluating('lua', LUA),
  {
    id: 'root-shell',
    severity: 'high',
    cwe: 506,
    message: 'A shell is opened beside a call that takes the rights of root: whoever gets there owns the machine.',
    roles: ['source'],
    line: [
      /\b(?:system|popen|exec[lv]p?e?|posix_spawnp?|spawn\w{0,8}|call|run|Command(?:::new)?|exec)\s?\(\s?\[?\s?["'](?:\/usr)?(?:\/s?bin\/)?(?:ba|da|z|k|c|tc)?sh["'; ]/i,
    ],
    beside: /\bset(?:e|re|res)?uid\s?\(\s?(?:0|ROOT_UID)\b|\bprepare_kernel_cred\s?\(\s?(?:0|NULL)\b/i,
  },
];
