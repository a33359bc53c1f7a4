/** A line that opens a test in the usual frameworks. */
export const TEST_DEFINITION =
  /^\s*(?:(?:x?it|x?test|specify)(?:\.(?:each|skip|only|concurrent|failing|todo))*\s?[(`<]|(?:async\s+)?def\s+test_?\w*\s*\(|func\s+Test\w*\s*\(|#\[(?:\w+::)?test\b|@(?:Test|ParameterizedTest)\b|(?:public\s+)?function\s+test\w*\s*\(|TEST(?:_F|_P|_CASE)?\s*\(|START_TEST\s*\(|DEFINE_TEST\s*\(|t\.Run\(|test_expect_(?:success|failure)\b|(?:static\s+)?(?:void|int|CURLcode)\s+test_\w+\s*\()/;

/** A mark that leaves a test in place but does not run it. */
export const TEST_SKIP =
  /^\s*(?:x(?:it|test|describe|context)\s?\(|f?(?:it|test|describe|context|suite|specify)\.(?:skip|todo|fixme)\b|@(?:pytest\.mark\.(?:skip|xfail)\b(?!if)|unittest\.(?:skip|expectedFailure)\b(?!If|Unless)|Disabled\b|Ignore\b)|(?:t|b|s)\.Skip(?:f|Now)?\(|#\[ignore\b|pytest\.skip\(|self\.skipTest\(|GTEST_SKIP\(|skip\s+["'(]|test_expect_failure\b)|\b(?:this|ctx|t)\.skip\(\)/;

/** A mark that runs this test and silently none of the others. */
export const ONLY_SOME_TESTS = /^\s*(?:f(?:it|describe)\s?\(|(?:it|test|describe|context|suite)\.only\b)/;

export const TEST_RULES = {
  removedWithCode: {
    id: 'tests-removed',
    severity: 'medium',
    message:
      'Tests are removed from here, and the change adds fewer than it takes away while it changes code that stays.',
  },
  removed: {
    id: 'tests-removed',
    severity: 'low',
    message: 'Tests are removed from here, and the change adds fewer than it takes away.',
  },
  skipped: {
    id: 'test-skipped',
    severity: 'medium',
    message: 'A test stays in place but is no longer run.',
  },
  only: {
    id: 'test-only',
    severity: 'medium',
    message: 'With this mark only this test is run, and every other one in the file is silently left out.',
  },
} as const;
