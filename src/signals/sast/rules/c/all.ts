import type { Rule } from '../../rule.ts';
import { rule as cAlloca } from './c-alloca.ts';
import { rule as cAssignmentInCondition } from './c-assignment-in-condition.ts';
import { rule as cCheckLeavesEarly } from './c-check-leaves-early.ts';
import { rule as cCodeLoaded } from './c-code-loaded.ts';
import { rule as cConditionConstant } from './c-condition-constant.ts';
import { rule as cCopyUnbounded } from './c-copy-unbounded.ts';
import { rule as cEvaluatesText } from './c-evaluates-text.ts';
import { rule as cFormatNotLiteral } from './c-format-not-literal.ts';
import { rule as cGets } from './c-gets.ts';
import { rule as cGotoDoubled } from './c-goto-doubled.ts';
import { rule as cMemoryMadeExecutable } from './c-memory-made-executable.ts';
import { rule as cPrintUnbounded } from './c-print-unbounded.ts';
import { rule as cPrivilegesUnchecked } from './c-privileges-unchecked.ts';
import { rule as cRunsBeforeMain } from './c-runs-before-main.ts';
import { rule as cScanUnbounded } from './c-scan-unbounded.ts';
import { rule as cShellCommandBuilt } from './c-shell-command-built.ts';
import { rule as cShellOpened } from './c-shell-opened.ts';
import { rule as cTemporaryFilePredictable } from './c-temporary-file-predictable.ts';
import { rule as cTemporaryName } from './c-temporary-name.ts';
import { rule as cTlsVerificationOff } from './c-tls-verification-off.ts';
import { rule as cVerificationIgnored } from './c-verification-ignored.ts';

/** The rules for C and C++. */
export const cRules: readonly Rule[] = [
  cAlloca,
  cAssignmentInCondition,
  cCheckLeavesEarly,
  cCodeLoaded,
  cConditionConstant,
  cCopyUnbounded,
  cEvaluatesText,
  cFormatNotLiteral,
  cGets,
  cGotoDoubled,
  cMemoryMadeExecutable,
  cPrintUnbounded,
  cPrivilegesUnchecked,
  cRunsBeforeMain,
  cScanUnbounded,
  cShellCommandBuilt,
  cShellOpened,
  cTemporaryFilePredictable,
  cTemporaryName,
  cTlsVerificationOff,
  cVerificationIgnored,
];
