import type { Rule } from '../../rule.ts';
import { rule as rustCertificateVerifierOwn } from './rust-certificate-verifier-own.ts';
import { rule as rustCheckDefaultsToYes } from './rust-check-defaults-to-yes.ts';
import { rule as rustCheckLeavesEarly } from './rust-check-leaves-early.ts';
import { rule as rustConditionConstant } from './rust-condition-constant.ts';
import { rule as rustLengthTruncated } from './rust-length-truncated.ts';
import { rule as rustShellCommandBuilt } from './rust-shell-command-built.ts';
import { rule as rustSqlBuilt } from './rust-sql-built.ts';
import { rule as rustTemporaryFilePredictable } from './rust-temporary-file-predictable.ts';
import { rule as rustTlsVerificationOff } from './rust-tls-verification-off.ts';
import { rule as rustTransmute } from './rust-transmute.ts';
import { rule as rustUncheckedAccess } from './rust-unchecked-access.ts';
import { rule as rustUnsafeAdded } from './rust-unsafe-added.ts';
import { rule as rustVerificationIgnored } from './rust-verification-ignored.ts';
import { rule as rustWeakHash } from './rust-weak-hash.ts';

/** The rules for Rust. */
export const rustRules: readonly Rule[] = [
  rustCertificateVerifierOwn,
  rustCheckDefaultsToYes,
  rustCheckLeavesEarly,
  rustConditionConstant,
  rustLengthTruncated,
  rustShellCommandBuilt,
  rustSqlBuilt,
  rustTemporaryFilePredictable,
  rustTlsVerificationOff,
  rustTransmute,
  rustUncheckedAccess,
  rustUnsafeAdded,
  rustVerificationIgnored,
  rustWeakHash,
];
