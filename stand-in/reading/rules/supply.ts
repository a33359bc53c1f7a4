import type { Rule } from './rule.ts';

/** What is fetched and run, what leaves, what is hidden. */
export const SUPPLY: readonly Rule[] = [
  {
    id: 'fetched-and-run',
    severity: 'high',
    on: 'added',
    pattern:
      /\b(?:curl|wget|iwr|Invoke-WebRequest)\b[^\n]{0,200}(?:\|\s{0,4}(?:sudo\s{1,4}(?:-\w{1,4}\s{1,4})?)?(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh\b|\|\s{0,4}(?:sudo\s{1,4})?(?:python3?|node|perl|ruby|php|iex)\b|;\s{0,4}(?:sh|bash)\s)|(?:ba)?sh\s{1,4}(?:-c\s{1,4}["']?)?(?:<\(|["']?\$\()\s{0,4}(?:curl|wget)\b|\biex\b[^\n]{0,80}(?:DownloadString|iwr)|eval\s{0,4}["']?\$\((?:curl|wget)/i,
    reason: 'Runs whatever a host answers with at that moment.',
  },
  {
    id: 'install-script',
    severity: 'high',
    on: 'added',
    pattern: /"(?:pre|post)?install"\s{0,4}:\s{0,4}"[^"\n]{0,200}(?:node |curl|wget|sh |bash|python|powershell|eval)/,
    paths: /package\.json$/,
    reason: 'Runs a program on every machine that installs the package.',
  },
  {
    id: 'untrusted-workflow',
    severity: 'high',
    on: 'added',
    pattern:
      /\bpull_request_target\b|github\.event\.pull_request\.head\.(?:sha|ref)|\bpermissions\s{0,4}:\s{0,4}write-all|\$\{\{\s{0,4}github\.event\.(?:issue|comment|pull_request|review|head_commit)\.(?:title|body|message)/,
    paths: /(?:\.github\/|\.gitlab-ci|\.tangled\/|workflows?\/|\.ya?ml$)/,
    reason: 'Strangers\u2019 code or words run with the repository\u2019s secrets.',
  },
  {
    id: 'workflow-secret',
    severity: 'medium',
    on: 'added',
    pattern: /\$\{\{\s{0,4}secrets\.(?!GITHUB_TOKEN)\w{1,80}/,
    paths: /\.ya?ml$/,
    reason: 'A secret is handed to a step that did not have it.',
  },
  {
    id: 'checksum-gone',
    severity: 'high',
    on: 'deleted',
    pattern:
      /sha(?:256|512)sum|shasum|--require-hashes|gpg\s{1,4}(?:--\w{1,20}\s{1,4})?--verify|cosign verify|integrity=|verify_checksum|checkSha|minisign -V|npm ci\b/i,
    reason: 'What is fetched is no longer held against a checksum or a signature.',
  },
  {
    id: 'environment-sent',
    severity: 'high',
    on: 'added',
    pattern:
      /JSON\.stringify\(process\.env\)|json\.dumps\((?:dict\()?os\.environ|os\.Environ\(\)|env::vars\(\)|\bENV\.to_h|System\.getenv\(\)|getenv\(\)\s{0,4}\)|(?:printenv|\benv)\s{0,4}\|[^\n]{0,80}(?:curl|nc|wget)|\b(?:curl|wget|nc)\b[^\n]{0,200}(?:\$\{?\w{0,30}(?:TOKEN|SECRET|PASSWORD|KEY)|@?[~/][\w./]{0,60}(?:\.ssh|\.aws|\.npmrc|\.netrc|id_rsa|passwd|shadow|\.env))/,
    reason: 'Everything the process knows, secrets included, is gathered up to be sent.',
  },
  {
    id: 'secret-sent',
    severity: 'high',
    on: 'added',
    pattern:
      /\b(?:fetch|axios(?:\.\w{2,8})?|requests\.(?:post|put|get)|http\.(?:Post|Get|post|get|request)|https\.(?:get|request)|urlopen|sendBeacon|reqwest::\w{2,20}|client\.post|post|Net::HTTP\.\w{2,20})\s{0,4}\([^\n]{0,200}(?:password|passwd|secret|api_?key|private_?key|credential|cookie|\btoken\b|environ|process\.env|ssh)/i,
    unless: /['"]\/(?:login|auth|token|oauth|session|password|api)[^\n]{0,60}['"]|authorization\s{0,4}:/i,
    reason: 'A secret is sent to another host.',
  },
  {
    id: 'bare-address',
    severity: 'medium',
    on: 'added',
    pattern:
      /https?:\/\/(?!127\.|10\.|192\.168\.|0\.0\.0\.0)(?:\d{1,3}\.){3}\d{1,3}\b|https?:\/\/[\w.-]{1,80}(?:\.onion|webhook\.site|requestbin|pastebin\.com|ngrok|burpcollaborator|interact\.sh|oast\.\w{2,6})\b/,
    reason: 'Speaks to a host that stands under a bare address or takes anything.',
  },
  {
    id: 'encoded-code',
    severity: 'high',
    on: 'added',
    pattern:
      /(?:eval|exec|Function|execSync|system|loads|compile|require|import)\s{0,4}\(?[^\n]{0,60}(?:atob\(|b64decode|base64_decode|Buffer\.from\([^)\n]{0,200}['"](?:base64|hex)['"]|fromhex|unhexlify|gzinflate|str_rot13|fromCharCode|Base64\.decode64|FromBase64String)|base64\s{1,4}(?:-d|--decode|-D)\b[^\n]{0,60}\|\s{0,4}(?:ba)?sh/i,
    reason: 'Runs code that was encoded so that nobody reads it.',
  },
  {
    id: 'reverse-shell',
    severity: 'high',
    on: 'added',
    pattern:
      /\/dev\/tcp\/|\bnc(?:at)?\b[^\n]{0,60}\s-e\s|bash\s{1,4}-i\s{0,4}>&|mkfifo[^\n]{0,80}\bnc\b|pty\.spawn\(|socket\.socket\([^\n]{0,120}dup2/,
    reason: 'Opens a shell to another host.',
  },
  {
    id: 'registry-changed',
    severity: 'high',
    on: 'swapped',
    was: /registry\.npmjs\.org|pypi\.org|crates\.io|proxy\.golang\.org|rubygems\.org|repo1?\.maven/i,
    pattern: /https?:\/\/|registry|index-url/i,
    unless:
      /registry\.npmjs\.org|pypi\.org|crates\.io|proxy\.golang\.org|rubygems\.org|repo1?\.maven|pythonhosted\.org/i,
    reason: 'Packages come from another host than before.',
  },
  {
    id: 'destructive',
    severity: 'high',
    on: 'added',
    pattern:
      /\brm\s{1,4}-[rRf]{2,3}\s{1,4}(?:--no-preserve-root\s{1,4})?["']?(?:\/|~|\$HOME|\*)(?:["'\s]|$)|\bmkfs\.|dd\s[^\n]{0,80}of=\/dev\/[sn]d|DROP\s{1,4}(?:TABLE|DATABASE)\b(?!\s{1,4}IF\b)|shutil\.rmtree\(['"]?(?:\/|os\.path\.expanduser)/i,
    reason: 'Deletes what cannot be got back.',
  },
  {
    id: 'scheduled',
    severity: 'medium',
    on: 'added',
    pattern: /crontab\s{1,4}-|\/etc\/cron\.|LaunchAgents|\.bashrc|authorized_keys|systemctl\s{1,4}enable/,
    paths: /\.(?:sh|py|js|ts|mjs|rb|go|rs|c|pl|php)$/,
    reason: 'Stays on the machine beyond its own run.',
  },
];
