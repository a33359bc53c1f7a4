import type { Rule } from './rule.ts';

/** Who may do what: checks that are gone, doors that are open. */
export const ACCESS: readonly Rule[] = [
  {
    id: 'check-gone',
    severity: 'high',
    on: 'deleted',
    pattern:
      /(?:\bif\b|\bunless\b|\bassert\b|\brequire\b|\bguard\b|\bensure\w{0,20}\b|\bcheck\w{0,20}\b|\bmust\w{0,20}\b|\bverify\w{0,20}\b|before_action|@)[^\n]{0,120}(?:is_?admin|is_?owner|is_?auth\w{0,14}|authori[sz]\w{0,6}|authenticat\w{0,4}|permission|has_?role|can_?(?:access|edit|delete|write|read)|login_required|\bforbidden\b|current_user|req(?:uest)?\.user|session\.user|csrf|signature|is_?valid_?token|allowed)/i,
    reason: 'A check of who is asking is gone: what stands behind it is open to everybody.',
  },
  {
    id: 'refusal-gone',
    severity: 'high',
    on: 'deleted',
    pattern:
      /\b(?:40[13]|Forbidden|Unauthori[sz]ed|PermissionDenied|AccessDenied|PermissionError|StatusForbidden|StatusUnauthorized|UNAUTHORIZED|FORBIDDEN|EACCES|EPERM)\b/,
    reason: 'A refusal is gone: who was turned away before gets in.',
  },
  {
    id: 'middleware-gone',
    severity: 'high',
    on: 'deleted',
    pattern:
      /\b(?:app|router|server|api|r|mux)\.(?:use|Use|all|get|post|put|delete|patch|group|Group)\([^\n]{0,120}(?:auth\w{0,12}|requireUser|requireAdmin|requireLogin|ensure\w{1,20}|protect|csrf|helmet|rateLimit\w{0,4}|limiter|verify\w{0,16})\b|@(?:PreAuthorize|Secured|RolesAllowed|login_required|requires_auth|permission_required|jwt_required)/i,
    reason: 'A layer that guarded what comes behind it is gone.',
  },
  {
    id: 'always-true',
    severity: 'high',
    on: 'swapped',
    was: /\breturn\b|=>|==|\bif\b/,
    pattern:
      /^\s{0,80}(?:return (?:true|True|Ok\(true\))\s{0,4};?|if \(?(?:true|True|1)\)?\s{0,4}[:{]?|.{0,80}\|\|\s{0,4}true\b.{0,40}|.{0,80}\bor True\b.{0,40})$/,
    reason: 'What was decided is now always allowed.',
  },
  {
    id: 'length-zero-passes',
    severity: 'high',
    on: 'added',
    pattern:
      /\|\|\s{0,4}!?[\w.]{1,60}(?:\.length\s{0,4}===?\s{0,4}0|\s{0,4}===?\s{0,4}(?:['"]['"]|null|undefined))\s{0,4}\)?;?$/,
    paths: /(?:auth|sign|token|session|verif|crypt|access|login)/i,
    reason: 'Whoever gives nothing passes.',
  },
  {
    id: 'backdoor-credential',
    severity: 'high',
    on: 'added',
    pattern:
      /(?:user(?:name)?|login|email|pass(?:word|wd|phrase)?|token|api_?key|secret|header\([^)\n]{0,40}\)|headers?(?:\.get\()?\[?['"][\w-]{1,40}['"][\])]{0,2})['"\])]{0,4}\s{0,4}(?:===?|==|\.equals\(|eq|\.Equal\()\s{0,4}['"][^'"\n]{3,}['"]/i,
    unless:
      /(?:===?|==)\s{0,4}['"](?:string|number|object|undefined|function|boolean|admin_?only|none|null|bearer|basic|true|false)['"]|\btypeof\b|\bexpect\b|\bassert/i,
    paths: /^(?!.*(?:\.test\.|\.spec\.|_test\.|\/tests?\/))/,
    reason: 'A fixed value opens the door: a backdoor for whoever knows it.',
  },
  {
    id: 'cors-all',
    severity: 'medium',
    on: 'added',
    pattern:
      /Access-Control-Allow-Origin['"]?\s{0,4}[,:=]\s{0,4}['"]?\*|Allow(?:ed)?_?Origins?['"]?\s{0,4}(?:\(|[:=])\s{0,4}[[{(]?\s{0,4}(?:\[\]string\{)?['"]\*|\borigin\s{0,4}:\s{0,4}(?:true|['"]\*)|CORS_ALLOW_ALL_ORIGINS\s{0,4}=\s{0,4}True|CORS_ORIGIN_ALLOW_ALL|CorsLayer::(?:very_)?permissive|AllowAllOrigins\s{0,4}[:=]\s{0,4}true/i,
    reason: 'Any site may read the answers in a visitor\u2019s name.',
  },
  {
    id: 'csrf-off',
    severity: 'high',
    on: 'added',
    pattern:
      /csrf\(?\)?\s{0,4}\.\s{0,4}disable|csrf_exempt|skip_before_action\s{0,4}:verify_authenticity_token|WTF_CSRF_ENABLED\s{0,4}=\s{0,4}False|csrf\s{0,4}[:=]\s{0,4}false|protect_from_forgery[^\n]{0,40}null_session|AllowAnonymous|permitAll\(\)|permission_classes\s{0,4}=\s{0,4}\[\s{0,4}AllowAny|SECURE_SSL_REDIRECT\s{0,4}=\s{0,4}False/i,
    reason: 'A guard against requests that others make in a visitor\u2019s name, or against strangers, is off.',
  },
  {
    id: 'cookie-open',
    severity: 'medium',
    on: 'swapped',
    was: /httpOnly['"]?\s{0,4}[:=]\s{0,4}true|secure['"]?\s{0,4}[:=]\s{0,4}true|sameSite|HttpOnly|samesite|httponly\s{0,4}=\s{0,4}True/i,
    pattern:
      /httpOnly['"]?\s{0,4}[:=]\s{0,4}false|secure['"]?\s{0,4}[:=]\s{0,4}false|sameSite['"]?\s{0,4}[:=]\s{0,4}['"]none|httponly\s{0,4}=\s{0,4}False/i,
    reason: 'A session cookie can be read by scripts or sent by other sites.',
  },
  {
    id: 'open-to-all',
    severity: 'high',
    on: 'added',
    pattern:
      /\bchmod\b[^\n]{0,60}(?:\b0?o?[0-7]?777\b|\ba\+rwx|\+s\b|\b[2467][0-7]{3}\b|0o[2467]?777|S_ISUID)|\bsetuid\s{0,4}\(\s{0,4}0|\bsetcap\b|\bumask\s{0,4}\(?\s{0,4}0{1,4}\b|NOPASSWD\s{0,4}:\s{0,4}ALL|privileged\s{0,4}:\s{0,4}true|USER root$|"Action"\s{0,4}:\s{0,4}"\*"|"Principal"\s{0,4}:\s{0,4}"\*"|0\.0\.0\.0\/0|public-read(?:-write)?|os\.FileMode\(0o?777\)|Files\.setPosix[^\n]{0,80}rwxrwxrwx/,
    reason: 'Everybody on the machine or the network gets what only few had.',
  },
  {
    id: 'open-redirect',
    severity: 'medium',
    on: 'added',
    pattern:
      /\b(?:redirect|sendRedirect|Redirect|location(?:\.href)?\s{0,4}=)\s{0,4}\(?[^\n]{0,40}(?:req(?:uest)?\.(?:query|params|args|body|GET)|\$_GET|params\[|r\.FormValue|searchParams\.get)/,
    reason: 'Sends visitors wherever a link says.',
  },
  {
    id: 'debug-on',
    severity: 'medium',
    on: 'swapped',
    was: /\bDEBUG\b[^\n]{0,20}(?:False|false)|debug\s{0,4}[:=]\s{0,4}(?:False|false)/,
    pattern: /\bdebug['"]?\s{0,4}[:=]\s{0,4}(?:True|true)/i,
    reason: 'Debugging is on where strangers get the answers.',
  },
];
