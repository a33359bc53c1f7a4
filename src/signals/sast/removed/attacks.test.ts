import { describe, expect, it } from 'vitest';
import type { Change, FileChange } from '../../../domain/index.ts';
import { changeOf, fileOf } from '../../text/test-change.ts';
import { removedProtections } from './removed-protections.ts';

const said = (change: Change): readonly string[] =>
  [...removedProtections(change)].map(({ rule, severity }) => `${rule} ${severity}`);

const CHECK = 'if (!req.user.isAdmin) return res.status(403).end();';
const dropped = (...added: readonly string[]): FileChange =>
  fileOf('src/admin.js', [
    ' function del(req, res) {',
    `-  ${CHECK}`,
    ...added.map((line) => `+  ${line}`),
    '   db.drop(req.params.id);',
    ' }',
  ]);
const LOST = ['auth-check-removed medium'];

it('a lost check is found', () => {
  expect(said(changeOf(dropped()))).toEqual(LOST);
});

describe('a lost check that comes back where it does not run is lost all the same:', () => {
  it.each<[where: string, file: FileChange]>([
    ['in a style sheet', fileOf('src/notes.css', [`+${CHECK}`])],
    ['in data', fileOf('src/notes.json', [`+${CHECK}`])],
    ['in prose', fileOf('docs/notes.md', [`+${CHECK}`])],
    ['in another language', fileOf('src/notes.py', [`+${CHECK}`])],
    ['in a test', fileOf('test/admin.js', [`+${CHECK}`])],
    ['in a comment', fileOf('src/b.js', [' /* kept for later', `+${CHECK}`, ' */'])],
    ['in a comment that begins above', fileOf('src/b.js', [' kept for later', `+${CHECK}`, ' */', ' f();'])],
    ['in a text', fileOf('src/b.js', [' const doc = `', `+${CHECK}`, ' `;'])],
    ['in a text that goes on below', fileOf('src/b.js', [' const doc = `', `+${CHECK}`, ' more'])],
    ['in a text that begins above', fileOf('src/b.js', [' some words', `+${CHECK}`, ' `;', ' f();'])],
    ['behind a return', fileOf('src/b.js', [' function f() {', '+  return 1;', `+  ${CHECK}`, ' }'])],
    ['behind a throw', fileOf('src/b.js', [' function f() {', '   throw new Error(x);', `+  ${CHECK}`, ' }'])],
    ['where nothing holds', fileOf('src/b.js', ['+if (false) {', `+  ${CHECK}`, '+}'])],
  ])('%s', (_where, file) => {
    expect(said(changeOf(dropped(), file))).toEqual(LOST);
  });

  it.each<[where: string, lines: readonly string[]]>([
    ['in a docstring', [' def f():', '     """', `+    ${'if len(x) > limit: raise TooLong'}`, '     """']],
    [
      'in a docstring that ends above',
      ['     words', `+    ${'if len(x) > limit: raise TooLong'}`, '     """', ' x = 1'],
    ],
  ])('%s', (_where, lines) => {
    const lost = fileOf('src/a.py', [' def g(x):', '-    if len(x) > limit: raise TooLong', '     copy(x)']);
    expect(said(changeOf(lost, fileOf('src/b.py', lines)))).toEqual(['bounds-check-removed medium']);
  });

  it('under #if 0', () => {
    const lines = [
      ' int f(void) {',
      '-  if (len > limit) return -1;',
      '+#if 0',
      '+  if (len > limit) return -1;',
      '+#endif',
    ];
    expect(said(changeOf(fileOf('src/a.c', lines)))).toEqual(['bounds-check-removed medium']);
  });
});

describe('a lost check that comes back where it runs is not lost:', () => {
  it.each<[where: string, lines: readonly string[]]>([
    ['in a function of its own', ['+function guard(req, res) {', `+  ${CHECK}`, '+}']],
    ['after a comment', [' /* words */', `+${CHECK}`]],
    ['after a text', [' const a = `b`;', `+${CHECK}`]],
    ['after a text that begins above', [' words', ' `;', `+${CHECK}`]],
    ['behind a return that depends', [' if (ready)', '   return 1;', `+${CHECK}`]],
    ['in another case', ['   case 1:', '     return 1;', '   case 2:', `+    ${CHECK}`]],
    ['behind the end of what returns', [' {', '   return 1;', ' }', `+${CHECK}`]],
    ['beside a glob', [" const all = '**/*.js';", `+${CHECK}`, " const most = 'src/**/*.js';"]],
  ])('%s', (_where, lines) => {
    expect(said(changeOf(dropped(), fileOf('src/b.ts', lines)))).toEqual([]);
  });
});

it('no number of lines beside it makes a lost check weigh less', () => {
  const more = Array.from({ length: 20 }, (_, index) => `-  const a${index} = one();`);
  const lines = [' function del(req, res) {', ...more, `-  ${CHECK}`, ...more, '   db.drop(req.params.id);'];
  expect(said(changeOf(fileOf('src/admin.js', lines)))).toEqual(LOST);
});

describe('no name makes a lost check weigh less:', () => {
  const lines = [' function del(req, res) {', `-  ${CHECK}`, '   db.drop(req.params.id);'];
  it.each<[what: string, change: Change]>([
    ['a folder called testing', changeOf(fileOf('src/testing/admin.js', lines))],
    ['a folder called spec', changeOf(fileOf('lib/spec/admin.js', lines))],
    ['a test it is renamed to', changeOf({ ...fileOf('t/admin.js', lines), oldPath: 'src/admin.js' })],
    ['one test name for another', changeOf({ ...fileOf('t/admin.js', lines), oldPath: 'testing/admin.js' })],
    ['prose it is renamed to', changeOf({ ...fileOf('admin.txt', lines), oldPath: 'src/admin.js' })],
    [
      'a name it has for a while',
      changeOf(fileOf('t/admin.js', lines), { ...fileOf('src/admin.js', []), oldPath: 't/admin.js' }),
    ],
  ])('%s', (_what, change) => {
    expect(said(change)).toEqual(LOST);
  });

  it('but a test checks nobody', () => {
    expect(said(changeOf(fileOf('test/admin.js', lines)))).toEqual([]);
  });

  it('nor does one lower a weakened line below medium', () => {
    const swap = ['-  const c = AES.new(key, AES.MODE_GCM);', '+  const c = AES.new(key, AES.MODE_ECB);'];
    for (const path of ['src/testing/x.js', 't/x.js', 'test/x.test.js'])
      expect(said(changeOf(fileOf(path, swap)))).toEqual(['algorithm-weakened medium']);
    const inverted = ['-  if (!isAdmin(user)) return;', '+  if (isAdmin(user)) return;'];
    expect(said(changeOf(fileOf('src/spec/a.ts', inverted)))).toEqual(['auth-condition-inverted high']);
  });
});

describe('what stands where a check stood must leave, too:', () => {
  it.each<[what: string, ...added: readonly string[]]>([
    ['a count', "if (req.user.isAdmin) metrics.inc('admin');"],
    ['a log entry', "if (!req.user.isAdmin) log.warn('denied, forbidden, 403');"],
    ['a status alone', 'if (!req.user.isAdmin) res.status(403);'],
    ['a block that leaves nothing', 'if (!req.user.isAdmin) {', '  count += 1;', '}', 'return next();'],
    ['a comment', `// ${CHECK}`],
    ['about something else', 'if (!req.query.authMode) return res.end();'],
    ['a text', `const note = "${CHECK.replaceAll('"', "'")}";`],
  ])('%s does not do', (_what, ...added) => {
    expect(said(changeOf(dropped(...added)))).toEqual(LOST);
  });

  it.each<[what: string, ...added: readonly string[]]>([
    ['the same the other way', 'if (req.user.isAdmin !== true) { return deny(res); }'],
    ['a block', 'if (!req.user.isAdmin) {', '  log(req);', "  throw new Error('no');", '}'],
    ['over several lines', 'if (', '  !req.user.isAdmin', ') {', '  throw new Forbidden();', '}'],
    ['by a name', 'const ok = req.user.isAdmin || isOwner(req);', 'if (!ok) return res.end();'],
    ['a guard', 'requireAdmin(req);'],
    ['what is returned over several lines', 'return (', '  req.user.isAdmin &&', '  drop(req)', ');'],
    ['a call that goes on', 'permissions(req.user.isAdmin)', '  .orElse(() => {})', '  .expect(ok);'],
  ])('%s does', (_what, ...added) => {
    expect(said(changeOf(dropped(...added)))).toEqual([]);
  });

  it('or hold what came after', () => {
    const lines = [
      `-${CHECK}`,
      '-db.drop(req.params.id);',
      '+if (req.user.isAdmin) {',
      '+  db.drop(req.params.id);',
      '+}',
    ];
    expect(said(changeOf(fileOf('src/a.js', lines)))).toEqual([]);
  });

  it.each<[what: string, path: string, lines: readonly string[], rule: string]>([
    [
      'an error that is dropped',
      'sig.go',
      [
        '-\tif err := verify(sig, data); err != nil {',
        '-\t\treturn err',
        '-\t}',
        '+\terr := verify(sig, data)',
        '+\tlog.Println(err)',
        ' \treturn install(data)',
      ],
      'verification-removed medium',
    ],
    [
      'an answer that is dropped',
      'sig.py',
      ['-    if not verify(sig, data): raise BadSig()', '+    verify(sig, data)', '     install(data)'],
      'verification-removed medium',
    ],
    [
      'an assertion',
      'parse.c',
      ['-  if (n > sizeof buf) return -1;', '+  assert(n <= sizeof buf);', '   memcpy(buf, p, n);'],
      'bounds-check-removed medium',
    ],
    [
      'a comparison of another value',
      'exit.c',
      ['-  if (!is_admin(u))', '+  if (u->flags & X)', '     return -EPERM;'],
      'auth-check-removed medium',
    ],
  ])('%s does not do', (_what, path, lines, rule) => {
    expect(said(changeOf(fileOf(path, lines)))).toEqual([rule]);
  });

  it('a length that is compared in what is returned does', () => {
    const lines = ['-  if (i >= len) return 1;', '+  return (i >= (int)len);', ' }'];
    expect(said(changeOf(fileOf('a.c', lines)))).toEqual([]);
  });
});

describe('a condition that is widened', () => {
  it.each<[what: string, now: string, found: string]>([
    ['by a parameter', 'if (!req.user.isAdmin && !req.query.preview)', 'auth-condition-broadened medium'],
    ['from the front', 'if (!req.query.preview && !req.user.isAdmin)', 'auth-condition-broadened medium'],
    ['within parentheses', 'if ((!req.user.isAdmin) && (!req.query.preview))', 'auth-condition-broadened medium'],
    [
      'by many words',
      `if (!req.user.isAdmin && !(${Array.from({ length: 9 }, (_, index) => `a${index}.b`).join(' === ')}))`,
      'auth-condition-broadened medium',
    ],
    ['so that it never holds', 'if (!req.user.isAdmin && false)', 'check-always-passes high'],
    ['so that it never holds, from the front', 'if (false && !req.user.isAdmin)', 'check-always-passes high'],
  ])('%s is found', (_what, now, found) => {
    const lines = ['-  if (!req.user.isAdmin) return deny(res);', `+  ${now} return deny(res);`];
    expect(said(changeOf(fileOf('src/a.js', lines)))).toEqual([found]);
  });

  it('is found when it leaves on the next line, and when it lets through', () => {
    const over = ['-  if (!is_admin(u))', '+  if (!is_admin(u) && !u->legacy)', '     return -EPERM;'];
    expect(said(changeOf(fileOf('a.c', over)))).toEqual(['auth-condition-broadened medium']);
    const allows = [
      "-    role == 'admin' && can_edit?(x)",
      "+    role == 'admin' && can_edit?(x) || email.end_with?('@a.b')",
    ];
    expect(said(changeOf(fileOf('a.rb', allows)))).toEqual(['auth-condition-broadened medium']);
  });

  it('is none when it is narrowed', () => {
    const more = ['-  if (!isAdmin(u)) return deny();', '+  if (!isAdmin(u) || !u.active) return deny();'];
    const less = ['-  if (isAdmin(u)) { show(); }', '+  if (isAdmin(u) && u.active) { show(); }'];
    for (const lines of [more, less]) expect(said(changeOf(fileOf('src/a.ts', lines)))).toEqual([]);
  });

  it.each([
    ['if ((int)n > (int)sizeof buf) return -1;', true],
    ['if (n > sizeof(buf) * 2) return -1;', true],
    ['if (n * 2 > sizeof buf) return -1;', false],
    ['if ((size_t)n > sizeof buf) return -1;', false],
  ])('to a length is found when it lets more through: %s', (now, found) => {
    const lines = ['-  if (n > sizeof buf) return -1;', `+  ${now}`, '   memcpy(buf, p, n);'];
    expect(said(changeOf(fileOf('src/a.c', lines)))).toEqual(found ? ['bounds-comparison-loosened medium'] : []);
  });
});
