import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-evaluates-text',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 95,
  message: 'Text is run as a program of another language; whoever writes the text decides what it does.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . [(identifier) (call_expression) (binary_expression) (field_expression) (subscript_expression)])) @at
  (#any-of? @name "zend_eval_string" "zend_eval_stringl" "zend_eval_string_ex" "zend_eval_stringl_ex" "PyRun_SimpleString" "PyRun_String" "rb_eval_string" "Tcl_EvalEx"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
