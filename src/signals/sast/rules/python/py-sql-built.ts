import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-sql-built',
  languages: ['python'],
  severity: 'medium',
  cwe: 89,
  message: 'A value becomes part of the SQL text, so a value with SQL in it changes the query.',
  side: 'added',
  query: `
    ((call function: (attribute attribute: (identifier) @f) arguments: (argument_list . [(string (interpolation)) (binary_operator) (call function: (attribute object: (string)))] @at))
      (#any-of? @f "execute" "executemany" "executescript" "raw" "read_sql" "read_sql_query" "fetch" "fetchrow" "fetchval")
      (#match? @at "(?:^|[^a-zA-Z])(?i:select [^;]{1,300} from|insert into|update [^;]{1,100} set|delete from|drop table|where [a-z_.]{1,50} {0,2}(?:=|like|in))"))
  `,
};
