import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-verification-ignored',
  languages: ['rust'],
  severity: 'medium',
  cwe: 252,
  message: 'Something is verified, and the answer is thrown away.',
  side: 'added',
  query: `
((let_declaration pattern: "_" value: (call_expression function: [(identifier) @check (scoped_identifier name: (identifier) @check) (field_expression field: (field_identifier) @check)])) @at
  (#match? @check "(?:[Vv]erif|[Vv]alidate_|[Aa]uthenticate|[Aa]uthorize|[Cc]heck_sig|[Cc]heck_token)"))
((expression_statement (call_expression function: (field_expression value: (call_expression function: [(identifier) @check (scoped_identifier name: (identifier) @check) (field_expression field: (field_identifier) @check)]) field: (field_identifier) @name))) @at
  (#eq? @name "ok")
  (#match? @check "(?:[Vv]erif|[Vv]alidate_|[Aa]uthenticate|[Aa]uthorize|[Cc]heck_sig|[Cc]heck_token)"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
