import type { Rule } from '../../rule.ts';
import { rule as goCertificateCallbackEmpty } from './go-certificate-callback-empty.ts';
import { rule as goCheckLeavesEarly } from './go-check-leaves-early.ts';
import { rule as goConditionConstant } from './go-condition-constant.ts';
import { rule as goHtmlUnescaped } from './go-html-unescaped.ts';
import { rule as goJwtUnverified } from './go-jwt-unverified.ts';
import { rule as goRandomPredictable } from './go-random-predictable.ts';
import { rule as goSecretFromRandom } from './go-secret-from-random.ts';
import { rule as goShellCommandBuilt } from './go-shell-command-built.ts';
import { rule as goSqlBuilt } from './go-sql-built.ts';
import { rule as goSshHostKeyIgnored } from './go-ssh-host-key-ignored.ts';
import { rule as goTemporaryFilePredictable } from './go-temporary-file-predictable.ts';
import { rule as goTextTemplate } from './go-text-template.ts';
import { rule as goTlsVerificationOff } from './go-tls-verification-off.ts';
import { rule as goUnsafePointer } from './go-unsafe-pointer.ts';
import { rule as goVerificationIgnored } from './go-verification-ignored.ts';
import { rule as goWeakHashOrCipher } from './go-weak-hash-or-cipher.ts';

/** The rules for Go. */
export const goRules: readonly Rule[] = [
  goCertificateCallbackEmpty,
  goCheckLeavesEarly,
  goConditionConstant,
  goHtmlUnescaped,
  goJwtUnverified,
  goRandomPredictable,
  goSecretFromRandom,
  goShellCommandBuilt,
  goSqlBuilt,
  goSshHostKeyIgnored,
  goTemporaryFilePredictable,
  goTextTemplate,
  goTlsVerificationOff,
  goUnsafePointer,
  goVerificationIgnored,
  goWeakHashOrCipher,
];
