import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-unsafe-temp',
  languages: ['python'],
  severity: 'medium',
  cwe: 377,
  message:
    'The temporary file’s name can be known before it exists, so another user can put a file or a link there first.',
  side: 'added',
  query: `
    ((call function: [(identifier) @f (attribute attribute: (identifier) @f)]) @at
      (#any-of? @f "mktemp" "tempnam" "tmpnam") (#match? @at "^(?:tempfile|os)[.]|^mktemp[(]"))
    ((call function: (identifier) @f arguments: (argument_list . (string) @s . (string (string_content) @m))) @at
      (#eq? @f "open") (#match? @s "^[rbf]{0,2}[\\"']/(?:var/)?tmp/") (#match? @m "[wax]"))
  `,
};
