import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-sql-built',
  languages: ['java'],
  severity: 'medium',
  cwe: 89,
  message: 'A value becomes part of the SQL text, so a value with SQL in it changes the query.',
  side: 'added',
  query: `
    ((method_invocation name: (identifier) @f arguments: (argument_list . (binary_expression operator: "+") @at))
    (#any-of? @f "execute" "executeQuery" "executeUpdate" "prepareStatement" "prepareCall" "createQuery" "createNativeQuery" "createSQLQuery" "queryForObject" "queryForList" "query" "update" "addBatch" "rawQuery" "execSQL")
    (#match? @at "(?:^|[^a-zA-Z])(?i:select [^;]{1,300} from|insert into|update [^;]{1,100} set|delete from|where [a-z_.]{1,50} {0,2}(?:=|like|in)|from [a-z_]{1,50} [a-z]{0,9} {0,2}where)") (#match? @at "[+] {0,2}[a-zA-Z_]"))
    ((method_invocation name: (identifier) @f arguments: (argument_list . (method_invocation name: (identifier) @g) @at))
    (#any-of? @f "execute" "executeQuery" "executeUpdate" "prepareStatement" "createQuery" "createNativeQuery" "queryForObject" "queryForList" "query" "update" "rawQuery" "execSQL")
    (#any-of? @g "format" "formatted" "concat") (#match? @at "(?:^|[^a-zA-Z])(?i:select [^;]{1,300} from|insert into|update [^;]{1,100} set|delete from|where [a-z_.]{1,50} {0,2}(?:=|like|in)|from [a-z_]{1,50} [a-z]{0,9} {0,2}where)"))
    ((variable_declarator name: (identifier) @n value: (binary_expression operator: "+") @at)
    (#match? @n "(?i:sql|query|hql|jpql)$") (#match? @at "(?:^|[^a-zA-Z])(?i:select [^;]{1,300} from|insert into|update [^;]{1,100} set|delete from|where [a-z_.]{1,50} {0,2}(?:=|like|in)|from [a-z_]{1,50} [a-z]{0,9} {0,2}where)") (#match? @at "(?i:=|like|in|values|<|>) {0,2}[(]{0,2}[%']{0,2}\\" {0,2}[+] {0,2}[a-z_]"))
  `,
};
