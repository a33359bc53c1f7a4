import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-check-leaves-early',
  languages: ['rust'],
  severity: 'high',
  cwe: 287,
  message: 'This function of a check now answers yes before it has checked anything.',
  side: 'added',
  query: `
((function_item name: (identifier) @name body: (block . (expression_statement (return_expression (call_expression function: (identifier) @ok arguments: (arguments . (unit_expression) .)))) @at . (_)))
  (#eq? @ok "Ok") (#match? @name "(?:^(?:[Ii]s|[Cc]heck|[Vv]erify|[Vv]alidate|[Aa]uthenticate|[Aa]uthorize|[Ee]nsure|[Rr]equire|[Ee]nforce|[Cc]an|[Hh]as|[Mm]ay|[Mm]ust)_?(?:[Ss]ig|[Ss]ignature|[Tt]oken|[Aa]uth|[Aa]uthenticated|[Aa]uthorized|[Pp]assword|[Pp]ermission|[Aa]ccess|[Aa]dmin|[Oo]wner|[Tt]rusted|[Aa]llowed|[Vv]alid|[Cc]ert|[Cc]ertificate|[Hh]ash|[Dd]igest|[Mm]ac|[Hh]mac|[Oo]rigin|[Rr]equest|[Uu]ser|[Ss]ession|[Cc]redential|[Ii]ntegrity|[Cc]hecksum|[Pp]roof|[Cc]hain|[Pp]eer|[Hh]ost|[Jj]wt|[Rr]ole|[Ss]cope)|^(?:[Vv]erify|[Aa]uthenticate|[Aa]uthorize)$)"))
((function_item name: (identifier) @name body: (block . (expression_statement (return_expression (boolean_literal) @value)) @at . (_)))
  (#eq? @value "true") (#match? @name "(?:^(?:[Ii]s|[Cc]heck|[Vv]erify|[Vv]alidate|[Aa]uthenticate|[Aa]uthorize|[Ee]nsure|[Rr]equire|[Ee]nforce|[Cc]an|[Hh]as|[Mm]ay|[Mm]ust)_?(?:[Ss]ig|[Ss]ignature|[Tt]oken|[Aa]uth|[Aa]uthenticated|[Aa]uthorized|[Pp]assword|[Pp]ermission|[Aa]ccess|[Aa]dmin|[Oo]wner|[Tt]rusted|[Aa]llowed|[Vv]alid|[Cc]ert|[Cc]ertificate|[Hh]ash|[Dd]igest|[Mm]ac|[Hh]mac|[Oo]rigin|[Rr]equest|[Uu]ser|[Ss]ession|[Cc]redential|[Ii]ntegrity|[Cc]hecksum|[Pp]roof|[Cc]hain|[Pp]eer|[Hh]ost|[Jj]wt|[Rr]ole|[Ss]cope)|^(?:[Vv]erify|[Aa]uthenticate|[Aa]uthorize)$)"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
