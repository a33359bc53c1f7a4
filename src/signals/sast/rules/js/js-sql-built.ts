import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-sql-built',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 89,
  message: 'A value becomes part of the SQL text, so a value with SQL in it changes the query.',
  side: 'added',
  query: `
    ((call_expression function: (member_expression property: (property_identifier) @f) arguments: (arguments . [(template_string (template_substitution)) (binary_expression operator: "+")] @at))
      (#any-of? @f "query" "execute" "raw" "run" "all" "exec" "prepare" "$queryRawUnsafe" "$executeRawUnsafe")
      (#match? @at "(?:^|[^a-zA-Z])(?i:select [^;]{1,300} from|insert into|update [^;]{1,100} set|delete from|drop table|where [a-z_.]{1,50} {0,2}(?:=|like|in))"))
  `,
};
