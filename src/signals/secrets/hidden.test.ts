import { describe, expect, it } from 'vitest';
import type { Change } from '../../domain/index.ts';
import { adding, changeOf, fileOf, runOn } from '../text/test-change.ts';
import { secrets } from './secrets.ts';

/** Put together here, so that no tool takes this file itself for a leak. */
const glue = (...parts: readonly string[]): string => parts.join('');
const GITHUB = glue('ghp', '_', 'a1B2c3D4e5F6g7H8i9J0', 'k1L2m3N4o5P6q7R8');
const RANDOM = 'q8Zr2LmXv5TnBc7Wd3Ye4Kf7Gh9Jp3Su6Ax1Ro0C';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const found = async (change: Change): Promise<readonly string[]> =>
  (await runOn(secrets, change)).map(({ severity, rule, file, line, side }) =>
    [severity, rule, file, line, ...(side === 'old' ? ['old'] : [])].join(' '),
  );

describe('a stand-in', () => {
  it('of a few characters does not excuse a long token', async () => {
    for (const part of ['abcdefg', 'example', '12345678', 'deadbeef']) {
      const token = glue('ghp', '_', 'Zq8Xk2Lw9', part, 'Tn5Vb7Rm3Yc1Hd6Jf4Gs'.slice(0, 27 - part.length), 'Pa0Ue2Wq');
      const whole = token.padEnd(40, 'K7x3M9');
      expect(await found(adding('a.ts', `t = "${whole}"`)), whole).toEqual(['high github-token a.ts 1']);
    }
  });

  it('excuses no strong password that it stands before', async () => {
    expect(await found(adding('a.py', 'password = "changeme-Kj3!x9Lm2Qp"'))).toEqual(['medium assigned-secret a.py 1']);
    expect(
      await found(
        adding(
          'a.py',
          'password = "changeme-Password123"',
          'password = "changeme-1A2b"',
          'secret = "your_Api_Key_Here_123"',
        ),
      ),
    ).toEqual([]);
  });

  it('never excuses a token of which 24 characters are left', async () => {
    const token = glue('sk-', 'ant-api03-', 'Zq8Xk2Lw9Tn5Vb7Rm3Yc1Hd6Jf', 'example'.repeat(8));
    expect(await found(adding('a.ts', `t = "${token}"`))).toEqual(['high anthropic-key a.ts 1']);
  });

  it.each([
    glue('AKIA', 'IOSFODNN7', 'EXAMPLE'),
    glue('ghp', '_', 'x'.repeat(36)),
    glue('ghp', '_', 'abcdefghijklmnopqrstuvwxyz0123456789'),
    glue('sk-', 'ant-api03-', 'this-is-not-a-real-key-at-all'),
    glue('glpat', '-', 'example-token-123456'),
  ])('makes %s nothing', async (token) => {
    expect(await found(adding('a.ts', `t = "${token}"`))).toEqual([]);
  });
});

describe('a token in pieces', () => {
  it.each([
    [[`t = "${GITHUB.slice(0, 4)}" + "${GITHUB.slice(4)}"`]],
    [[`t = ['${GITHUB.slice(0, 9)}', '${GITHUB.slice(9)}'].join('')`]],
    [['t = (', `  "${GITHUB.slice(0, 20)}"`, `  f"${GITHUB.slice(20)}"`, ')']],
    [[`$t = '${GITHUB.slice(0, 4)}' . '${GITHUB.slice(4)}';`]],
  ])('is medium, and hidden: %j', async (lines) => {
    const all = await runOn(secrets, adding('a.x', ...lines));
    expect(all.map(({ rule, severity }) => [rule, severity])).toEqual([['split-github-token', 'medium']]);
    expect(JSON.stringify(all)).not.toContain(GITHUB.slice(12, 18));
  });

  it.each([
    [['  token: >-', `    ${GITHUB.slice(0, 20)}`, `    ${GITHUB.slice(20)}`]],
    [[`export T=${GITHUB.slice(0, 20)}\\`, `  ${GITHUB.slice(20)}`]],
    [[`t: "${GITHUB.slice(0, 20)}\\`, `  ${GITHUB.slice(20)}"`]],
  ])('is medium where it is folded over two lines: %j', async (lines) => {
    const all = await runOn(secrets, adding('a.yaml', ...lines));
    expect(all.map(({ rule, severity }) => [rule, severity])).toContainEqual(['split-github-token', 'medium']);
    expect(JSON.stringify(all)).not.toContain(GITHUB.slice(24, 30));
  });

  it('is not a beginning with a word below it', async () => {
    expect(await found(adding('a.txt', 'npm_install_everything', '  afterwards'))).toEqual([]);
  });

  it('is not two words that stand in a row', async () => {
    expect(await found(adding('a.ts', "f('ghp_', 'a', 'b')", 'g("AKIA" + name)'))).toEqual([]);
  });
});

describe('base64', () => {
  it('is read two levels deep', async () => {
    const once = base64(`token=${GITHUB}`);
    for (const text of [once, base64(once)]) {
      expect(await found(adding('s.yaml', `  x: ${text}`))).toEqual(['high encoded-github-token s.yaml 1']);
    }
    const thrice = await found(adding('s.yaml', `  x: ${base64(base64(once))}`));
    expect(thrice.filter((rule) => rule.includes('encoded'))).toEqual([]);
  });

  it('and hexadecimal of a token is none the less one', async () => {
    const all = await runOn(secrets, adding('a.py', `t = bytes.fromhex("${Buffer.from(GITHUB).toString('hex')}")`));
    expect(all.map(({ rule, severity }) => [rule, severity])).toEqual([['encoded-github-token', 'high']]);
    expect(all[0]?.quote).toMatch(/fromhex\("6768\*{4}"\)/);
  });

  it('of ordinary text is nothing', async () => {
    expect(await found(adding('s.yaml', `  x: ${base64('hello world, this is a greeting')}`))).toEqual([]);
  });
});

describe('a random string', () => {
  it.each<[path: string, line: string, found: readonly string[]]>([
    ['a.go', `var signingKey = []byte("${RANDOM}")`, ['medium named-random-string a.go 1']],
    ['a_test.go', `var signingKey = []byte("${RANDOM}")`, ['low named-random-string a_test.go 1']],
    ['a.ts', `start('${RANDOM}')`, ['low random-string a.ts 1']],
    ['a.test.ts', `start('${RANDOM}')`, []],
    ['go.sum', `x v1 h1:${RANDOM}`, []],
    ['a.ts', `publicKey = '${RANDOM}'`, []],
    ['a.ts', `import '${RANDOM}.js'`, []],
    ['a.ts', `x = 'https://a.example/${RANDOM}'`, []],
    ['a.ts', `x = 'sha512-${RANDOM}'`, []],
  ])('%s: %s', async (path, line, expected) => {
    expect(await found(adding(path, line))).toEqual(expected);
  });

  it('in a certificate is none, and behind it is one again', async () => {
    const lines = ['-----BEGIN CERTIFICATE-----', `"${RANDOM}"`, '-----END CERTIFICATE-----', `"${RANDOM}"`];
    expect(await found(adding('a.ts', ...lines))).toEqual(['low random-string a.ts 4']);
  });
});

describe('places', () => {
  it('a token taken out is low, unless it is put back', async () => {
    expect(await found(changeOf(fileOf('a.ts', [`-t = "${GITHUB}"`, '+t = env.T'])))).toEqual([
      'low removed-github-token a.ts 1 old',
    ]);
    expect(await found(changeOf(fileOf('a.ts', [`-t = "${GITHUB}"`, `+T = "${GITHUB}"`])))).toEqual([
      'high github-token a.ts 1',
    ]);
  });

  it('of what is taken out, only tokens of a known shape count', async () => {
    expect(await found(changeOf(fileOf('a.ts', [`-password = "tR7!kq9Zw2"`, `-x = '${RANDOM}'`])))).toEqual([]);
  });

  it('commit messages and file names are read', async () => {
    const change = {
      ...changeOf(fileOf(`x/${GITHUB}`, ['+x'])),
      messages: [{ lines: ['Add x', '', `With ${GITHUB}`], firstFile: 0 }],
    };
    expect(await found(change)).toEqual([
      'high message-github-token (commit message 1) 3',
      `high path-github-token x/${GITHUB} 1`,
    ]);
  });

  it.each([
    glue('b3BlbnNzaC1rZXkt', 'djEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW', 'QyNTUxOQ'),
    glue('MIIEow', 'IBAAKCAQEAx7Yb2kQz0fV9mGq4tL8nRw3sJ5uHc1dXe6PaWvTyBzKoMlNi'),
    glue('MIIEvQ', 'IBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDvT2Kq8Lm1Zx'),
  ])('a private key without its header is high, in a test medium: %s', async (body) => {
    expect(await found(adding('deploy/a.dat', body, RANDOM))).toContainEqual('high private-key-body deploy/a.dat 1');
    expect(await found(adding('test/fixtures/a.key', body))).toEqual(['medium private-key-body test/fixtures/a.key 1']);
    expect(await found(adding('a.pem', 'MIIDXTCCAkWgAwIBAgIJAKL0UG+mRkSvMA0GCSqGSIb3DQEBCwUA'))).toEqual([]);
  });

  it('a private key in a test is medium', async () => {
    const key = [glue('-----BEGIN ', 'PRIVATE KEY-----'), RANDOM + RANDOM];
    expect(await found(adding('test/fixtures/a.key', ...key))).toEqual(['medium private-key test/fixtures/a.key 1']);
    expect(await found(adding('deploy/a.key', ...key))).toEqual(['high private-key deploy/a.key 1']);
  });
});
