import type { Rule } from '../../rule.ts';
import { rule as phpGuardReturnsEarly } from './php-guard-returns-early.ts';
import { rule as phpHtmlUnescaped } from './php-html-unescaped.ts';
import { rule as phpIncludeVariable } from './php-include-variable.ts';
import { rule as phpLooseComparison } from './php-loose-comparison.ts';
import { rule as phpRequestExtracted } from './php-request-extracted.ts';
import { rule as phpRequestRun } from './php-request-run.ts';
import { rule as phpShellCommand } from './php-shell-command.ts';
import { rule as phpSqlBuilt } from './php-sql-built.ts';
import { rule as phpTlsUnverified } from './php-tls-unverified.ts';
import { rule as phpUnsafeDeserialise } from './php-unsafe-deserialise.ts';
import { rule as phpWeakPasswordHash } from './php-weak-password-hash.ts';
import { rule as phpWeakRandom } from './php-weak-random.ts';
import { rule as phpXmlEntities } from './php-xml-entities.ts';

/** The rules for PHP. */
export const phpRules: readonly Rule[] = [
  phpGuardReturnsEarly,
  phpHtmlUnescaped,
  phpIncludeVariable,
  phpLooseComparison,
  phpRequestExtracted,
  phpRequestRun,
  phpShellCommand,
  phpSqlBuilt,
  phpTlsUnverified,
  phpUnsafeDeserialise,
  phpWeakPasswordHash,
  phpWeakRandom,
  phpXmlEntities,
];
