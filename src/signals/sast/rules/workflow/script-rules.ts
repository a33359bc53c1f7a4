import type { LineRule } from '../../workflow/line-rule.ts';

/** A command that does no more than show a text. */
const SHOWN_ONLY =
  /^\s*(?:-\s+)?(?:run:\s*)?@?(?:echo|printf|print|warn|info|log\w*|die|fatal|usage)\s+(?:-\w+\s+)?(?:"(?:[^"`$]|\$(?!\())*"|'[^']*'|[^"'|;&$`<>]*)\s*(?:>&2)?\s*$/;

/** Commands of shells, make, Docker and workflows. */
export const SCRIPT_RULES: readonly LineRule[] = [
  {
    id: 'download-piped-to-shell',
    severity: 'medium',
    cwe: 494,
    message: 'What a server answers is run as it comes, unseen and unverified.',
    roles: ['script'],
    line: [
      /\b(?:curl|wget|fetch|iwr|Invoke-WebRequest|irm)\b/i,
      /\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:env\s+)?(?:\/\S{1,40}\/)?(?:ba|z|da|k)?sh\b|\|\s*(?:sudo\s+)?(?:python[\d.]*|node|perl|ruby|php|iex)\b(?!\s+-(?:c|e|m|ne|pe|lne)\b)|\b(?:sh|bash|zsh|source|eval|\.)\s+(?:-c\s+)?["']?(?:<\(|\$\()\s*(?:curl|wget)\b/i,
    ],
    not: SHOWN_ONLY,
    unless: /\b(?:curl|wget|iwr|irm)\b.{0,300}\|\s*(?:sudo\s+)?(?:ba|z|da|k)?sh\b/,
  },
  {
    id: 'certificate-check-off',
    severity: 'medium',
    cwe: 295,
    message: 'Downloads are no longer checked to come from the server they are asked from.',
    roles: ['script'],
    line: [
      /\bcurl\b.{0,200}\s(?:-[a-zA-Z]{0,6}k[a-zA-Z]{0,6}|--insecure)(?:\s|$)|\bwget\b.{0,200}--no-check-certificate|http\.sslVerify["']?[= ]+["']?(?:false|0)|GIT_SSL_NO_VERIFY["']?[=:]\s*["']?(?!0|false)\w|strict-ssl["']?[= ]+["']?false|NODE_TLS_REJECT_UNAUTHORIZED["']?\s*[=:]\s*["']?0|--trusted-host\b|PYTHONHTTPSVERIFY["']?[=:]\s*["']?0|StrictHostKeyChecking[= ]+["']?no\b|--disable-host-key-check|\bGOINSECURE=|GONOSUMDB=|GONOSUMCHECK=|GOFLAGS=\S{0,20}-insecure|GOSUMDB["']?[=:]\s*["']?off\b/,
    ],
    not: SHOWN_ONLY,
    unless:
      /--insecure|\s-k\b|--no-check-certificate|sslVerify|NO_VERIFY|strict-ssl|REJECT_UNAUTHORIZED|trusted-host|StrictHostKeyChecking|GOSUMDB/,
  },
  {
    id: 'package-signature-off',
    severity: 'medium',
    cwe: 347,
    message: 'Packages are installed without the check that they come from who made them.',
    roles: ['script'],
    line: [
      /--allow-unauthenticated\b|--force-yes\b|--no-gpg-check|--nogpgcheck|gpgcheck\s*=\s*0|--allow-untrusted\b|\[[^\]]{0,80}trusted=yes|--no-verify-signatures?|SigLevel\s*=\s*Never|Acquire::AllowInsecureRepositories|--ignore-signature|--skip-signature/i,
    ],
    not: SHOWN_ONLY,
  },
  {
    id: 'world-writable',
    severity: 'medium',
    cwe: 732,
    message: 'Everybody on the machine may then change these files.',
    roles: ['script'],
    line: [/\bchmod\s+(?:-\w+\s+)*["']?(?:0?777|0?666|a\+rwx|ugo\+rwx|o\+w|a\+w)\b/],
    not: SHOWN_ONLY,
    unless: /\bchmod\s+(?:-\w+\s+)*["']?(?:0?777|0?666|a\+rwx|ugo\+rwx|o\+w|a\+w)\b/,
  },
  {
    id: 'hooks-skipped',
    severity: 'low',
    cwe: 693,
    message: 'The checks that run before a commit or push are skipped.',
    roles: ['script'],
    line: [/\bgit\b/, /\b(?:commit|push|merge|rebase)\b/, /\s--no-verify\b/],
  },
  {
    id: 'decoded-and-run',
    severity: 'high',
    cwe: 506,
    message: 'Text that nobody can read is decoded and run as commands.',
    roles: ['script', 'recipe'],
    line: [
      /\b(?:base64\s+(?:-d|-D|--decode|-di)|xxd\s+(?:-\w+\s+){0,3}-r|openssl\s+enc\b.{0,100}\s-d|xz\s+-\w*d\w*|gunzip\s+-c|zcat\s)|\|\s*(?:rev\b|tr\s+["'\\])/,
      /\|\s*(?:sudo\s+)?(?:\/\S{1,40}\/)?(?:ba|z|da|k)?sh\s*(?:$|[;&|)"'`-])|\beval\s+["'`$]|\|\s*(?:python[\d.]*|perl|node)\s*(?:-\s*)?$/,
    ],
  },
  {
    id: 'runs-as-root',
    severity: 'low',
    cwe: 250,
    message: 'What follows in the image runs with all rights.',
    roles: ['script'],
    line: [/^\s*USER\s+(?:root|0)\b/],
    replaces: /^\s*USER\s+(?!root\b|0\b)/,
  },
];
