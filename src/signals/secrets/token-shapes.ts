import type { SecretShape } from './secret-shape.ts';
import { isMadeUp } from './stand-in.ts';

/** Services whose tokens say whose they are by how they begin; the lengths are those of their documentation. */
const SERVICE_TOKENS = [
  String.raw`SG\.[\w-]{16,32}\.[\w-]{32,64}`, // SendGrid
  'hf_[A-Za-z]{34}', // Hugging Face
  'dckr_[po]at_[\\w-]{27,32}', // Docker
  'pypi-AgE[\\w-]{50,250}', // PyPI
  'do[opr]_v1_[a-f0-9]{64}', // DigitalOcean
  String.raw`hv[sbr]\.[\w-]{90,300}`, // HashiCorp Vault
  'shp(?:pa|ca|at|ss)_[A-Za-z0-9]{32,64}', // Shopify
  'lin_api_[A-Za-z0-9_]{32,128}', // Linear
  'ntn_[0-9]{11}[A-Za-z0-9]{35}', // Notion
  'gl(?:sa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|c_[A-Za-z0-9+/]{32,400})', // Grafana
  'vc[piark]_[A-Za-z0-9]{20,60}', // Vercel
  'dapi[a-f0-9]{32}', // Databricks
  'figd_[\\w-]{40,200}', // Figma
  'cf(?:k|ut|at)_[A-Za-z0-9]{40}[0-9a-f]{8}', // Cloudflare
  'tskey-[a-z]{2,20}-\\w{8,40}-\\w{16,60}', // Tailscale
  'gsk_[A-Za-z0-9]{52}', // Groq
  'rubygems_[a-f0-9]{48}', // RubyGems
  'AGE-SECRET-KEY-1[A-Z0-9]{58}', // age
].join('|');

/**
 * Tokens and keys that show by their form what they are, so that hardly anything else looks like them. Every expression
 * starts at something that its own repetition cannot contain, so that scanning stays linear.
 */
export const TOKEN_SHAPES: readonly SecretShape[] = [
  {
    rule: 'private-key',
    severity: 'high',
    what: 'a private key',
    // The key's own lines must follow: code that looks for the header is not a key.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\\[rn]|[\s"'`+,;\\#*|>]|[A-Z][A-Za-z-]{2,20}: [^\n\\]{0,80}(?:\n|\\n)){1,80}(?<secret>(?:[A-Za-z0-9+/=]|\\[rn]){32,})/g,
  },
  {
    rule: 'private-key-body',
    severity: 'high',
    what: 'a private key without its header',
    // How keys begin in base64: OpenSSH's magic, RSA in PKCS#1 and PKCS#8 (version 0), EC and Ed25519 in theirs.
    pattern:
      /(?<![A-Za-z0-9+/])(?<secret>(?:b3BlbnNzaC1rZXktdjE|MII[A-Za-z0-9+/]{3}IBA(?:A[JK]|DANBgkqhki)|MHcCAQEEI|MIGHAgEAMBMGByqGSM49|MC4CAQAwBQYDK2Vw)[A-Za-z0-9+/]{32,4096}={0,2})/g,
  },
  {
    rule: 'aws-access-key-id',
    severity: 'high',
    what: 'an AWS access key id',
    pattern: /(?<![A-Za-z0-9])(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9])/g,
  },
  {
    rule: 'aws-secret-access-key',
    severity: 'high',
    what: 'an AWS secret access key',
    pattern:
      /(?:aws[_-]?secret(?:[_-]?access)?[_-]?key|secret[_-]?access[_-]?key)["']?\s{0,5}(?:=>|[:=])\s{0,5}["']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
  },
  {
    rule: 'github-token',
    severity: 'high',
    what: 'a GitHub token',
    pattern: /(?<![A-Za-z0-9])(?<secret>gh[opusr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})(?![A-Za-z0-9])/g,
  },
  {
    rule: 'gitlab-token',
    severity: 'high',
    what: 'a GitLab token',
    pattern: /(?<![\w-])(?<secret>gl(?:pat|ptt|dt|rt|soat|cbt)-[\w-]{20,128})/g,
  },
  {
    rule: 'slack-token',
    severity: 'high',
    what: 'a Slack token',
    pattern: /(?<![\w-])(?<secret>xox[abeoprs]-[A-Za-z0-9-]{16,250})/g,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    rule: 'slack-webhook',
    severity: 'high',
    what: 'a Slack webhook address',
    pattern:
      /hooks\.slack\.com\/(?:services|workflows)\/(?<secret>T[A-Z0-9]{6,14}\/[A-Z]?[A-Z0-9]{6,14}\/[A-Za-z0-9]{16,40})/g,
    accepts: (secret) => !isMadeUp(secret.slice(secret.lastIndexOf('/') + 1)),
  },
  {
    rule: 'anthropic-key',
    severity: 'high',
    what: 'an Anthropic key',
    pattern: /(?<![\w-])(?<secret>sk-ant-[a-z]{3,6}\d\d-[\w-]{20,200})/g,
  },
  {
    rule: 'openai-key',
    severity: 'high',
    what: 'an OpenAI key',
    pattern:
      /(?<![\w-])(?<secret>sk-(?:proj|svcacct|admin)-[\w-]{20,250}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|sk-[A-Za-z0-9]{48}(?![A-Za-z0-9]))/g,
  },
  {
    rule: 'stripe-key',
    severity: 'high',
    what: 'a live Stripe key',
    pattern: /(?<![\w])(?<secret>[rs]k_live_[A-Za-z0-9]{20,120})/g,
  },
  {
    rule: 'google-api-key',
    severity: 'high',
    what: 'a Google API key',
    pattern: /(?<![\w-])(?<secret>AIza[\w-]{35})(?![\w-])/g,
  },
  {
    rule: 'npm-token',
    severity: 'high',
    what: 'an npm token',
    pattern: /(?<![\w])(?<secret>npm_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g,
  },
  {
    rule: 'npm-token',
    severity: 'high',
    what: 'a token for a package registry',
    pattern: /:_(?:authToken|auth|password)\s?=\s?"?(?<secret>[A-Za-z0-9+/=_.-]{16,400})/g,
  },
  {
    rule: 'azure-storage-key',
    severity: 'high',
    what: 'a key to an Azure storage account',
    pattern: /AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/g,
  },
  {
    rule: 'telegram-token',
    severity: 'high',
    what: "a Telegram bot's token",
    pattern: /(?<![\w-])(?:bot)?(?<secret>[0-9]{8,10}:AA[\w-]{33})(?![\w-])/g,
  },
  {
    rule: 'service-token',
    severity: 'high',
    what: "a service's token",
    pattern: new RegExp(String.raw`(?<![\w-])(?<secret>${SERVICE_TOKENS})(?![\w-])`, 'g'),
  },
  {
    rule: 'json-web-token',
    severity: 'medium',
    what: 'a signed token (JWT)',
    pattern: /(?<![\w-])(?<secret>eyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]{16,1500})/g,
  },
];
