/**
 * What the maintainers of every repository see of twenty people each, all repositories together, against one solve per
 * set of seeds: `node bench/views.ts [people] [vouches] [repositories]`, by default 20000, 100000 and 3000.
 */
import { appraise, buildGraph, type Opinion, standingOf, tellerOf, viewOf, viewsOf } from '../src/trust/index.ts';
import { report } from './measure.ts';

const [people = 20_000, vouches = 100_000, repositories = 3_000] = process.argv.slice(2).map(Number);
const AUTHORS = 20;
/** Direct solves timed; the rest is extrapolated. */
const SOLVES = 50;

/** Numerical Recipes' linear congruential generator, in [0,1). */
const generator = (state: number) => () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

const random = generator(7);
const idOf = (person: number): string => `n${String((person * 7919) % people).padStart(9, '0')}`;
const anyone = (): string => idOf(Math.floor(people * random()));
/** The more known the lower the number, for those vouched for and, less so, for those who vouch. */
const byDegree = (): string => idOf(Math.floor(people * random() ** 3));
const voucher = (): string => idOf(Math.floor(people * random() ** 1.3));

/** One in four vouches answers one just given, one in twenty opinions is a denounce; half are older than they hold. */
function* opinions(): Generator<Opinion> {
  let last = { from: anyone(), to: anyone() };
  for (let given = 0; given < vouches; given += 1) {
    last =
      random() < 0.25
        ? { from: last.to, to: last.from }
        : { from: voucher(), to: random() < 0.5 ? byDegree() : anyone() };
    yield { ...last, weight: random() < 0.05 ? -1 : 1, ageMs: random() * 2e3 };
  }
}

const everybody = Array.from({ length: people }, (_, person) => idOf(person));
const graph = buildGraph(opinions(), { halfLifeMs: 1e3, fullWeight: 1, extraIds: everybody });
// Known to many, and vouching within their budget. Seeds far from everybody save nothing: each maintainer then sees most
// people better than the operator does, and what that takes is as much as a solve.
const seeds = Array.from({ length: 5 }, (_, person) => idOf(200 + person * 40));
const asked = Array.from({ length: repositories }, () => ({
  maintainers: Array.from({ length: 1 + Math.floor(random() * 3) }, byDegree),
  authors: Array.from({ length: AUTHORS }, () => graph.indexOf(anyone())),
}));

const startedAt = performance.now();
const views = viewsOf(graph, seeds);
const carrying = { ...graph, carry: views.operator.carry };
const teller = tellerOf(graph.ids.length);
const seen = asked.map(({ maintainers, authors }) => {
  const view = views.with(maintainers);
  return authors.map((author) => appraise(carrying, view, teller, author));
});
const oursMs = performance.now() - startedAt;

const solvingAt = performance.now();
const direct = asked.slice(0, SOLVES).map(({ maintainers, authors }) => {
  const spread = standingOf(graph, [...seeds, ...maintainers]);
  return authors.map((author) => appraise(carrying, viewOf(spread), teller, author).structural);
});
const solveMs = (performance.now() - solvingAt) / direct.length;
const distinct = new Set(asked.map(({ maintainers }) => [...new Set(maintainers)].sort().join(' '))).size;

const answers = seen.flat();
direct.flat().forEach((structural, place) => {
  if (answers[place]?.structural !== structural) throw new Error('a view differs from its solve');
});
const trusted = answers.filter(({ structural }) => structural >= 0.3).length;
console.log(
  `${graph.vouches.from.length} vouches; ${trusted} of ${answers.length} answers at .30 or above; ${distinct} distinct sets of seeds`,
);
report(
  `the views of ${repositories.toLocaleString('en')} repositories, ${AUTHORS} people each (${people.toLocaleString('en')} people)`,
  `${oursMs.toFixed(0)} ms`,
  `one solve per set of seeds ${((solveMs * distinct) / 1000).toFixed(1)} s (from ${direct.length})`,
  oursMs / (solveMs * distinct),
);
