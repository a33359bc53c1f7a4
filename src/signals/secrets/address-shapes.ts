import type { SecretShape } from './secret-shape.ts';
import { isPlaceholder, isUsual } from './stand-in.ts';

/** Whether it is what stands behind `Basic`: user and password, in base64 (RFC 7617). */
const namesUser = (encoded: string): boolean => {
  const pair = /^[\x20-\x7E]{1,100}:(?<password>[\x20-\x7E]{6,200})$/.exec(
    Buffer.from(encoded, 'base64').toString('latin1'),
  );
  const password = pair?.groups?.password ?? '';
  return password !== '' && !isPlaceholder(password) && !isUsual(password);
};

/** Passwords that stand together with a user's name, in addresses and headers. Linear like `TOKEN_SHAPES`. */
export const ADDRESS_SHAPES: readonly SecretShape[] = [
  {
    rule: 'password-in-url',
    severity: 'medium',
    what: 'a password in an address',
    pattern: /:\/\/(?<user>[^\s:@/'"`<>{}$]{1,64}):(?<secret>[^\s:@/'"`<>{}$]{4,128})@[\w.-]/g,
    accepts: (secret, match) =>
      secret !== match.groups?.user && !isPlaceholder(secret) && !isUsual(secret) && secret !== 'x-oauth-basic',
  },
  {
    rule: 'basic-authorization',
    severity: 'medium',
    what: 'a user and password',
    pattern: /\bBasic (?<secret>[A-Za-z0-9+/]{12,400}={0,2})/g,
    accepts: namesUser,
  },
];
