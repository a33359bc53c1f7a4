import type { Rule } from './rule.ts';

/** What comes from outside and is run: as code, by a shell, by a database, as an object. */
export const INJECTION: readonly Rule[] = [
  {
    id: 'eval',
    severity: 'high',
    on: 'added',
    pattern:
      /(?<![\w.])(?:eval|new Function|execScript|instance_eval|class_eval)\s{0,4}\(\s{0,4}(?!['"`][^'"`+$]{0,200}['"`]\s{0,4}\))[^)\s]/,
    reason: 'Runs a text as code: whoever controls the text controls the process.',
  },
  {
    id: 'exec-python',
    severity: 'high',
    on: 'added',
    pattern: /^\s{0,80}(?:exec|__import__)\s{0,4}\(|=\s{0,4}__import__\(/,
    paths: /\.(?:py|pyw|ipynb)$/,
    reason: 'Runs or loads what a text says.',
  },
  {
    id: 'shell-true',
    severity: 'high',
    on: 'added',
    pattern: /\bshell\s{0,4}[=:]\s{0,4}(?:True|true)\b/,
    reason: 'A shell reads the whole command line, so what is joined into it can end the command and begin another.',
  },
  {
    id: 'shell-joined',
    severity: 'high',
    on: 'added',
    pattern:
      /(?:\b(?:os\.system|os\.popen|popen|system|shell_exec|passthru|proc_open|execSync|exec|spawnSync|getRuntime\(\)\.exec|check_output|check_call|subprocess\.\w{2,12}|Open3\.\w{3,12})\s{0,4}\(?|%x[({[]|`[^`\n]{0,80}#\{)[^;\n]{0,200}?(?:['"`]\s{0,4}[+.]\s{0,4}[$\w(]|[\w)]\s{0,4}\+\s{0,4}['"`]|\$\{|#\{|\bf['"][^'"]{0,200}\{|%s|\.format\(|sprintf)/i,
    unless: /\.exec\(\s{0,4}(?:sql|query|db)|\bregex|re\.compile|RegExp|\.test\(|printf\("/i,
    reason: 'Joins a value into a command line: a value with `;` or `$(…)` runs as a command.',
  },
  {
    id: 'shell-c',
    severity: 'high',
    on: 'added',
    pattern:
      /(?:exec\.Command(?:Context)?|Command::new|ProcessBuilder|execFile|spawn)\([^\n]{0,120}["'](?:sh|bash|\/bin\/sh|\/bin\/bash|cmd|powershell)["'](?:[^\n]{0,80}["']-c["'])?/,
    reason: 'Starts a shell in place of a program, so its argument is read as commands.',
  },
  {
    id: 'sql-joined',
    severity: 'high',
    on: 'added',
    pattern:
      /\b(?:select|insert\s{1,4}into|update|delete\s{1,4}from|where|values|order\s{1,4}by)\b[^\n]{0,240}?(?:['"`]\s{0,4}(?:\+|\.|\|\||%)\s{0,4}[$\w(]|\$\{|#\{|=\s{0,4}'?%[sdv]|'\{[\w.]{1,60}\}'|=\s{0,4}\{[\w.]{1,60}\})/i,
    unless: /\bsql`|\.css|querySelector|<select|console\.|\blog\./i,
    reason: 'Joins a value into an SQL statement: a value with a quote changes the statement.',
  },
  {
    id: 'deserialise',
    severity: 'high',
    on: 'added',
    pattern:
      /\b(?:pickle|cPickle|dill|marshal|shelve|jsonpickle)\.(?:loads?|Unpickler|open|decode)\b|\bunserialize\s{0,4}\(|\bMarshal\.load\b|\bObjectInputStream\b|\bBinaryFormatter\b|\bYAML\.(?:unsafe_)?load\b(?!_file\b.{0,20}safe)|\byaml\.(?:unsafe_load|full_load)\b|\byaml\.load\((?![^)\n]{0,200}Safe)|\btorch\.load\((?![^)\n]{0,200}weights_only=True)|node-serialize/,
    reason: 'Builds objects from bytes that may come from outside: such bytes can run code.',
  },
  {
    id: 'swapped-safe-load',
    severity: 'high',
    on: 'swapped',
    was: /safe_load|SafeLoader|json\.loads|JSON\.parse|json_decode/,
    pattern: /pickle|unserialize|yaml\.load|Marshal|\beval\b/,
    reason: 'A parser that only reads values was replaced by one that can run code.',
  },
  {
    id: 'template-from-input',
    severity: 'high',
    on: 'added',
    pattern:
      /render_template_string\(|\bTemplate\((?:request|input|user|body)|\bdangerouslySetInnerHTML\b|\.innerHTML\s{0,4}\+?=\s{0,4}(?!['"`][^'"`$+]{0,200}['"`];?\s{0,4}$)|\bv-html=|\|\s{0,2}safe\b|html_safe\b|mark_safe\(|template\.HTML\(|document\.write\(/,
    reason: 'Puts a value into a page as markup: a value with a tag runs as a script.',
  },
  {
    id: 'path-joined',
    severity: 'high',
    on: 'swapped',
    was: /\b(?:basename|secure_filename|realpath|resolve|normalize|startsWith|startswith|HasPrefix|starts_with|safe_join|Clean|is_relative_to|canonical\w{0,12})\b/i,
    pattern:
      /\b(?:open|readFile(?:Sync)?|sendFile|createReadStream|send_file|join|ReadFile|File|read_to_string|createWriteStream|writeFile(?:Sync)?|Open|ServeFile)\s{0,4}\(|\/\$\{|\+\s{0,4}['"]\//,
    reason: 'A path from outside is no longer held to its folder: `../` leads out of it.',
  },
  {
    id: 'path-traversal',
    severity: 'high',
    on: 'added',
    pattern:
      /\b(?:open|readFile(?:Sync)?|sendFile|createReadStream|createWriteStream|writeFile(?:Sync)?|send_file|ReadFile|ServeFile|file_get_contents|include|require|require_once|readfile|fopen|FileInputStream|FileReader|new File|unlink|rm)\s{0,4}\(?[^\n]{0,120}(?:req(?:uest)?\.(?:params|query|body|args|files?|form|url|path|headers|FormValue|URL)|\$_(?:GET|POST|REQUEST|COOKIE|FILES)|params\[|r\.URL|ctx\.(?:query|params))/,
    reason: 'Opens a path that a request names: `../` leads out of the folder.',
  },
  {
    id: 'request-to-host',
    severity: 'medium',
    on: 'added',
    pattern:
      /\b(?:fetch|axios(?:\.\w{2,8})?|requests\.\w{2,8}|urlopen|http\.Get|curl_init|file_get_contents|reqwest::get)\s{0,4}\([^\n]{0,80}(?:req(?:uest)?\.(?:query|body|params|args|form)|\$_(?:GET|POST|REQUEST)|params\[|r\.FormValue|r\.URL)/,
    reason: 'Fetches an address that a request names, from inside the network.',
  },
  {
    id: 'prototype',
    severity: 'medium',
    on: 'deleted',
    pattern: /__proto__|['"]constructor['"]|hasOwnProperty|Object\.create\(null\)/,
    reason: 'A guard against keys such as `__proto__` is gone.',
  },
];
