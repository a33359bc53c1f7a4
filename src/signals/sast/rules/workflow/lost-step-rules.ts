import type { Severity } from '../../../../domain/index.ts';

/** A line whose loss takes a protection from a workflow or from the rules about who must agree. */
export interface LostStepRule {
  readonly id: string;
  readonly severity: Severity;
  readonly cwe: number | null;
  readonly message: string;
  /** Must match the file's path, before or after. */
  readonly paths: RegExp;
  /** Must match the deleted line. An added line in which it finds the same (its first group, or all of it) makes up for that. */
  readonly line: RegExp;
  /** Whether the line may go when its whole file does. */
  readonly staysWithFile: boolean;
}

const WORKFLOWS =
  /(?:^|\/)(?:\.(?:github|gitea|forgejo|tangled)\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.woodpecker(?:\.ya?ml|\/.{1,200}\.ya?ml)|\.circleci\/config\.ya?ml|\.travis\.ya?ml|azure-pipelines[^/]{0,60}\.ya?ml|Jenkinsfile|\.pre-commit-config\.yaml)$/i;

/** Protections of a project that live in its settings. */
export const LOST_STEP_RULES: readonly LostStepRule[] = [
  {
    id: 'workflow-permissions-removed',
    severity: 'medium',
    cwe: 250,
    message: 'Without this line the workflow gets the rights that the project gives by default, which may be all.',
    paths: WORKFLOWS,
    line: /^\s{0,40}(permissions)\s{0,4}:\s{0,4}(?:$|#|\{|read-all|["']?\s{0,4}$)/,
    staysWithFile: true,
  },
  {
    id: 'security-step-removed',
    severity: 'medium',
    cwe: 693,
    message: 'A step that looks for weaknesses before anything is merged is removed.',
    paths: WORKFLOWS,
    line: /(?:\buses:\s{0,4}["']?|\brun:\s{0,4}|^\s{0,60}(?:-\s{1,4})?(?:template:\s{0,4}|repo:\s{0,4}|sudo\s|npx\s|uvx\s|pipx run\s|go run\s|poetry run\s|uv run\s|bundle exec\s|pnpm dlx\s|docker run\s.{0,200}\s)?)[^\s#]{0,80}?(?:\b|(?<=\/))(github\/codeql-action|trivy|dependency-review-action|scorecard-action|\bsnyk\b|gitleaks|trufflehog|harden-runner|semgrep|zizmor|gosec|bandit|brakeman|govulncheck|osv-scanner|pip-audit|cargo[- ](?:audit|deny)|(?:npm|pnpm|yarn|bundle|bundler|composer)[ -]audit|audit-check|cosign verify|slsa-verifier|grype|checkov|tfsec|detect-secrets|ggshield|SAST\.gitlab-ci|Secret-Detection|Dependency-Scanning)/i,
    staysWithFile: false,
  },
  {
    id: 'owner-removed',
    severity: 'low',
    cwe: 285,
    message: 'For these files nobody in particular has to agree to a change any more.',
    paths: /(?:^|\/)CODEOWNERS$/,
    line: /^\s{0,9}([^\s#]{1,300})\s{1,40}[^\s#]{1,200}/,
    staysWithFile: false,
  },
];
