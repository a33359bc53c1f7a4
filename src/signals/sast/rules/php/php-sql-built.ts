import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-sql-built',
  languages: ['php'],
  severity: 'medium',
  cwe: 89,
  message: 'A value becomes part of the SQL text, so a value with SQL in it changes the query.',
  side: 'added',
  query: `
    ((function_call_expression function: (name) @f arguments: (arguments (argument [(encapsed_string (variable_name)) (encapsed_string (member_access_expression)) (encapsed_string (subscript_expression)) (binary_expression operator: ".") (function_call_expression)] @at)))
    (#any-of? @f "mysqli_query" "mysql_query" "pg_query" "mysqli_multi_query" "sqlite_query" "mssql_query" "sqlsrv_query" "oci_parse" "odbc_exec" "mysqli_real_query") (#match? @at "(?:^|[^a-zA-Z])(?i:select|insert|update|delete|where|set|values)[^a-zA-Z]") (#match? @at "(?i:=|<|>|like|in|values|limit|and|between|by|offset|,) {0,3}[(]{0,2} {0,2}[%'\\"]{0,3}(?:['\\"] {0,2}[.] {0,2}|[{])?[$]|sprintf *[(]") (#not-match? @at "(?i:escape_string|quote[(]|intval|[(]int[)]|->prepare)"))
    ((member_call_expression name: (name) @f arguments: (arguments . (argument [(encapsed_string (variable_name)) (encapsed_string (member_access_expression)) (encapsed_string (subscript_expression)) (binary_expression operator: ".") (function_call_expression)] @at)))
    (#any-of? @f "query" "exec" "execute" "prepare" "multi_query" "real_query" "get_results" "get_var" "get_row" "get_col" "executeQuery" "executeStatement" "fetchAll" "whereRaw" "selectRaw" "orderByRaw" "havingRaw" "querySingle" "createQuery") (#match? @at "(?:^|[^a-zA-Z])(?i:select|insert|update|delete|where|set|values)[^a-zA-Z]") (#match? @at "(?i:=|<|>|like|in|values|limit|and|between|by|offset|,) {0,3}[(]{0,2} {0,2}[%'\\"]{0,3}(?:['\\"] {0,2}[.] {0,2}|[{])?[$]|sprintf *[(]") (#not-match? @at "(?i:escape_string|quote[(]|intval|[(]int[)]|->prepare)"))
    ((scoped_call_expression name: (name) @f arguments: (arguments . (argument [(encapsed_string (variable_name)) (encapsed_string (member_access_expression)) (encapsed_string (subscript_expression)) (binary_expression operator: ".") (function_call_expression)] @at)))
    (#any-of? @f "raw" "select" "statement" "unprepared" "insert" "update" "delete" "query" "whereRaw") (#match? @at "(?:^|[^a-zA-Z])(?i:select|insert|update|delete|where|set|values)[^a-zA-Z]") (#match? @at "(?i:=|<|>|like|in|values|limit|and|between|by|offset|,) {0,3}[(]{0,2} {0,2}[%'\\"]{0,3}(?:['\\"] {0,2}[.] {0,2}|[{])?[$]|sprintf *[(]") (#not-match? @at "(?i:escape_string|quote[(]|intval|[(]int[)]|->prepare)"))
    ((assignment_expression left: (variable_name) @l right: [(encapsed_string (variable_name)) (encapsed_string (member_access_expression)) (encapsed_string (subscript_expression)) (binary_expression operator: ".") (function_call_expression)] @at)
    (#match? @l "(?i:sql|query|stmt)") (#match? @at "^['\\"] {0,4}(?i:select|insert|update|delete|replace) ") (#match? @at "(?:^|[^a-zA-Z])(?i:select|insert|update|delete|where|set|values)[^a-zA-Z]") (#match? @at "(?i:=|<|>|like|in|values|limit|and|between|by|offset|,) {0,3}[(]{0,2} {0,2}[%'\\"]{0,3}(?:['\\"] {0,2}[.] {0,2}|[{])?[$]|sprintf *[(]") (#not-match? @at "(?i:escape_string|quote[(]|intval|[(]int[)]|->prepare)"))
  `,
};
