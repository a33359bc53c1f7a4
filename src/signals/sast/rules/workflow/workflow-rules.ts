import type { LineRule } from '../../workflow/line-rule.ts';

/** What a stranger may write: titles, bodies, branch names, messages. See GitHub's list of untrusted inputs. */
const STRANGERS_WORDS =
  /\$\{\{[^}]{0,200}(?:github\.head_ref|github\.event\.[\w.*[\]'"-]{0,80}(?:title|body|head\.ref|head\.label|head\.repo\.default_branch|head_branch|message|author\.(?:name|email)|page_name|default_branch|description|ref_name|display_title)|github\.event\.(?:comment|review|issue|discussion)\.[\w.]{0,30}body|inputs\.(?!\w{0,30}(?:version|environment))\w{0,40}(?:title|body|message|comment))/;
const TEST_STEP =
  /\b(?:test|tests|vitest|jest|pytest|mocha|lint|clippy|audit|scan|check|verify|codeql|semgrep|trivy|vet|golangci|mypy|tsc|ctest)\b/i;
const USES = /\buses:\s*["']?([\w.-]+\/[\w./-]+)@/;

/** Workflows of forges: what runs there holds the project's secrets and its right to publish. */
export const WORKFLOW_RULES: readonly LineRule[] = [
  {
    id: 'workflow-privileged-checkout',
    severity: 'high',
    cwe: 94,
    message: 'A workflow that holds the secrets of the project checks out, and then runs, the code of a stranger.',
    roles: ['workflow'],
    line: [
      /\b(?:ref|repository):\s.{0,10}\$\{\{[^}]{0,40}(?:github\.event\.pull_request\.head|github\.head_ref|github\.event\.workflow_run\.head)|\bgh pr checkout\b|\brefs\/pull\//,
    ],
    beside: /\bpull_request_target\b|\bworkflow_run\b|\bissue_comment\b/,
  },
  {
    id: 'workflow-pull-request-target',
    severity: 'medium',
    cwe: 269,
    message:
      'With this trigger the workflow runs for pull requests of strangers with the secrets and rights of the project.',
    roles: ['workflow'],
    line: [/(?:^\s*(?:-\s*)?|[[,]\s*|\bon:\s*)["']?pull_request_target\b/],
    notPlace: /(?:^|\/)(?:run|script)$/,
    unless: /\bpull_request_target\b/,
  },
  {
    id: 'workflow-script-injection',
    severity: 'high',
    cwe: 78,
    message: 'Words that a stranger chooses become part of a command: a title such as `$(…)` would be run.',
    roles: ['workflow'],
    line: [STRANGERS_WORDS],
    // A key of its own (`TITLE: ${{ … }}`) hands the words over as data.
    not: /^\s*(?:-\s+)?(?!run\b|script\b)["']?[\w.-]{1,80}["']?\s*:\s/,
    notPlace:
      /(?:^|\/)(?:env|with|if|concurrency|group|name|title|outputs)$|(?:^|\/)(?:env|with|outputs)\/(?!script$|run$)[^/]*$/,
  },
  {
    id: 'workflow-write-all',
    severity: 'medium',
    cwe: 250,
    message: 'The workflow may now write to everything in the repository.',
    roles: ['workflow'],
    line: [/\bpermissions:\s*["']?write-all\b/],
  },
  {
    id: 'workflow-more-rights',
    severity: 'low',
    cwe: 250,
    message: 'The workflow gets the right to write here, or to publish in the name of the project.',
    roles: ['workflow'],
    line: [
      /^\s*(?:contents|packages|actions|id-token|deployments|checks|statuses|pull-requests|issues|pages|security-events|attestations):\s*["']?write\b/,
    ],
  },
  {
    id: 'workflow-secret-shown',
    severity: 'medium',
    cwe: 532,
    message: 'A secret is printed, where everybody who can read the log sees it.',
    roles: ['workflow'],
    line: [
      /\b(?:echo|printf|cat|base64|print|console\.log|tee)\b/,
      /\$\{\{\s*(?:secrets\.|toJSON\(\s*secrets)|\bprintenv\b/i,
    ],
    not: /--password-stdin|--with-token|GITHUB_ENV|::add-mask|>\s*["']?[~$./\w]/,
  },
  {
    id: 'workflow-secrets-whole',
    severity: 'high',
    cwe: 522,
    message: 'All secrets of the project are handed over at once.',
    roles: ['workflow'],
    line: [/toJSON\(\s*secrets\s*\)/i],
  },
  {
    id: 'workflow-secret-sent',
    severity: 'medium',
    cwe: 200,
    message: 'A secret, or the whole environment, is sent to an address on the network.',
    roles: ['workflow', 'script'],
    line: [
      /\b(?:curl|wget|nc|ncat|Invoke-WebRequest|fetch)\b/,
      /\$\((?:env|printenv)\)|`(?:env|printenv)`|\|\s*(?:curl|nc|ncat)\b|@-|toJSON\(\s*secrets/,
    ],
    not: /localhost|127\.0\.0\.1/,
    beside: /\b(?:env|printenv|secrets|id_rsa|\.npmrc|\.aws|\.ssh)\b/,
  },
  {
    id: 'action-unpinned',
    severity: 'medium',
    cwe: 829,
    message: 'An action that was pinned to a commit now follows a tag or branch, which its owner can move.',
    roles: ['workflow'],
    line: [/\buses:\s*["']?[\w.-]+\/[\w./-]+@(?![0-9a-f]{40}\b)/],
    replaces: /\buses:\s*["']?[\w.-]+\/[\w./-]+@[0-9a-f]{40}\b/,
    same: USES,
  },
  {
    id: 'action-of-strangers',
    severity: 'low',
    cwe: 829,
    message:
      'This action of a third party follows a tag or branch, which its owner can move; a commit cannot be moved.',
    roles: ['workflow'],
    line: [/\buses:\s*["']?(?!actions\/|github\/|docker\/|\.\/)[\w.-]+\/[\w./-]+@(?![0-9a-f]{40}\b)/],
    unless: /\buses:/,
    same: USES,
  },
  {
    id: 'workflow-self-hosted',
    severity: 'medium',
    cwe: 250,
    message: 'The job now runs on a machine of the project, which keeps what a pull request leaves behind.',
    roles: ['workflow'],
    line: [/\bself-hosted\b/],
    unless: /\bself-hosted\b/,
  },
  {
    id: 'workflow-step-may-fail',
    severity: 'low',
    cwe: 693,
    message: 'A step may now fail without anybody noticing.',
    roles: ['workflow'],
    line: [/^\s*(?:-\s+)?(?:continue-on-error|allow_failure):\s*(?:true|yes)\b/],
    unless: /\b(?:continue-on-error|allow_failure):/,
  },
  {
    id: 'workflow-check-ignored',
    severity: 'medium',
    cwe: 693,
    message: 'A test or check of the project may now fail without anybody noticing.',
    roles: ['workflow'],
    line: [/\|\|\s*(?:true|:|exit 0|echo\b)/, TEST_STEP],
    unless: /\|\|\s*(?:true|:|exit 0|echo\b)/,
  },
  {
    id: 'workflow-job-off',
    severity: 'medium',
    cwe: 693,
    message: 'A job or step stays in place but never runs.',
    roles: ['workflow'],
    line: [/^\s*(?:-\s+)?if:\s*(?:\$\{\{\s*)?(?:false|["']false["'])\s*(?:\}\}\s*)?$|^\s*when:\s*never\s*$/],
  },
  {
    id: 'workflow-environment-written',
    severity: 'medium',
    cwe: 454,
    message: 'What a stranger wrote decides the environment of the steps that follow.',
    roles: ['workflow'],
    line: [/GITHUB_(?:ENV|PATH)\b/, /github\.(?:event|head_ref)|\bpr[_-]?(?:title|body|number)|unzip|artifact/i],
  },
  {
    id: 'workflow-credentials-kept',
    severity: 'low',
    cwe: 522,
    message: 'The token of the checkout stays on disk, where each later step can read it.',
    roles: ['workflow'],
    line: [/\bpersist-credentials:\s*["']?true\b/],
  },
  {
    id: 'workflow-unsafe-commands',
    severity: 'medium',
    cwe: 94,
    message: 'Output of any step can then set variables and paths of the steps that follow.',
    roles: ['workflow'],
    line: [/ACTIONS_ALLOW_UNSECURE_COMMANDS\b.{0,5}(?:true|1)/],
  },
];
