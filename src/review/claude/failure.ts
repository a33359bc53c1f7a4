import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import { InvariantError } from '../../domain/index.ts';
import { type FailureKind, ModelFailure } from './model.ts';

/** Where a call went, for telling the operator. */
export interface Asked {
  readonly host: string;
  /** The model id, or what else was asked for. */
  readonly what: string;
}

const OVERLOADED = new Set([429, 529]);
const TIMEOUT = new Set([408, 504]);

const KIND_BY_TYPE: Readonly<Record<string, FailureKind>> = {
  overloaded_error: 'overloaded',
  rate_limit_error: 'overloaded',
  timeout_error: 'timeout',
};

const ADVICE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'the request is not to its liking: is the model one that takes tools?',
  401: 'it does not take the API key: check ANTHROPIC_API_KEY',
  402: 'the account cannot pay: check its credit',
  403: 'the API key may not do this: check its permissions and the workspace',
  404: 'it does not know this model or address: check CLAUDE_MODEL and ANTHROPIC_BASE_URL',
  413: 'the request is too large for it',
  429: 'the limit of requests or tokens is reached: try again later, or ask for fewer reviews at once',
  529: 'it is overloaded: try again later',
};

/** What the service's own words mean, where the status alone does not say it. Its words themselves are not passed on. */
const ADVICE_BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/credit balance/i, 'the account has no credit left'],
  [/usage limits?|spend(?:ing)? limit/i, "the account's own limit on spending is reached"],
  [/prompt is too long/i, 'the request is longer than the context window of the model'],
  [/tool_choice/i, 'the model cannot be made to call a tool'],
];

const adviceOf = ({ status, apiMessage }: APIError): string => {
  const said = (apiMessage ?? '').slice(0, 2000);
  const advice = ADVICE_BY_WORDS.find(([words]) => words.test(said))?.[1] ?? ADVICE_BY_STATUS[status ?? 0];
  if (advice) return advice;
  return (status ?? 500) >= 500 ? 'the fault is on its side: try again later' : 'the request is not to its liking';
};

const kindOf = ({ status, type }: APIError): FailureKind => {
  if (OVERLOADED.has(status ?? 0)) return 'overloaded';
  if (TIMEOUT.has(status ?? 0)) return 'timeout';
  return (status === undefined || status >= 500 ? KIND_BY_TYPE[type ?? ''] : undefined) ?? 'unavailable';
};

/** The service's names for the failure, where they look like names: for asking its support. */
const namesOf = ({ errorCode, type, requestID }: APIError): string =>
  [errorCode ?? type, requestID].filter((name) => /^\w{1,80}$/.test(name ?? '')).join(', ');

const ofService = (error: APIError, { host, what }: Asked): ModelFailure => {
  const { status } = error;
  const names = namesOf(error);
  const answered = status === undefined ? 'broke off its answer' : `answered ${status}`;
  return new ModelFailure(
    kindOf(error),
    `${host} ${answered} to ${what}: ${adviceOf(error)}${names && ` (${names})`}`,
    status === undefined
      ? { retryable: true }
      : { retryable: status >= 500 || OVERLOADED.has(status) || TIMEOUT.has(status), status },
  );
};

/** The code of the system's error, however deep it lies. */
const codeOf = (error: unknown, depth = 4): string => {
  if (!(error instanceof Error) || depth === 0) return '';
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? ` (${code})` : codeOf(error.cause, depth - 1);
};

/**
 * What the client threw, as an outcome. Neither its words nor itself are kept: they can hold the key, what was sent and
 * what was answered.
 *
 * @throws {InvariantError} when it is one.
 */
export const failureOf = (error: unknown, asked: Asked): ModelFailure => {
  if (error instanceof InvariantError) throw error;
  if (error instanceof ModelFailure) return error;
  const { host, what } = asked;
  if (error instanceof APIConnectionTimeoutError) {
    return new ModelFailure('timeout', `${host} did not begin to answer ${what} in time`);
  }
  if (error instanceof APIConnectionError) {
    const reach = `could not reach ${host} for ${what}${codeOf(error)}: check the network and ANTHROPIC_BASE_URL`;
    return new ModelFailure('unavailable', reach, { retryable: true });
  }
  if (error instanceof APIError) return ofService(error, asked);
  const broken = `the answer of ${host} to ${what} broke off or is not what the Messages API promises${codeOf(error)}`;
  return new ModelFailure('unavailable', broken, { retryable: true });
};
