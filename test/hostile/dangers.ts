import type { FileText } from './diff-text.ts';

/** A hunk that must not get through: what a reviewer has to point at. */
export interface Danger {
  /** Unique and stable. */
  readonly id: string;
  /** The programming language. */
  readonly language: string;
  /** What is wrong with it (CWE), in one sentence. */
  readonly what: string;
  /** `source/rule` of the machine finding of medium or high severity; null when only its meaning is dangerous and no rule can tell. */
  readonly rule: string | null;
  readonly file: FileText;
  /** The dangerous line without its marker; it stands once in the file. */
  readonly line: string;
  readonly side: 'new' | 'old';
}

const CODE: readonly Danger[] = [
  {
    id: 'py-token-compare',
    language: 'Python',
    what: 'A token is compared byte by byte, so the time taken tells how much of a guess is right (CWE-208).',
    rule: 'sast/constant-time-compare-replaced',
    side: 'new',
    line: '    return expected == given',
    file: {
      path: 'portal/webhooks/verify.py',
      hunks: [
        {
          oldStart: 22,
          heading: 'def digest_of(body, key):',
          lines: [
            ' def is_signed(body, given, key):',
            '     expected = digest_of(body, key)',
            '-    return hmac.compare_digest(expected, given)',
            '+    return expected == given',
            ' ',
            ' ',
            ' def handle(request):',
          ],
        },
      ],
    },
  },
  {
    id: 'js-shell-branch',
    language: 'JavaScript',
    what: 'A branch name goes into a shell command (CWE-78).',
    rule: 'sast/js-shell-command',
    side: 'new',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code, in a diff.
    line: '  const { stdout } = await exec(`git log --oneline -n 20 ${request.query.branch}`, { cwd });',
    file: {
      path: 'server/routes/history.js',
      hunks: [
        {
          oldStart: 14,
          lines: [
            " router.get('/history', async (request, response) => {",
            '   const cwd = folderOf(request.params.name);',
            "-  const { stdout } = await execFile('git', ['log', '--oneline', '-n', '20', '--', request.query.branch], { cwd });",
            // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code, in a diff.
            '+  const { stdout } = await exec(`git log --oneline -n 20 ${request.query.branch}`, { cwd });',
            "   response.json(stdout.split('\\n'));",
            ' });',
          ],
        },
      ],
    },
  },
  {
    id: 'go-tls-skip',
    language: 'Go',
    what: 'The certificate of the other side is no longer checked (CWE-295).',
    rule: 'sast/go-tls-verification-off',
    side: 'new',
    line: '\t\tTLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: true},',
    file: {
      path: 'internal/mirror/client.go',
      hunks: [
        {
          oldStart: 31,
          heading: 'func newClient(limit time.Duration) *http.Client {',
          lines: [
            ' \ttransport := &http.Transport{',
            ' \t\tMaxIdleConnsPerHost: 4,',
            '-\t\tTLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12},',
            '+\t\tTLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: true},',
            ' \t}',
            ' \treturn &http.Client{Transport: transport, Timeout: limit}',
          ],
        },
      ],
    },
  },
  {
    id: 'php-query-concat',
    language: 'PHP',
    what: "A visitor's text is put into a query (CWE-89).",
    rule: 'sast/php-sql-built',
    side: 'new',
    line: '    $found = $db->query("SELECT id, title FROM posts WHERE slug = \'" . $_GET[\'slug\'] . "\'");',
    file: {
      path: 'public/post.php',
      hunks: [
        {
          oldStart: 9,
          lines: [
            ' function post_by_slug($db)',
            ' {',
            "-    $found = $db->prepare('SELECT id, title FROM posts WHERE slug = ?');",
            "-    $found->execute([$_GET['slug']]);",
            '+    $found = $db->query("SELECT id, title FROM posts WHERE slug = \'" . $_GET[\'slug\'] . "\'");',
            '     return $found->fetch();',
            ' }',
          ],
        },
      ],
    },
  },
];

const LOGIC: readonly Danger[] = [
  {
    id: 'go-bounds-off-by-one',
    language: 'Go',
    what: 'A field that ends one byte behind the frame is let through and read (CWE-193).',
    rule: null,
    side: 'new',
    line: '\tif f.pos+int(size) > len(f.frame)+1 {',
    file: {
      path: 'internal/wire/field.go',
      hunks: [
        {
          oldStart: 58,
          heading: 'func (f *fields) next() ([]byte, error) {',
          lines: [
            ' \tsize := binary.BigEndian.Uint16(f.frame[f.pos:])',
            ' \tf.pos += 2',
            '-\tif f.pos+int(size) > len(f.frame) {',
            '+\tif f.pos+int(size) > len(f.frame)+1 {',
            ' \t\treturn nil, errShort',
            ' \t}',
            ' \tvalue := unsafe.Slice(&f.frame[f.pos], size)',
            ' \tf.pos += int(size)',
          ],
        },
      ],
    },
  },
  {
    id: 'ts-inverted-permission',
    language: 'TypeScript',
    what: 'The variable now says the opposite and the condition does not: whoever may not edit, edits (CWE-697).',
    rule: null,
    side: 'new',
    line: '  if (locked) return store.write(draft);',
    file: {
      path: 'src/pages/save-page.ts',
      hunks: [
        {
          oldStart: 17,
          lines: [
            ' export const savePage = async (viewer: Viewer, page: Page, text: string): Promise<Saved> => {',
            '-  const open = await mayEdit(viewer, page);',
            '+  const locked = !(await mayEdit(viewer, page));',
            '   const draft = { ...page, text, editedBy: viewer.id };',
            '-  if (open) return store.write(draft);',
            '+  if (locked) return store.write(draft);',
            '   return store.suggest(draft);',
            ' };',
          ],
        },
      ],
    },
  },
  {
    id: 'py-origin-prefix',
    language: 'Python',
    what: 'An origin that only begins like an allowed one passes: https://example.org.attacker.net (CWE-1023).',
    rule: null,
    side: 'new',
    line: '    return any(origin.startswith(known) for known in settings.ORIGINS)',
    file: {
      path: 'portal/http/origins.py',
      hunks: [
        {
          oldStart: 11,
          lines: [
            ' def knows(origin, settings):',
            '     """Whether a page of this origin may read the answer."""',
            '-    return origin in settings.ORIGINS',
            '+    return any(origin.startswith(known) for known in settings.ORIGINS)',
            ' ',
            ' ',
            ' def answer_headers(request, settings):',
          ],
        },
      ],
    },
  },
  {
    id: 'rust-signature-retry',
    language: 'Rust',
    what: 'A wrong signature is tried three times and then taken as if it were right (CWE-347).',
    rule: null,
    side: 'new',
    line: '    while attempt < 3 && self.keys.check(&bundle).is_err() {',
    file: {
      path: 'crates/update/src/install.rs',
      hunks: [
        {
          oldStart: 74,
          heading: 'impl Installer {',
          lines: [
            '   pub fn install(&mut self, name: &str) -> Result<Version, Error> {',
            '-    let bundle = self.source.load(name)?;',
            '-    self.keys.check(&bundle)?;',
            '+    let mut bundle = self.source.load(name)?;',
            '+    let mut attempt = 0;',
            '+    while attempt < 3 && self.keys.check(&bundle).is_err() {',
            '+      attempt += 1;',
            '+      bundle = self.source.load(name)?;',
            '+    }',
            '     self.unpack(&bundle)?;',
            '     Ok(bundle.version)',
            '   }',
          ],
        },
      ],
    },
  },
  {
    id: 'c-check-then-open',
    language: 'C',
    what: 'The file is looked at by name before it is opened, so it can be exchanged in between (CWE-367).',
    rule: null,
    side: 'new',
    line: '\tif (lstat(path, &st) || !S_ISREG(st.st_mode) || st.st_uid != uid)',
    file: {
      path: 'src/spool/submit.c',
      hunks: [
        {
          oldStart: 102,
          heading: 'static int take_job(const char *path, uid_t uid)',
          lines: [
            ' \tstruct stat st;',
            ' \tint fd;',
            ' ',
            '-\tfd = open(path, O_RDONLY | O_NOFOLLOW);',
            '-\tif (fd < 0)',
            '-\t\treturn -1;',
            '-\tif (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_uid != uid) {',
            '-\t\tclose(fd);',
            '-\t\treturn -1;',
            '-\t}',
            '+\tif (lstat(path, &st) || !S_ISREG(st.st_mode) || st.st_uid != uid)',
            '+\t\treturn -1;',
            '+\tfd = open(path, O_RDONLY);',
            '+\tif (fd < 0)',
            '+\t\treturn -1;',
            ' \treturn enqueue(fd, st.st_size);',
          ],
        },
      ],
    },
  },
  {
    id: 'java-cache-key',
    language: 'Java',
    what: "The cache no longer tells tenants apart, so one is shown another's invoices (CWE-639).",
    rule: null,
    side: 'new',
    line: '        String key = "invoices:" + month;',
    file: {
      path: 'billing/src/main/java/org/example/billing/InvoiceList.java',
      hunks: [
        {
          oldStart: 44,
          heading: 'public final class InvoiceList {',
          lines: [
            '     List<Invoice> of(Tenant tenant, YearMonth month) {',
            '-        String key = "invoices:" + tenant.id() + ":" + month;',
            '+        String key = "invoices:" + month;',
            '         return cache.computeIfAbsent(key, ignored -> repository.find(tenant, month));',
            '     }',
          ],
        },
      ],
    },
  },
];

/** The dangers: four that machine rules find, six of which only the meaning is wrong. */
export const DANGERS: readonly Danger[] = [...CODE, ...LOGIC];
