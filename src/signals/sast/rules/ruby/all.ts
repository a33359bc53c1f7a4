import type { Rule } from '../../rule.ts';
import { rule as rbCalledByName } from './rb-called-by-name.ts';
import { rule as rbFilterSkipped } from './rb-filter-skipped.ts';
import { rule as rbGuardReturnsEarly } from './rb-guard-returns-early.ts';
import { rule as rbHtmlUnescaped } from './rb-html-unescaped.ts';
import { rule as rbMassAssignment } from './rb-mass-assignment.ts';
import { rule as rbShellCommand } from './rb-shell-command.ts';
import { rule as rbSignatureNone } from './rb-signature-none.ts';
import { rule as rbSqlBuilt } from './rb-sql-built.ts';
import { rule as rbTlsUnverified } from './rb-tls-unverified.ts';
import { rule as rbUnsafeDeserialise } from './rb-unsafe-deserialise.ts';
import { rule as rbWeakPasswordHash } from './rb-weak-password-hash.ts';
import { rule as rbWeakRandom } from './rb-weak-random.ts';
import { rule as rbYamlLoad } from './rb-yaml-load.ts';

/** The rules for Ruby. */
export const rubyRules: readonly Rule[] = [
  rbCalledByName,
  rbFilterSkipped,
  rbGuardReturnsEarly,
  rbHtmlUnescaped,
  rbMassAssignment,
  rbShellCommand,
  rbSignatureNone,
  rbSqlBuilt,
  rbTlsUnverified,
  rbUnsafeDeserialise,
  rbWeakPasswordHash,
  rbWeakRandom,
  rbYamlLoad,
];
