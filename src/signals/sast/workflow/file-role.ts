import type { FileRole } from './line-rule.ts';

const WORKFLOW =
  /(?:^|\/)(?:\.(?:github|gitea|forgejo|tangled)\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.gitlab\/.+\.ya?ml|\.woodpecker(?:\.ya?ml|\/.+\.ya?ml)|\.circleci\/config\.ya?ml|\.travis\.ya?ml|\.cirrus\.ya?ml|\.drone\.ya?ml|appveyor\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|buildspec\.ya?ml|action\.ya?ml|\.github\/actions\/.+\.ya?ml|Jenkinsfile[^/]*)$/i;
const SCRIPT =
  /\.(?:sh|bash|zsh|ksh|fish|mk|mak|ps1|bat|cmd|dockerfile|bats)$|(?:^|\/)(?:(?:Docker|Container)file[^/]*|(?:GNU)?[Mm]akefile[^/]*|[Jj]ustfile|Vagrantfile|\.?envrc|\.husky\/[^/]+|hooks\/[\w-]+|entrypoint|install|bootstrap|autogen)$/;
const RECIPE =
  /\.(?:am|ac|m4|cmake|mk|mak|gyp|gypi|bzl|bazel|gn|pro|pri|ninja)$|(?:^|\/)(?:(?:GNU)?[Mm]akefile[^/]*|CMakeLists\.txt|configure(?:\.[a-z]+)?|meson\.build|meson_options\.txt|SCons(?:truct|cript)|wscript|BUILD|build\.(?:rs|zig|ninja|gradle)|setup\.(?:py|cfg)|binding\.gyp|Cargo\.toml|\.cargo\/config(?:\.toml)?)$/;

/** The roles of a file, by its name; none for most. */
export const rolesOf = (path: string): readonly FileRole[] => {
  const roles: FileRole[] = [];
  if (WORKFLOW.test(path)) roles.push('workflow');
  if (SCRIPT.test(path) || WORKFLOW.test(path)) roles.push('script');
  if (RECIPE.test(path)) roles.push('recipe');
  return roles;
};
