import type { FileChange } from '../../../domain/index.ts';
import { areaOf } from '../../size/file-area.ts';
import { oncePerNames } from '../../text/names-of.ts';
import { CODE_PATH } from '../removed/paths.ts';
import type { FileRole } from './line-rule.ts';

const WORKFLOW =
  /(?:^|\/)(?:\.(?:github|gitea|forgejo|tangled)\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.gitlab\/.+\.ya?ml|\.woodpecker(?:\.ya?ml|\/.+\.ya?ml)|\.circleci\/config\.ya?ml|\.travis\.ya?ml|\.cirrus\.ya?ml|\.drone\.ya?ml|appveyor\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|buildspec\.ya?ml|action\.ya?ml|\.github\/actions\/.+\.ya?ml|Jenkinsfile[^/]*)$/i;
const SCRIPT =
  /\.(?:sh|bash|zsh|ksh|fish|mk|mak|ps1|bat|cmd|dockerfile|bats)$|(?:^|\/)(?:(?:Docker|Container)file[^/]*|(?:GNU)?[Mm]akefile[^/]*|[Jj]ustfile|Vagrantfile|\.?envrc|\.husky\/[^/]+|hooks\/[\w-]+|entrypoint|install|bootstrap|autogen)$/;
const RECIPE =
  /\.(?:am|ac|m4|cmake|mk|mak|gyp|gypi|bzl|bazel|gn|pro|pri|ninja)$|(?:^|\/)(?:(?:GNU)?[Mm]akefile[^/]*|CMakeLists\.txt|configure(?:\.[a-z]+)?|meson\.build|meson_options\.txt|SCons(?:truct|cript)|wscript|BUILD|build\.(?:rs|zig|ninja|gradle)|setup\.(?:py|cfg)|binding\.gyp|Cargo\.toml|\.cargo\/config(?:\.toml)?)$/;

const LANGUAGES: readonly (readonly [FileRole, RegExp])[] = [
  [
    'ruby',
    /\.(?:rb|rake|gemspec|ru|podspec|erb)$|(?:^|\/)(?:Rakefile|Gemfile|Podfile|Brewfile|Guardfile|Capfile|Fastfile)$/i,
  ],
  ['php', /\.(?:php\d?|phtml|phps|inc|module|install)$/i],
  ['perl', /\.(?:pl|pm|t|cgi|psgi)$/i],
  ['lua', /\.(?:lua|luau|rockspec)$/i],
];
/** Files that hold settings and commands without being programs. */
const SETTINGS: readonly (readonly [FileRole, RegExp])[] = [
  [
    'config',
    /\.(?:ya?ml|tf|tfvars|hcl|conf|cnf|cfg|ini|service|timer|cron|bicep|tpl)$|(?:^|\/)(?:sshd?_config|sudoers|crontab|cloud-init[^/]{0,60})(?:\.[a-z]{1,9})?$|(?:polic|role|iam|rbac|cloudformation|template|stack)[^/]{0,60}\.json$|(?:^|\/)(?:cron|sudoers|sshd_config|ssh_config)[\w.]{0,20}\//i,
  ],
  [
    'opened',
    /(?:^|\/)(?:\.vscode\/(?:tasks|settings|launch|mcp)\.json|\.devcontainer\/.{0,200}\.json|\.?devcontainer\.json|\.claude\/.{0,200}\.json|\.?mcp\.json|\.cursor\/.{0,200}\.json|\.gemini\/settings\.json|\.codex\/config\.toml|\.zed\/[^/]{1,60}\.json|\.idea\/.{0,200}\.xml|[^/]{1,100}\.code-workspace)$/i,
  ],
  ['manifest', /(?:^|\/)(?:package|composer)\.json$/],
];
/** What no other language than a shell's has in its lines. */
const SHELL_LINE =
  /^#!.{0,80}\b(?:ba|da|z|k|a)?sh\b|;\s{0,4}(?:then|do)\s*(?:$|[#\w[$"'{(])|^\s*(?:fi|esac|done)\s*(?:$|[;|>&])|^\s*(?:if|elif|while|until)\s+(?:!\s+)?\[\[?\s|^\s*\w{1,60}=\$\(/;

/** A file whose name says nothing may be a script all the same: its lines say so. */
const isUnnamedShell = ({ path, hunks }: FileChange): boolean =>
  !/[^/]\.[^/]{0,40}$/.test(path) &&
  areaOf(path) !== 'docs' &&
  hunks.some(({ lines }) => lines.some(({ kind, text }) => kind !== 'deleted' && SHELL_LINE.test(text.slice(0, 400))));

const rolesOfName = (path: string): readonly FileRole[] => {
  const roles: FileRole[] = [];
  if (WORKFLOW.test(path)) roles.push('workflow');
  if (SCRIPT.test(path) || WORKFLOW.test(path)) roles.push('script');
  if (RECIPE.test(path)) roles.push('recipe');
  for (const [role, expression] of LANGUAGES) if (expression.test(path)) roles.push(role);
  if (roles.length > 0 || CODE_PATH.test(path)) roles.push('source');
  for (const [role, expression] of SETTINGS) if (expression.test(path)) roles.push(role);
  return roles;
};

/** The roles of a file with these names, by the names alone. */
export const rolesOfNames = oncePerNames((names): ReadonlySet<FileRole> => new Set(names.flatMap(rolesOfName)));

/**
 * The roles of a file, by any of its names (default: its path), or by its lines where a name has no ending; none for
 * what no machine runs.
 */
export const rolesOf = (file: FileChange, names: readonly string[] = [file.path]): readonly FileRole[] => {
  const roles = rolesOfNames(names);
  if (roles.has('script') || !isUnnamedShell(file)) return [...roles];
  return [...roles.union(new Set<FileRole>(['script', 'source']))];
};
