import type { Command } from 'commander';
import { type Config, ConfigError, VARIABLES, withoutCredentials } from '../../config/index.ts';
import { messageOf, type Policy } from '../../domain/index.ts';
import { kindOf, whyNotServed } from '../../pipeline/index.ts';
import { ModelFailure } from '../../review/index.ts';
import {
  ingestTotals,
  networkFigures,
  networkTroubles,
  newestEventUs,
  rejections,
  repoPolicies,
  reviewFigures,
  type Store,
  streamGaps,
  trustedRoots,
  undecidedChanges,
  undecidedSinceUs,
} from '../../store/index.ts';
import { gnnKept } from '../gnn-files.ts';
import { countsInWords, knownVulnerabilities } from '../known-vulnerabilities.ts';
import { opensWords, shortName } from '../model-words.ts';
import { print, printJson, safe } from '../output.ts';
import { policiesOf } from '../policy.ts';
import { repoPolicyCheck } from '../repo-policy-check.ts';
import { modelOf, reviewRecords } from '../reviewer.ts';
import { servingNow } from '../served-model.ts';
import { sourcesOf } from '../sources.ts';
import { environment, nowUs, surroundings } from '../surroundings.ts';

interface Check {
  readonly name: string;
  /** `note`: something others failed at, worth knowing; the service goes on. */
  readonly state: 'ok' | 'off' | 'note' | 'problem';
  readonly detail: string;
}

export const registerDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('check configuration and storage; say what is on, what is off, and how to turn it on')
    .option('--json', 'print one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const checks = await examine();
      if (json) printJson({ checks });
      else print(checks.map(({ name, state, detail }) => safe(`${state.padEnd(8)} ${name}: ${detail}`)).join('\n'));
      if (checks.some((check) => check.state === 'problem')) process.exitCode = 1;
    });
};

const examine = async (): Promise<Check[]> => {
  const checks: Check[] = [{ name: 'node', state: 'ok', detail: process.version }];
  try {
    const { config, store } = surroundings();
    checks.push({ name: 'data root', state: 'ok', detail: [config.dataRoot, ...config.warnings].join('; ') });
    const { totals, unused, roots, network, troubles, newestUs, gaps } = await store.read(async (db) => ({
      totals: await ingestTotals(db),
      unused: await rejections(db),
      roots: await trustedRoots(db),
      network: await networkFigures(db),
      troubles: await networkTroubles(db),
      newestUs: await newestEventUs(db),
      gaps: await streamGaps(db),
    }));
    checks.push({
      name: 'database',
      state: 'ok',
      detail: `${store.path}: ${totals.events} events, ${totals.records} live records${newestUs > 0 ? `, the newest of ${timeText(newestUs)}` : ''}`,
    });
    for (const { reason, count } of unused)
      checks.push({ name: 'not used', state: 'ok', detail: `${count} records or messages: ${reason}` });
    for (const { what, state, count } of network.filter((figure) => figure.what !== 'gaps'))
      checks.push({ name: what, state: 'ok', detail: `${count} ${state}` });
    for (const { what, about, problem } of troubles)
      checks.push({ name: what, state: 'note', detail: `the latest that could not be had, ${about}: ${problem}` });
    for (const { source, fromUs, toUs } of gaps.slice(0, MOST_GAPS))
      checks.push({
        name: 'gap',
        state: 'note',
        detail: `${source} had nothing of ${timeText(fromUs)} to ${timeText(toUs)}`,
      });
    if (gaps.length > MOST_GAPS)
      checks.push({ name: 'gap', state: 'note', detail: `${gaps.length - MOST_GAPS} earlier ones` });
    checks.push(await modelCheck(config, store), graphModelCheck(config));
    checks.push(await decisionCheck(store), ...policyChecks(config), repoPolicyCheck(await store.read(repoPolicies)));
    const known = new Set([...config.trustSeeds, ...roots]);
    for (const { name, on, how } of sourcesOf(config, known.size))
      checks.push({ name, state: on ? 'ok' : 'off', detail: how });
    checks.push(
      ...(await exportChecks(config)),
      ...(await reviewerChecks(config)),
      ...(await reviewChecks(config, store)),
    );
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems : [messageOf(error)];
    checks.push(...problems.map((detail) => ({ name: 'configuration', state: 'problem' as const, detail })));
    return [...checks, ...settings(problems)];
  }
  return [...checks, ...settings([])];
};

/** Whether anybody decides here: what waits, since when, and when the last decision was made. */
const decisionCheck = async (store: Store): Promise<Check> => {
  const { count, lastDecidedAtUs, sinceUs } = await store.read(async (db) => ({
    ...(await undecidedChanges(db)),
    sinceUs: await undecidedSinceUs(db),
  }));
  const last = lastDecidedAtUs === null ? 'none was made yet' : `the last was made at ${timeText(lastDecidedAtUs)}`;
  if (sinceUs === null) return { name: 'decisions', state: 'ok', detail: `nothing waits; ${last}` };
  const waits = `${count} ${count === 1 ? 'change waits' : 'changes wait'} since ${timeText(sinceUs)}; ${last}`;
  const isLong = nowUs() - sinceUs > DECIDED_WITHIN_US;
  const how = 'nobody seems to decide here: run `up` or `score --loop`';
  return { name: 'decisions', state: isLong ? 'note' : 'ok', detail: isLong ? `${waits}; ${how}` : waits };
};

/** Those who decide need seconds. */
const DECIDED_WITHIN_US = 60 * 1_000_000;

/** Whether a learned model is served, and why not. */
const modelCheck = async (config: Config, store: Store): Promise<Check> => {
  const serving = await servingNow(store, config);
  const name = 'learned model';
  if (serving.kind === 'none') {
    const how = 'run `train` once there is history; until then structural trust decides';
    return { name, state: 'off', detail: `${whyNotServed(serving)}; ${how}` };
  }
  if (serving.kind !== 'served') return { name, state: 'note', detail: `not served: ${whyNotServed(serving)}` };
  const { id, metrics } = serving.model;
  const opens = opensWords(serving.model, policiesOf(config).instance);
  const since = serving.drift === null ? 'no outcome of its own yet' : serving.drift.why;
  const figures = `AUC ${metrics.auc.value.toFixed(3)}, ECE ${metrics.ece.value.toFixed(3)}`;
  const by = kindOf(serving.model) === 'graphsage' ? 'GraphSAGE' : 'trees';
  return { name, state: 'ok', detail: `${by} ${shortName(id)}: ${figures}; ${opens}; ${since}` };
};

/** What came of comparing GraphSAGE with the trees. */
const graphModelCheck = (config: Config): Check => {
  const found = gnnKept(config);
  const name = 'graph model';
  switch (found.kind) {
    case 'none':
      return {
        name,
        state: 'off',
        detail: 'GraphSAGE was not compared with the trees; run `gnn` once there is history',
      };
    case 'refused':
      return { name, state: 'note', detail: `not used: ${found.problem}; the trees decide, if any` };
    case 'trees':
      return { name, state: 'off', detail: found.report.reason };
    case 'gnn':
      return { name, state: 'ok', detail: `${found.report.reason} It decides as the learned model` };
  }
};

/** By which thresholds lanes are given, where they come from, and what is on trial beside them. */
const policyChecks = (config: Config): Check[] => {
  const { instance, shadow, exceptions } = policiesOf(config);
  const { policyFile, shadowPolicyFile } = config;
  const named = ({ version, hash = '' }: Policy, from: string): string =>
    `${version} (${hash.slice(0, HASH_SHOWN)}), ${from}`;
  const own = named(instance, policyFile === null ? 'built in' : `from ${policyFile.path}`);
  const except =
    exceptions === 0 ? '' : `, with exceptions for ${exceptions} repositor${exceptions === 1 ? 'y' : 'ies'}`;
  const trial = shadow && named(shadow, `from ${(shadowPolicyFile ?? policyFile)?.path}`);
  const how = 'set SHADOW_POLICY_FILE to a policy, and it decides beside the one in force (docs/policy.md)';
  return [
    { name: 'policy', state: 'ok', detail: `${own}${except}` },
    { name: 'policy on trial', state: trial === null ? 'off' : 'ok', detail: trial ?? how },
  ];
};

/** Digits of a hash that tell two policies apart at a glance. */
const HASH_SHOWN = 12;

/** Whether the export of known vulnerabilities can be read; indexes it if it is new. */
const exportChecks = async (config: Config): Promise<Check[]> => {
  await using known = await knownVulnerabilities(config);
  if (known === null) return [];
  const state = known.counts.unreadable > 0 ? 'note' : 'ok';
  return [{ name: 'OSV export', state, detail: countsInWords(known) }];
};

/** Whether the configured reviewer answers, by a question that costs nothing. */
const reviewerChecks = async (config: Config): Promise<Check[]> => {
  if (config.anthropic.apiKey === null) return [];
  const model = modelOf(config.anthropic, { maxRetries: 0, deadlineMs: REVIEWER_ANSWERS_WITHIN_MS });
  const { known } = model.price;
  const price = known ? [] : [`its price is not known: it is counted as the dearest there is`];
  try {
    await model.countTokens({ model: model.id, max_tokens: 1, messages: [{ role: 'user', content: 'hello' }] });
    return [{ name: 'reviewer', state: 'ok', detail: [`${model.id} answers`, ...price].join('; ') }];
  } catch (error) {
    // A key or a model that the service does not take is for the operator to mend; a service that is down is not.
    const isOurs = error instanceof ModelFailure && [401, 403, 404].includes(error.status ?? 0);
    return [{ name: 'reviewer', state: isOurs ? 'problem' : 'note', detail: messageOf(error) }];
  }
};

const REVIEWER_ANSWERS_WITHIN_MS = 8_000;

/** What reviews came to, what they cost today, and what is still out. */
const reviewChecks = async ({ anthropic, reviewBudget }: Config, store: Store): Promise<Check[]> => {
  const { outcomes, spentTodayMicros, calls } = await store.read((db) =>
    reviewFigures(db, { sinceUs: 0, nowUs: nowUs() }),
  );
  if (anthropic.apiKey === null && calls === 0) return [];
  const dollars = (micros: number): string => `$${(micros / 1e6).toFixed(4)}`;
  const kinds = outcomes.map(({ kind, count }) => `${count} ${kind}`).join(', ') || 'none yet';
  const isSpent = anthropic.apiKey !== null && spentTodayMicros >= reviewBudget.dayMicros;
  const open = await reviewRecords(store).openBatches();
  return [
    { name: 'reviews', state: 'ok', detail: kinds },
    {
      name: 'reviews',
      state: isSpent ? 'note' : 'ok',
      detail: `${dollars(spentTodayMicros)} of ${dollars(reviewBudget.dayMicros)} spent today (UTC)${isSpent ? ': nothing more is asked before midnight, or until REVIEW_BUDGET_PER_DAY is raised' : ''}`,
    },
    ...open.map(({ id, requestHashes }) => ({
      name: 'reviews',
      state: 'note' as const,
      detail: `batch ${id} with ${requestHashes.length} questions is out; any run of \`review --queue\` fetches it when it has ended`,
    })),
  ];
};

const MOST_GAPS = 5;

const timeText = (timeUs: number): string => new Date(timeUs / 1000).toISOString();

/** What is set and stands in no problem: those stand above already. */
const settings = (problems: readonly string[]): Check[] => {
  const given = environment();
  const isFaulty = (name: string): boolean => problems.some((problem) => problem.split(/[^A-Z_]/, 1)[0] === name);
  return VARIABLES.filter(({ name }) => given[name] && !isFaulty(name)).map(({ name, secret }) => ({
    name,
    state: 'ok',
    detail: secret ? 'set' : withoutCredentials(String(given[name])),
  }));
};
