import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-sql-built',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 89,
  message: 'A value becomes part of the SQL text, so a value with SQL in it changes the query.',
  side: 'added',
  query: `
    ((call method: (identifier) @f arguments: (argument_list . [(string (interpolation)) (binary operator: "+")] @at))
    (#any-of? @f "where" "not" "having" "find_by_sql" "execute" "exec_query" "select_all" "select_one" "select_value" "select_values" "select_rows" "joins" "delete_all" "update_all" "exists?" "count_by_sql" "query" "exec" "run" "fetch" "find_by" "exec_update" "lock" "from")
    (#match? @at "(?:=|<|>|(?i: like| in| values| limit| offset| between| and)) {0,2}[(]{0,2}[%'\\"]{0,3}(?:['\\"] {0,2}[+] {0,2}[a-z@]|#[{])") (#not-match? @at "#[{](?:[a-zA-Z_.]{0,60}[.])?(?:quote|sanitize|connection|quoted_table_name|table_name|Arel)"))
    ((call method: (identifier) @f arguments: (argument_list . (_) @at .))
    (#any-of? @f "order" "reorder" "group" "pluck" "select" "where" "having" "joins" "from") (#match? @at "^(?:Arel[.]sql[(])?params[[.]"))
  `,
};
