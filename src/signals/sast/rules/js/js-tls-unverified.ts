import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-tls-unverified',
  languages: SCRIPT,
  severity: 'high',
  cwe: 295,
  message:
    'The certificate of the other side is no longer checked, so anybody on the way can read and change what is sent.',
  side: 'added',
  query: `
    ((pair key: [(property_identifier) (string)] @k value: [(false) (number) (null) (unary_expression) (parenthesized_expression) (call_expression)] @v) @at
      (#match? @k "^['\\"]?(?:rejectUnauthorized|strictSSL|strict-ssl|sslVerify|verifySsl)['\\"]?$") (#match? @v "^[( ]*(?:false|0|null|void 0|!1|!true|! ?!0|!! ?(?:0|false)|Boolean[(](?:0|false|null)?[)])[) ]*$"))
    ((assignment_expression left: [(member_expression property: (property_identifier) @k) (subscript_expression index: (string (string_fragment) @k))] right: [(false) (number) (null) (unary_expression) (parenthesized_expression) (call_expression)] @v) @at
      (#any-of? @k "rejectUnauthorized" "strictSSL") (#match? @v "^[( ]*(?:false|0|null|void 0|!1|!true|! ?!0|!! ?(?:0|false)|Boolean[(](?:0|false|null)?[)])[) ]*$"))
    ((assignment_expression left: [(member_expression property: (property_identifier) @k) (subscript_expression index: (string (string_fragment) @k))] right: [(string) (number) (false)] @v) @at
      (#eq? @k "NODE_TLS_REJECT_UNAUTHORIZED") (#match? @v "^['\\"]?(?:0|false)['\\"]?$"))
    ((pair key: (_) @k value: [(string) (number)] @v) @at
      (#match? @k "^['\\"]?NODE_TLS_REJECT_UNAUTHORIZED['\\"]?$") (#match? @v "^['\\"]?0['\\"]?$"))
    ((pair key: (property_identifier) @k value: [(arrow_function) (function_expression)] @v) @at
      (#eq? @k "checkServerIdentity")
      (#match? @v "(?:=>|[)]) {0,4}(?:undefined|null|true|void 0|[{]\\\\s{0,9}(?:return(?: undefined| null| true)?;?)?\\\\s{0,9}[}])$"))
  `,
};
