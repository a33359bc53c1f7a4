import type { Rule } from '../../rule.ts';
import { rule as javaCodeLoaded } from './java-code-loaded.ts';
import { rule as javaEval } from './java-eval.ts';
import { rule as javaGuardReturnsEarly } from './java-guard-returns-early.ts';
import { rule as javaJndiLookup } from './java-jndi-lookup.ts';
import { rule as javaProtectionOff } from './java-protection-off.ts';
import { rule as javaShellCommand } from './java-shell-command.ts';
import { rule as javaSignatureNone } from './java-signature-none.ts';
import { rule as javaSqlBuilt } from './java-sql-built.ts';
import { rule as javaTlsUnverified } from './java-tls-unverified.ts';
import { rule as javaUnsafeDeserialise } from './java-unsafe-deserialise.ts';
import { rule as javaWeakHashOrCipher } from './java-weak-hash-or-cipher.ts';
import { rule as javaWeakPasswordHash } from './java-weak-password-hash.ts';
import { rule as javaWeakRandom } from './java-weak-random.ts';
import { rule as javaXmlEntities } from './java-xml-entities.ts';

/** The rules for Java. */
export const javaRules: readonly Rule[] = [
  javaCodeLoaded,
  javaEval,
  javaGuardReturnsEarly,
  javaJndiLookup,
  javaProtectionOff,
  javaShellCommand,
  javaSignatureNone,
  javaSqlBuilt,
  javaTlsUnverified,
  javaUnsafeDeserialise,
  javaWeakHashOrCipher,
  javaWeakPasswordHash,
  javaWeakRandom,
  javaXmlEntities,
];
