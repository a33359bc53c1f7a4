import type { Rule } from '../../rule.ts';
import { rule as pyAutoescapeOff } from './py-autoescape-off.ts';
import { rule as pyAwaitDropped } from './py-await-dropped.ts';
import { rule as pyCheckBypassed } from './py-check-bypassed.ts';
import { rule as pyCheckSwallowed } from './py-check-swallowed.ts';
import { rule as pyDebugServer } from './py-debug-server.ts';
import { rule as pyEnvironmentSerialised } from './py-environment-serialised.ts';
import { rule as pyEval } from './py-eval.ts';
import { rule as pyEvalDecoded } from './py-eval-decoded.ts';
import { rule as pyExtractAll } from './py-extract-all.ts';
import { rule as pyGuardReturnsEarly } from './py-guard-returns-early.ts';
import { rule as pyGuardShortcut } from './py-guard-shortcut.ts';
import { rule as pyHostKeyAccepted } from './py-host-key-accepted.ts';
import { rule as pyHttpCredentials } from './py-http-credentials.ts';
import { rule as pyRunsAtInstall } from './py-runs-at-install.ts';
import { rule as pyShellCommand } from './py-shell-command.ts';
import { rule as pyShellDownload } from './py-shell-download.ts';
import { rule as pyShellTrue } from './py-shell-true.ts';
import { rule as pySignatureNone } from './py-signature-none.ts';
import { rule as pySqlBuilt } from './py-sql-built.ts';
import { rule as pyTlsUnverified } from './py-tls-unverified.ts';
import { rule as pyTlsWarningsOff } from './py-tls-warnings-off.ts';
import { rule as pyUnsafeDeserialise } from './py-unsafe-deserialise.ts';
import { rule as pyUnsafeTemp } from './py-unsafe-temp.ts';
import { rule as pyWeakPasswordHash } from './py-weak-password-hash.ts';
import { rule as pyWeakRandom } from './py-weak-random.ts';
import { rule as pyXmlEntities } from './py-xml-entities.ts';
import { rule as pyYamlLoad } from './py-yaml-load.ts';

/** The rules for Python. */
export const pythonRules: readonly Rule[] = [
  pyAutoescapeOff,
  pyAwaitDropped,
  pyCheckBypassed,
  pyCheckSwallowed,
  pyDebugServer,
  pyEnvironmentSerialised,
  pyEval,
  pyEvalDecoded,
  pyExtractAll,
  pyGuardReturnsEarly,
  pyGuardShortcut,
  pyHostKeyAccepted,
  pyHttpCredentials,
  pyRunsAtInstall,
  pyShellCommand,
  pyShellDownload,
  pyShellTrue,
  pySignatureNone,
  pySqlBuilt,
  pyTlsUnverified,
  pyTlsWarningsOff,
  pyUnsafeDeserialise,
  pyUnsafeTemp,
  pyWeakPasswordHash,
  pyWeakRandom,
  pyXmlEntities,
  pyYamlLoad,
];
