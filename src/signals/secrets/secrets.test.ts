import { describe, expect, it } from 'vitest';
import type { Finding } from '../../domain/index.ts';
import { adding, changeOf, fileOf, runOn } from '../text/test-change.ts';
import { secrets } from './secrets.ts';

/** Put together here, so that no tool takes this file itself for a leak. */
const glue = (...parts: readonly string[]): string => parts.join('');
const GITHUB = glue('ghp', '_', 'a1B2c3D4e5F6g7H8i9J0', 'k1L2m3N4o5P6q7R8');
const AWS_ID = glue('AKIA', 'Z7QX3MNB', 'V5KTPWR2');
const AWS_SECRET = glue('q8Zr2LmXv5Tn', 'Bc7Wd/Ye4Kf+Gh', '9Jp3Su6Ax1Ro0C');
const KEY_BODY = 'MIIEowIBAAKCAQEAx7Yb2kQz0fV9mGq4tL8nRw3sJ5uHc1dXe6PaWvTyBzKoMlNi';
const BEGIN = glue('-----BEGIN RSA ', 'PRIVATE KEY-----');

const found = async (path: string, ...lines: readonly string[]): Promise<readonly Finding[]> =>
  runOn(secrets, adding(path, ...lines));

describe('real shapes are high', () => {
  it.each<[rule: string, line: string, secret: string]>([
    ['github-token', `const t = "${GITHUB}";`, GITHUB],
    ['github-token', 'x', glue('github', '_pat_', '11AZQ4KLM0hIjKpNwRtYvBs_', 'tUvWxYz9a8b7c6d5e4f3g2h1')],
    ['aws-access-key-id', `aws_access_key_id = ${AWS_ID}`, AWS_ID],
    ['aws-secret-access-key', `aws_secret_access_key = ${AWS_SECRET}`, AWS_SECRET],
    ['aws-secret-access-key', `"SecretAccessKey": "${AWS_SECRET}"`, AWS_SECRET],
    ['gitlab-token', 'x', glue('glpat', '-', 'Zx8KqL2mNv7RtY4wBc9D')],
    ['slack-token', 'x', glue('xoxb', '-2847561930-', '8461937205-', 'qWeRtYuIoPaSdFgHjKlZxCv')],
    ['slack-webhook', 'x', glue('hooks.slack', '.com/services/T8K3M2N7Q/B9X4V5C6Z/', 'qWeRtYuIoPaSdFgHjKlZxCvB')],
    ['anthropic-key', 'x', glue('sk-', 'ant-api03-', 'Qw9Er8Ty7Ui6Op5As4Df3Gh2Jk1Lz0')],
    ['openai-key', 'x', glue('sk-', 'proj-', 'Qw9Er8Ty7Ui6Op5As4Df3Gh2Jk1Lz0')],
    ['openai-key', 'x', glue('sk-', 'Qw9Er8Ty7Ui6Op5As4Df3Gh2Jk1Lz0Xc9Vb8Nm7Qa6Ws5Ed4')],
    ['stripe-key', 'x', glue('sk', '_live_', '4eC39HqLyjWDarjtT1zdp7dc')],
    ['google-api-key', 'x', glue('AIza', 'SyB9mK2nV7xQ4wR8tL3pZ6cF1dG5hJ0sAqE')],
    ['npm-token', 'x', glue('npm', '_', 'Qw9Er8Ty7Ui6Op5As4Df3Gh2Jk1Lz0Xc9Vb8')],
    ['private-key', `key = "${BEGIN}\\n${KEY_BODY}\\n"`, KEY_BODY],
  ])('%s in %s', async (rule, line, secret = '') => {
    const whole = line === 'x' || secret === '' ? `value = "${secret === '' ? line : secret}"` : line;
    const [first, ...more] = await found('src/a.ts', 'first();', whole);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ source: 'secrets', rule, severity: 'high', file: 'src/a.ts', line: 2, side: 'new' });
    expect(first?.quote).not.toContain(secret.slice(-6));
    expect(first?.quote).toMatch(/\*{4}/);
  });

  it('finds a private key over several lines, at its header', async () => {
    for (const lines of [
      [BEGIN, KEY_BODY, KEY_BODY, glue('-----END RSA ', 'PRIVATE KEY-----')],
      [`"${BEGIN}\\n" +`, `  "${KEY_BODY}\\n" +`],
      [BEGIN, 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,0A1B', '', KEY_BODY],
    ]) {
      const all = await found('k.pem', 'x', ...lines);
      expect(all.map(({ rule, line, severity }) => [rule, line, severity])).toEqual([['private-key', 2, 'high']]);
      expect(JSON.stringify(all)).not.toContain(KEY_BODY.slice(0, 8));
    }
  });

  it('obeys no secretlint-disable comment', async () => {
    const vault = glue('hvs', '.', 'Qw9Er8Ty7Ui6Op5As4Df3Gh2Jk1Lz0Xc9Vb8'.repeat(3).slice(0, 95));
    const all = await found(
      'a.ts',
      '// secretlint-disable',
      `const t = "${GITHUB}"; // secretlint-disable-line`,
      `const v = "${vault}";`,
    );
    expect(all.map(({ rule, line }) => [rule, line])).toEqual([
      ['github-token', 2],
      ['service-token', 3],
    ]);
    expect(all[1]?.quote).toBe('const v = "hvs.****";');
  });
});

describe('generic shapes are medium', () => {
  it.each<[rule: string, line: string]>([
    ['assigned-secret', 'const password = "tR7!kq9Zw2";'],
    ['assigned-secret', "DB_PASSWORD: str = 'n4Xw-82pQz-kk1'"],
    ['assigned-secret', '  "apiKey": "9f86d081884c7d659a2feaa0c55ad015",'],
    ['assigned-secret', 'secret_token => "8KdUq2LmX0vRt5Ya"'],
    ['assigned-secret', 'password := `Zx9kQ27pLm`'],
    ['assigned-secret', 'API_TOKEN=c29tZXRoaW5nMTIzNDVhYmM5OQ'],
    ['assigned-secret', '  client_secret: 7Gh2kL9pQw4Zx8Cv1Bn6'],
    ['password-in-url', 'url = "postgres://app:9sKq2LmXv@db.internal.net/main"'],
    [
      'json-web-token',
      glue('t = "eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiI5ODc2NTQzIn0', '.dBjftJeZ4CVPmB92K27uhbUJU1p1r"'),
    ],
  ])('%s in %s', async (rule, line) => {
    const all = await found('a.conf', line);
    expect(all.map((finding) => [finding.rule, finding.severity, finding.line])).toEqual([[rule, 'medium', 1]]);
    expect(all[0]?.quote).toContain('****');
  });
});

describe('what only looks like a secret is not reported', () => {
  it.each([
    glue('aws_access_key_id = AKIA', 'IOSFODNN7', 'EXAMPLE'),
    glue('aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY'),
    glue('token = "ghp', '_', 'x'.repeat(36), '"'),
    glue('token = "ghp', '_', '1234567890abcdefghijklmnopqrstuvwxyz', '"'),
    'password = "changeme123"',
    'password = "<your-password-1>"',
    'password = "your_password_1"',
    'token: "<token>"',
    'const password = process.env.PASSWORD;',
    glue('password = "$', '{DB_PASSWORD_1}"'),
    "password = '{{ vault.password1 }}'",
    'passwordLabel: "Enter a password"',
    'const tokenType = "BearerToken";',
    "it('accepts a password', () => {});",
    'secret = get_secret("prod/db/password2")',
    'API_TOKEN=$OTHER_TOKEN_12345678',
    'token = tokenizer.next_token_123(source)',
    'const token: SomeVeryLongTypeName2 = next();',
    'url = "postgres://postgres:postgres@localhost/test"',
    'url = "https://user:password@host.example"',
    `if (pem.startsWith('${BEGIN}')) {`,
    `${BEGIN}...`,
    'integrity "sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg=="',
    'commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
    'id = "550e8400-e29b-41d4-a716-446655440000"',
  ])('%s', async (line) => {
    expect(await found('a.ts', line)).toEqual([]);
  });

  it('and neither are context lines', async () => {
    expect(await runOn(secrets, changeOf(fileOf('a.ts', [` const t = "${GITHUB}";`])))).toEqual([]);
  });
});

describe('places and quotes', () => {
  it('are exact far into a file, over gaps, in several files', async () => {
    const filler = Array.from({ length: 4000 }, (_, index) => `+const value${index} = compute(${index}, "some text");`);
    const change = changeOf(
      fileOf('a.ts', [...filler, `+t = "${GITHUB}"`, ' context', ...filler, `+u = "${AWS_ID}"`], 7),
      fileOf('b.json', ['+{', `+"t": "${GITHUB}"`], 100),
    );
    expect((await runOn(secrets, change)).map(({ file, line, rule }) => [file, line, rule])).toEqual([
      ['a.ts', 4007, 'github-token'],
      ['a.ts', 8009, 'aws-access-key-id'],
      ['b.json', 101, 'github-token'],
    ]);
  });

  it('are found in every part of a line of a megabyte, once each', async () => {
    const part = 'x = 1; '.repeat(9400);
    const all = await found('a.min.js', Array.from({ length: 15 }, () => `${part}"${GITHUB}";`).join(''));
    expect(all).toHaveLength(15);
    for (const { quote } of all) {
      expect(quote.length).toBeLessThanOrEqual(160);
      expect(quote).toContain('"ghp_****"');
    }
  });

  it('mask every secret of a line in every quote', async () => {
    const all = await found('a.env', `id=${AWS_ID} aws_secret_access_key=${AWS_SECRET}`);
    expect(all.map(({ quote }) => quote)).toEqual(Array(2).fill('id=AKIA**** aws_secret_access_key=q8Zr****'));
  });

  it('tell apart the same line number in two commits of a series', async () => {
    const all = await runOn(
      secrets,
      changeOf(fileOf('a.ts', [`+a = "${GITHUB}"`]), fileOf('a.ts', [`+b = "${AWS_ID}"`])),
    );
    expect(all.map(({ quote, line }) => [quote, line])).toEqual([
      ['a = "ghp_****"', 1],
      ['b = "AKIA****"', 1],
    ]);
  });

  it('see what stands before a passage', async () => {
    const before = 'a = "'.padEnd(65_535, '-');
    expect(await found('a.ts', `${before}-${AWS_ID}"`)).toHaveLength(1);
    expect(await found('a.ts', `${before}x${AWS_ID}"`)).toEqual([]);
  });
});

it('leaves no marks of a profiler behind, and those of others where they are', async () => {
  performance.mark('somebody else');
  const before = performance.getEntries().map(({ name }) => name);
  for (let round = 0; round < 3; round++) await found('src/a.ts', `const round = ${round};`);
  // What observes marks is called later, and makes measures of them then.
  await new Promise((resolve) => setImmediate(resolve));
  expect(performance.getEntries().map(({ name }) => name)).toEqual(before);
  performance.clearMarks('somebody else');
});
