import type { LineRule } from '../../workflow/line-rule.ts';

/** Settings of machines, clusters, clouds and editors. */
export const CONFIG_RULES: readonly LineRule[] = [
  {
    id: 'container-privileged',
    severity: 'medium',
    cwe: 250,
    message: 'The container gets the rights of the machine it runs on, so it confines nothing.',
    roles: ['config'],
    line: [
      /^\s{0,60}(?:-\s{1,9})?["']?(?:privileged|hostPID|hostIPC|allowPrivilegeEscalation)["']?\s{0,4}[:=]\s{0,4}["']?true\b|\/var\/run\/docker\.sock\b|\/run\/containerd\/containerd\.sock\b|^\s{0,60}-\s{1,9}["']?\/:\/|(?:^|["'[\s-])(?:CAP_)?SYS_ADMIN\b/,
    ],
    beside:
      /\b(?:containers?|image|services|securityContext|hostPath|volumes?|volumeMounts|spec|cap_add|capabilities|hostNetwork)["']?\s{0,4}[:=]/,
    unless: /\bprivileged["']?\s{0,4}[:=]\s{0,4}["']?true|docker\.sock/,
  },
  {
    id: 'container-privileged',
    severity: 'medium',
    cwe: 250,
    message: 'The container gets the files of the machine it runs on, so it confines nothing.',
    roles: ['config'],
    line: [/^\s{0,60}path:\s{0,4}["']?\/(?:etc|root|home|proc|var\/lib\/kubelet)?\/?["']?\s{0,9}$/],
    beside: /\bhostPath:/,
  },
  {
    id: 'network-open-to-all',
    severity: 'low',
    cwe: 284,
    message: 'Everybody on the internet may then reach this.',
    roles: ['config'],
    line: [
      /\b(?:cidr_?blocks?|cidr_?ipv[46]|source_?(?:ranges|address_prefix(?:es)?)|CidrIp(?:v6)?|loadBalancerSourceRanges)["']?\s{0,4}[:=]\s{0,4}\[?\s{0,4}["']?(?:0\.0\.0\.0\/0|::\/0|\*)|^\s{0,60}-\s{1,9}["']?0\.0\.0\.0\/0/i,
    ],
    beside: /ingress|inbound|firewall|source_?ranges|from_port|loadBalancerSourceRanges/i,
    unless: /0\.0\.0\.0\/0|::\/0/,
  },
  {
    id: 'login-loosened',
    severity: 'medium',
    cwe: 287,
    message: 'More can log in to the machine than before: as root, by a guessed password, or with none.',
    roles: ['config', 'script'],
    line: [
      /\b(?:PermitRootLogin\s{1,9}yes|PermitEmptyPasswords\s{1,9}yes|PasswordAuthentication\s{1,9}yes|StrictModes\s{1,9}no|HostbasedAuthentication\s{1,9}yes)\b/,
    ],
    not: /^\s{0,40}(?:echo|printf)\s.{0,200}\b(?:Warning|Note|Do not|don't|never)\b|\/[#\s]{0,4}(?:PermitRootLogin|PermitEmptyPasswords|PasswordAuthentication)\s{1,9}(?:no|prohibit)/i,
    unless:
      /\b(?:PermitRootLogin|PermitEmptyPasswords|PasswordAuthentication|HostbasedAuthentication)\s{1,9}yes\b|\bStrictModes\s{1,9}no\b/,
    same: /\b(PermitRootLogin|PermitEmptyPasswords|PasswordAuthentication|StrictModes|HostbasedAuthentication)\s{1,9}(?:yes|no)\b/,
  },
  {
    id: 'rights-to-everything',
    severity: 'medium',
    cwe: 250,
    message: 'Whoever has this role may do everything to everything.',
    roles: ['config'],
    line: [/^\s{0,60}(?:-\s{1,9})?["']?(?:Not)?(?:Action|verbs)s?["']?\s{0,4}[:=]\s{0,4}\[?\s{0,4}["']\*(?::\*)?["']/i],
    beside: /["']?\bresources?["']?\s{0,4}[:=]\s{0,4}\[?\s{0,4}["']\*["']/i,
    unless: /["']?\b(?:Action|verbs)s?["']?\s{0,4}[:=]\s{0,4}\[?\s{0,4}["']\*/i,
  },
  {
    id: 'runs-when-opened',
    severity: 'medium',
    cwe: 829,
    message: 'This command runs on the machine of whoever opens the folder in an editor or agent.',
    roles: ['opened'],
    line: [
      /"(?:runOn"\s{0,4}:\s{0,4}"folderOpen|(?:initialize|onCreate|updateContent|postCreate|postStart|postAttach)Command"\s{0,4}:|(?:command|apiKeyHelper|statusLine|awsAuthRefresh|awsCredentialExport)"\s{0,4}:\s{0,4}["{])|^\s{0,20}command\s{0,4}=|"task\.allowAutomaticTasks"\s{0,4}:\s{0,4}"on"/,
    ],
    beside:
      /folderOpen|Command"\s{0,4}:|"hooks"|"mcpServers"|"servers"|"mcp"|mcp_servers|PreToolUse|PostToolUse|SessionStart|"type"\s{0,4}:\s{0,4}"(?:command|stdio)"|apiKeyHelper|statusLine|allowAutomaticTasks|awsAuthRefresh|awsCredentialExport/,
  },
];
