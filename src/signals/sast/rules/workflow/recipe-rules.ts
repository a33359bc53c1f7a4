import type { LineRule } from '../../workflow/line-rule.ts';

const FEATURE_TEST =
  /\b(?:check_c_source_compiles|check_cxx_source_compiles|check_c_source_runs|check_symbol_exists|try_compile|AC_(?:COMPILE|LINK|RUN|PREPROC)_IFELSE|AC_TRY_(?:COMPILE|LINK|RUN)|AC_LANG_(?:PROGRAM|SOURCE)|cc\.(?:compiles|links|run))\b/i;

/** Recipes that programs are built by. */
export const RECIPE_RULES: readonly LineRule[] = [
  {
    id: 'hardening-off',
    severity: 'medium',
    cwe: 693,
    message: 'A protection that the compiler or linker adds to the program is switched off.',
    roles: ['recipe', 'script'],
    line: [
      /-D_FORTIFY_SOURCE=0|-U_FORTIFY_SOURCE\b(?!.{0,40}-D_FORTIFY_SOURCE=[123])|-fno-stack-protector\b|-z[ ,]{1,3}(?:-Wl,)?execstack\b|-z[ ,]{1,3}norelro\b|-fno-(?:pie|PIE)\b|-no-pie\b|-Wno-format-security\b|-fno-sanitize=|-D_GLIBCXX_ASSERTIONS=0|\/GS-|\/NXCOMPAT:NO|\/DYNAMICBASE:NO|-fcf-protection=none/,
    ],
    unless:
      /_FORTIFY_SOURCE=0|-fno-stack-protector|execstack|norelro|-fno-pie|-no-pie|-Wno-format-security|-fno-sanitize/i,
  },
  {
    id: 'feature-test-broken',
    severity: 'high',
    cwe: 506,
    message:
      'A line of nothing but a sign makes this test program fail to compile, and so quietly switches a feature off.',
    roles: ['recipe'],
    line: [/^\s*[.,:;@$%&*=|~?!<>^`\\]\s*$/],
    not: /^\s*[;\\]\s*$/,
    beside:
      /\b(?:check_c_source_compiles|check_cxx_source_compiles|check_c_source_runs|try_compile|AC_COMPILE_IFELSE|AC_LINK_IFELSE|AC_RUN_IFELSE|AC_TRY_\w+|AC_LANG_PROGRAM|AC_LANG_SOURCE|compiles|links)\b|#\s*include\b|\bint\s+main\b|\b(?:void|return|struct)\b.{0,80};\s*$/i,
  },
  {
    id: 'feature-forced-off',
    severity: 'low',
    cwe: 693,
    message: 'What the build used to find out for itself is now answered beforehand with no.',
    roles: ['recipe'],
    line: [
      /\b(?:set\s*\(\s*HAVE_\w+\s+(?:0|OFF|FALSE|NO)\b|(?:ac_cv_\w+|enable_\w+)\s*=\s*["']?no\b|#\s*undef\s+HAVE_\w+)/i,
    ],
    replaces: FEATURE_TEST,
  },
  {
    id: 'build-runs-test-data',
    severity: 'high',
    cwe: 506,
    message: 'The build unpacks or rewrites a file of the tests and runs or links what comes out.',
    roles: ['recipe', 'script'],
    line: [
      /(?:^|[\s"'/`$({])(?:tests?|testdata|fixtures|spec)\/[^\s"']{0,200}\.(?:xz|lzma|gz|bz2|zst|bin|dat|o|a|so|7z)\b|(?:^|[\s"'/])(?:tests?|testdata|fixtures)\/(?:files|data)\//,
      /\|\s*(?:\S{0,40}\/)?(?:ba|z|da|k)?sh\b|\beval\b|\bxz\s+-\w*d|\b(?:tr|sed|dd|head|tail)\s.{0,200}\|/,
    ],
  },
  {
    id: 'build-evaluates-text',
    severity: 'medium',
    cwe: 94,
    message: 'The build evaluates text that it puts together as it runs.',
    roles: ['recipe'],
    line: [/(?:^|[\s;&|`])eval\s+["'`]?\$(?:\(|\{?\w{0,30}(?:conf|test|path|am__|gl_)\w{0,40})/],
    unless: /\beval\b/,
  },
  {
    id: 'ifunc-switched-on',
    severity: 'medium',
    cwe: null,
    message: 'The build switches on resolvers that run before the program itself, a place where code is easily hidden.',
    roles: ['recipe'],
    line: [/__attribute__\s*\(\s*\(\s*__?ifunc|\bHAVE_FUNC_ATTRIBUTE_IFUNC\b|\benable[-_]ifunc\b/i],
    unless: /ifunc/i,
  },
];
