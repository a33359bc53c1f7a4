import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-filter-skipped',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 862,
  message: 'These actions are no longer guarded: the check of who asks, or of forged requests, is passed over.',
  side: 'added',
  query: `
    ((call !receiver method: (identifier) @f arguments: (argument_list . (simple_symbol) @s)) @at
    (#match? @f "^skip_(?:before|around)_(?:action|filter)$") (#match? @s "(?i:auth|login|logged|signed|require|ensure|verify|check|admin|permission|csrf|forgery|current_user|restrict)"))
    ((call !receiver method: (identifier) @at)
    (#any-of? @at "skip_forgery_protection" "skip_authorization_check" "skip_authorize_resource"))
    ((identifier) @at (#eq? @at "skip_forgery_protection"))
    ((assignment left: (call method: (identifier) @f) right: (false)) @at
    (#any-of? @f "allow_forgery_protection" "default_protect_from_forgery" "forgery_protection_origin_check"))
  `,
  notPaths: '(?:^|/)(?:environments/test\\.rb|spec/|test/)',
};
