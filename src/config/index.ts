/**
 * The environment as one frozen, validated object. Reports every problem at once and never prints a secret.
 * Only `cli` calls it; every other folder is handed the values it needs. Start with `variables.ts`.
 */
export {
  type Config,
  ConfigError,
  loadConfig,
  type PolicyConfig,
  policySettings,
  prepareDirectories,
  reviewSettings,
  withoutCredentials,
} from './config.ts';
export { VARIABLES, type Variable } from './variables.ts';
