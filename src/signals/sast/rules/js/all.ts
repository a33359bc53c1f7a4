import type { Rule } from '../../rule.ts';
import { rule as jsAwaitDropped } from './js-await-dropped.ts';
import { rule as jsCheckBypassed } from './js-check-bypassed.ts';
import { rule as jsCookieExposed } from './js-cookie-exposed.ts';
import { rule as jsCorsAnyOrigin } from './js-cors-any-origin.ts';
import { rule as jsDangerousHtml } from './js-dangerous-html.ts';
import { rule as jsDecodedNotVerified } from './js-decoded-not-verified.ts';
import { rule as jsDynamicRequire } from './js-dynamic-require.ts';
import { rule as jsEndlessLoop } from './js-endless-loop.ts';
import { rule as jsEnvironmentSerialised } from './js-environment-serialised.ts';
import { rule as jsEval } from './js-eval.ts';
import { rule as jsEvalDecoded } from './js-eval-decoded.ts';
import { rule as jsGuardReturnsEarly } from './js-guard-returns-early.ts';
import { rule as jsGuardShortcut } from './js-guard-shortcut.ts';
import { rule as jsHtmlSink } from './js-html-sink.ts';
import { rule as jsLooseComparison } from './js-loose-comparison.ts';
import { rule as jsMessageToAnyOrigin } from './js-message-to-any-origin.ts';
import { rule as jsPrototypeWrite } from './js-prototype-write.ts';
import { rule as jsShellCommand } from './js-shell-command.ts';
import { rule as jsShellDownload } from './js-shell-download.ts';
import { rule as jsShellTrue } from './js-shell-true.ts';
import { rule as jsSignatureNone } from './js-signature-none.ts';
import { rule as jsSqlBuilt } from './js-sql-built.ts';
import { rule as jsTlsUnverified } from './js-tls-unverified.ts';
import { rule as jsTokenExpiryIgnored } from './js-token-expiry-ignored.ts';
import { rule as jsUnsafeDeserialise } from './js-unsafe-deserialise.ts';
import { rule as jsWeakCipher } from './js-weak-cipher.ts';
import { rule as jsWeakPasswordHash } from './js-weak-password-hash.ts';
import { rule as jsWeakRandom } from './js-weak-random.ts';

/** The rules for JavaScript and TypeScript. */
export const jsRules: readonly Rule[] = [
  jsAwaitDropped,
  jsCheckBypassed,
  jsCookieExposed,
  jsCorsAnyOrigin,
  jsDangerousHtml,
  jsDecodedNotVerified,
  jsDynamicRequire,
  jsEndlessLoop,
  jsEnvironmentSerialised,
  jsEval,
  jsEvalDecoded,
  jsGuardReturnsEarly,
  jsGuardShortcut,
  jsHtmlSink,
  jsLooseComparison,
  jsMessageToAnyOrigin,
  jsPrototypeWrite,
  jsShellCommand,
  jsShellDownload,
  jsShellTrue,
  jsSignatureNone,
  jsSqlBuilt,
  jsTlsUnverified,
  jsTokenExpiryIgnored,
  jsUnsafeDeserialise,
  jsWeakCipher,
  jsWeakPasswordHash,
  jsWeakRandom,
];
