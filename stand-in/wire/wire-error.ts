/** The `error.type` the service gives with each status; other statuses are `api_error`. */
const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'conflict_error',
  413: 'request_too_large',
  422: 'invalid_request_error',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** A refusal of the service: its HTTP status and what stands in the error envelope. */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The error envelope of the Messages API. `type` is the status's own where none is given. */
export const errorBody = (status: number, message: string, requestId: string, type?: string): string =>
  JSON.stringify({
    type: 'error',
    error: { type: type ?? TYPES[status] ?? 'api_error', message },
    request_id: requestId,
  });
