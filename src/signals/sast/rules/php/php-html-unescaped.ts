import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-html-unescaped',
  languages: ['php'],
  severity: 'medium',
  cwe: 79,
  message:
    'What a visitor sends is put into the page as it is, so markup in it runs as script in the reader’s browser.',
  side: 'added',
  query: `
    ((echo_statement (_) @at)
    (#match? @at "[$]_(?:GET|POST|REQUEST|COOKIE)[[]") (#not-match? @at "(?i:htmlspecialchars|htmlentities|esc_|json_encode|intval|[(]int[)]|count[(]|isset|urlencode|strip_tags|strlen|escape|e[(])"))
    ((print_intrinsic (_) @at)
    (#match? @at "[$]_(?:GET|POST|REQUEST|COOKIE)[[]") (#not-match? @at "(?i:htmlspecialchars|htmlentities|esc_|json_encode|intval|[(]int[)]|count[(]|isset|urlencode|strip_tags|strlen|escape|e[(])"))
  `,
};
