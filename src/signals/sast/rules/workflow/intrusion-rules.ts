import type { LineRule } from '../../workflow/line-rule.ts';

const DOWNLOADS = /\b(?:curl|wget|iwr|Invoke-WebRequest|fetch|aria2c|certutil|bitsadmin)\b/i;
const ANYWHERE: LineRule['roles'] = ['workflow', 'script', 'recipe', 'source', 'config', 'opened', 'manifest'];

/** What somebody does who has broken in, or who wants to: no build and no test needs it. */
export const INTRUSION_RULES: readonly LineRule[] = [
  {
    id: 'reverse-shell',
    severity: 'high',
    cwe: 506,
    message: 'A shell is handed to somebody on the network, who may then do here what they like.',
    roles: ANYWHERE,
    line: [
      /\b(?:ba|z|da|k)?sh\s{1,9}-i\s{0,9}(?:(?:[013-9]?[<>]&|&>)\s{0,4}(?:\/dev\/|[0-9$])|[0-9]<>|2>&1\s{0,4}\|\s{0,4}(?:nc|ncat|netcat|telnet|openssl)\b)|\/dev\/(?:tcp|udp)\/.{1,100}(?:0>&1|<&1|>&0|\bsh\s{1,4}<&[0-9])|\b(?:nc|ncat|netcat)(?:\.traditional|\.exe)?\s(?:.{0,100}\s)?-[a-z]{0,6}[ec]\s{0,9}["']?(?:\/(?:usr\/)?bin\/)?(?:(?:ba|z|da|k)?sh|cmd(?:\.exe)?|powershell)\b|\b(?:nc|ncat)\s.{0,100}--(?:sh-)?exec[= ]["']?(?:\/(?:usr\/)?bin\/)?(?:(?:ba|z|da|k)?sh|cmd\.exe)\b|\bsocat\b.{0,200}\bexec:["']?(?:\/bin\/)?(?:ba|z|da|k)?sh\b|\bdup2\s{0,4}\(\s{0,4}(?:s|c|sock\w{0,20}|conn\w{0,20}|client\w{0,20})\.fileno\(\)\s{0,4},\s{0,4}[012]\b/i,
    ],
  },
  {
    id: 'reverse-shell',
    severity: 'high',
    cwe: 506,
    message: 'A shell is handed to somebody on the network, who may then do here what they like.',
    roles: ANYWHERE,
    line: [
      /\bmkfifo\b|\bmknod\s.{0,80}\sp\b/,
      /\b(?:nc|ncat|netcat|telnet|openssl\s{1,4}s_client)\s.{0,100}[<>|]/,
      /\bsh\b/,
    ],
  },
  {
    id: 'reverse-shell',
    severity: 'high',
    cwe: 506,
    message: 'A shell is handed to somebody on the network, who may then do here what they like.',
    roles: ANYWHERE,
    line: [/\bpty\.spawn\s{0,4}\(\s{0,4}\[?\s{0,4}["'](?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh\b/],
    beside: /\bsocket\b|\bconnect\(/,
  },
  {
    id: 'download-made-executable',
    severity: 'medium',
    cwe: 494,
    message: 'A downloaded file is made a program, or run, without a check that it is the one that was meant.',
    roles: ['script'],
    line: [
      /\bchmod\s{1,9}(?:-\w{1,4}\s{1,9})?(?:[ugoa]{0,4}\+[rw]{0,2}x|0?[75][0-7]{2})\s|^\s{0,40}(?:-\s{1,9})?(?:run:\s{1,9})?(?:sudo\s{1,9})?(?:(?:ba|z|da|k)?sh|python[\d.]{0,4}|node|perl|ruby)\s{1,9}(?:\.\/|\/tmp\/|\$\{?(?:TMP|HOME)|["']?[\w.-]{0,60}install[\w.-]{0,20}\.(?:sh|py))/,
    ],
    beside:
      /\b(?:curl\b.{0,300}\s(?:-[a-zA-Z]{0,6}[oO]\b|--output\b|--remote-name\b|>)|wget\b(?!.{0,300}(?:-O\s?-|-qO-)).{0,300}https?:|(?:iwr|Invoke-WebRequest)\b.{0,300}-OutFile\b|aria2c\s|certutil\b.{0,100}-urlcache)/i,
    not: /\bchmod\b.{0,200}(?:\s-R\s|\/entrypoint\b)/,
  },
  {
    id: 'setuid-given',
    severity: 'medium',
    cwe: 732,
    message: 'Whoever starts this program then has the rights of its owner.',
    roles: ['script', 'source'],
    line: [
      /\bchmod\s{1,9}(?:-\w{1,4}\s{1,9})?["']?(?:[ugoa]{0,4}\+[rwx]{0,3}s|0?[4267][0-7]{3}\s)|\binstall\b.{0,100}\s(?:-m\s?|--mode=)0?[46][0-7]{3}\b|\bsetcap\b.{0,60}\bcap_(?:setuid|sys_admin|dac_override)|\bchmod\s{0,4}\(.{1,100},\s{0,4}(?:0o?)?[46]7[0-7]{2}\s{0,4}\)/,
    ],
    not: /\bchmod\s{1,9}(?:-\w{1,4}\s{1,9})?["']?0?[1-7][0-7]{3}\s.{0,100}\/(?:tmp|run)\b/,
  },
  {
    id: 'login-key-added',
    severity: 'medium',
    cwe: 506,
    message: 'A key is added with which somebody may log in to the machine.',
    roles: ['script', 'source'],
    line: [
      />{1,2}\s{0,9}["']?[^\s|;&]{0,100}authorized_keys\b|\btee\s{1,9}(?:-\w{1,4}\s{1,9})?["']?[^\s|;&]{0,100}authorized_keys\b|authorized_keys2?["')\s]{1,6},\s{0,4}(?:mode\s{0,2}=\s{0,2})?["'][aw]|(?:append|write)File(?:Sync)?\s{0,4}\(.{0,160}authorized_keys\b/,
    ],
  },
  {
    id: 'scheduled-download',
    severity: 'high',
    cwe: 506,
    message: 'The machine is told to fetch and run something again and again, long after this has been reviewed.',
    roles: ANYWHERE,
    line: [
      /\bcrontab\b|\/etc\/cron|\/var\/spool\/cron|(?:^|["'\s])(?:@(?:reboot|hourly|daily)|(?:[\d*/,-]{1,9}\s{1,4}){4}[\d*/,-]{1,9})\s/,
      DOWNLOADS,
      /\|\s{0,9}(?:sudo\s{1,9})?(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh\b|\|\s{0,9}(?:python[\d.]{0,4}|perl|node)\b|\$\((?:curl|wget)/,
    ],
  },
  {
    id: 'schedule-changed',
    severity: 'medium',
    cwe: 506,
    message: 'The machine is told to run something again and again, long after this has been reviewed.',
    roles: ['script', 'source'],
    line: [
      /\|\s{0,9}(?:sudo\s{1,9})?crontab\s{1,9}-(?:\s|$|["'`)])|>{1,2}\s{0,9}["']?\/(?:etc\/cron|var\/spool\/cron)/,
    ],
  },
  {
    id: 'script-runs-download',
    severity: 'medium',
    cwe: 494,
    message: 'This command of the package runs what a server answers, unseen and unverified.',
    roles: ['manifest'],
    line: [
      /^\s{0,40}"[\w:.@/-]{1,80}"\s{0,9}:/,
      DOWNLOADS,
      /\|\s{0,9}(?:sudo\s{1,9})?(?:ba|z|da|k)?sh\b|\|\s{0,9}(?:node|python3?|perl|ruby|iex)\b|\b(?:ba|z)?sh\s{1,9}(?:-\w{1,3}\s{1,9})?(?:<\(|\\?["']?\$\()|\beval\b|&&\s{0,9}(?:chmod|(?:ba)?sh|\.\/)/,
    ],
  },
  {
    id: 'workflow-secret-sent',
    severity: 'high',
    cwe: 200,
    message: 'A secret is sent out as part of a name that is looked up, which no firewall stops.',
    roles: ['workflow'],
    line: [
      /\b(?:nslookup|dig|host|ping|getent)\s.{0,200}(?:\$\{\{\s{0,4}secrets\.|\$\{?[A-Z_]{0,40}(?:TOKEN|SECRET|KEY|PASS)|\$\()/,
    ],
    beside: /\bsecrets\./,
  },
  {
    id: 'workflow-secret-sent',
    severity: 'medium',
    cwe: 200,
    message: 'A secret becomes part of a small program written into the workflow, which may do with it what it likes.',
    roles: ['workflow'],
    line: [/\b(?:python[\d.]{0,4}|node|perl|ruby|php)\s{1,9}-(?:c|e|r)\s.{0,300}\$\{\{\s{0,4}secrets\./],
  },
  {
    id: 'workflow-approves',
    severity: 'medium',
    cwe: 285,
    message: 'The workflow approves or merges pull requests itself, so that no person has to.',
    roles: ['workflow'],
    line: [
      /\bgh\s{1,9}pr\s{1,9}(?:review\b.{0,120}\s(?:--approve|-a)\b|merge\b)|\bcreateReview\b.{0,200}APPROVE|\bevent:\s{0,4}["']APPROVE/,
    ],
    unless: /\bgh\s{1,9}pr\s{1,9}(?:review|merge)\b/,
  },
  {
    id: 'container-privileged',
    severity: 'medium',
    cwe: 250,
    message: 'The container gets the rights of the machine it runs on, so it confines nothing.',
    roles: ['script', 'workflow'],
    line: [
      /\b(?:docker|podman|nerdctl)\b.{0,200}\s(?:--privileged\b|--pid[= ]host\b|--cap-add[= ](?:ALL|SYS_ADMIN)\b|-v\s{1,4}\/:\/)/,
    ],
    unless: /--privileged\b/,
  },
  {
    id: 'image-adds-download',
    severity: 'low',
    cwe: 494,
    message: 'A file comes into the image from an address, with nothing said of what must be in it.',
    roles: ['script'],
    line: [/^\s{0,20}ADD\s{1,9}(?:--(?!checksum)\S{1,60}\s{1,9}){0,4}["'[]{0,2}https?:/],
    unless: /^\s{0,20}ADD\s/,
  },
];
