import type { Rule } from './rule.ts';
import { cRules } from './rules/c/all.ts';
import { goRules } from './rules/go/all.ts';
import { javaRules } from './rules/java/all.ts';
import { jsRules } from './rules/js/all.ts';
import { phpRules } from './rules/php/all.ts';
import { pythonRules } from './rules/python/all.ts';
import { rubyRules } from './rules/ruby/all.ts';
import { rustRules } from './rules/rust/all.ts';

/** Every rule on syntax trees, area by area. */
export const allRules: readonly Rule[] = [
  ...jsRules,
  ...pythonRules,
  ...goRules,
  ...rustRules,
  ...cRules,
  ...phpRules,
  ...javaRules,
  ...rubyRules,
];
