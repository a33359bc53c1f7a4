import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-weak-cipher',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 327,
  message: 'This cipher, or this way to make its key, has been broken for years.',
  side: 'added',
  query: `
    ((call_expression function: [(identifier) @f (member_expression property: (property_identifier) @f)] arguments: (arguments (_))) @at
      (#any-of? @f "createCipher" "createDecipher"))
    ((call_expression function: [(identifier) @f (member_expression property: (property_identifier) @f)] arguments: (arguments . (string (string_fragment) @a))) @at
      (#eq? @f "createCipheriv") (#match? @a "(?i:^des|^rc4|^rc2|-ecb$|^bf|^blowfish)"))
  `,
};
