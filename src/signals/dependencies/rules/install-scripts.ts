import type { Severity } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import type { FileFacts } from '../file-facts.ts';
import { found } from '../found.ts';
import type { Setting } from '../reading.ts';

const FETCHES =
  /\b(?:curl|wget|iwr|Invoke-WebRequest|Invoke-RestMethod|DownloadString|https?\.get|fetch\s?\(|certutil|bitsadmin|nc|ncat)\b|https?:\/\//i;
const RUNS_INPUT =
  /\|\s{0,9}(?:sudo\s{1,9})?(?:ba|z|da|k)?sh\b|\|\s{0,9}(?:node|python3?|perl|ruby|iex)\b|\b(?:ba|z)?sh\s{1,9}(?:-\w{1,3}\s{1,9})?(?:<\(|["']?\$\()|\beval\b|\biex\b|\bsource\s{1,9}<\(|&&\s{0,9}(?:chmod|sh|bash|\.\/)/i;
const DECODES =
  /\bbase64\s{1,9}(?:-d|-D|--decode)\b|\batob\s?\(|["']base64["']|\bfromCharCode\b|(?:\\x[0-9a-f]{2}){4}|-enc(?:odedcommand)?\s|\bxxd\s{1,9}-r\b|openssl\s{1,9}enc\b/i;
const RUNS =
  /\b(?:eval|exec|execSync|spawn|Function)\s?\(|\beval\s|\|\s{0,9}(?:ba|z|da|k)?sh\b|\|\s{0,9}(?:node|python3?|perl)\b|\bpowershell\b|\bpwsh\b|\b(?:node|python3?|perl|ruby)\s{1,9}-[ec]\b|child_process/i;
/** Chiefly development tools' own; they run what the project has, on a clone and not where it is installed. */
const HOUSEKEEPING =
  /^(?:(?:npx |pnpm (?:exec |dlx )?|yarn )?(?:husky(?: install)?|is-ci \|\| husky(?: install)?|husky \|\| (?:true|exit 0)|simple-git-hooks|lefthook install|patch-package|tsc|ts-patch install(?: -s)?|svelte-kit sync(?: \|\| echo '')?|nuxt prepare|playwright install(?: chromium)?|(?:npm run |yarn |pnpm )(?:build|compile|prepare)|tsup|unbuild(?: --stub)?|bob build))$/;

const LONGEST_COMMAND_CHARS = 4_000;

const severityOf = ({ key, value }: Setting): Severity => {
  const command = value.value.slice(0, LONGEST_COMMAND_CHARS);
  if ((FETCHES.test(command) && RUNS_INPUT.test(command)) || (DECODES.test(command) && RUNS.test(command)))
    return 'high';
  return key.includes('prepare') && HOUSEKEEPING.test(command.trim()) ? 'low' : 'medium';
};

const MESSAGES: Readonly<Record<Severity, string>> = {
  high: 'fetches or decodes something and runs it when the package is installed; nobody can review what that is.',
  medium: 'runs on the machine of whoever installs the package.',
  low: 'runs on installing from a clone, with a tool many projects use for that.',
};

/** Commands that run on installing and are new or changed, and packages that have gained one. */
export function* installScripts({ file, settings, facts }: FileFacts): Generator<Found> {
  for (const setting of settings) {
    if (setting.kind !== 'script') continue;
    const severity = severityOf(setting);
    const place = { file: file.path, line: setting.value.line };
    yield found('install-script-added', severity, place, `The command "${setting.key}" ${MESSAGES[severity]}`);
  }
  for (const { entry, before, kind } of facts) {
    if (entry.runsCode === null || !entry.runsCode.line.isChanged) continue;
    if (before.some(({ runsCode }) => runsCode !== null)) continue;
    const message = `${entry.name.value} runs code of its own when it is installed${kind === 'changed' ? ', and did not before' : ''}.`;
    yield found(
      'install-script-added',
      kind === 'changed' ? 'medium' : 'low',
      { file: file.path, line: entry.runsCode.line },
      message,
    );
  }
}
