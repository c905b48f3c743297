import { dockerfileFacts, goModFacts, ignoreFacts, scriptFacts } from './line-facts.ts';
import { makefileFacts } from './makefile-facts.ts';
import { sourceFacts } from './source-facts.ts';
import { jsonFacts, yamlFacts } from './value-facts.ts';

type Reader = (content: string, path: string) => Iterable<string>;

/** By the end of the path; the first that fits. Of what fits none only the path is a fact. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/^Makefile$/, makefileFacts],
  [/^Dockerfile$/, dockerfileFacts],
  [/(?:^|\/)\.(?:git|docker)ignore$/, ignoreFacts],
  [/^go\.mod$/, goModFacts],
  [/zz_generated\.deepcopy\.go$/, () => []],
  [/\.go$/, sourceFacts],
  [/^\.devcontainer\/.*\.json$/, jsonFacts],
  [/\.sh$/, scriptFacts],
  [/^(?:\.github\/|\.golangci\.yml$|\.custom-gcl\.yml$)/, yamlFacts],
];

/** Written by the generators that do not run beside the stand-ins, or by `git`; config/ and PROJECT are compared apart. */
const LEFT_OUT = /^(?:config\/|PROJECT$|\.git\/|go\.sum$|.*zz_generated\.deepcopy\.go$)/;

/** What a project says that is no prose: a line for each fact, which begins with the path of its file. */
export function projectFacts(files: ReadonlyMap<string, string>): string[] {
  const facts: string[] = [];
  for (const [path, content] of files) {
    if (LEFT_OUT.test(path)) continue;
    facts.push(`${path}: exists`);
    const read = READERS.find(([pattern]) => pattern.test(path))?.[1];
    for (const fact of read?.(content, path) ?? []) facts.push(`${path}: ${fact}`);
  }
  return facts;
}

/** The facts that are on one side alone, a line each; `-` for what the release has and `+` for what ours has. */
export function factDifferences(theirs: readonly string[], ours: readonly string[]): string[] {
  const [expected, received] = [numbered(theirs), numbered(ours)];
  return [
    ...[...expected].filter((fact) => !received.has(fact)).map((fact) => `- ${fact}`),
    ...[...received].filter((fact) => !expected.has(fact)).map((fact) => `+ ${fact}`),
  ];
}

/** A fact that is there twice is two facts. */
function numbered(facts: readonly string[]): Set<string> {
  const seen = new Map<string, number>();
  return new Set(
    facts.map((fact) => {
      const count = (seen.get(fact) ?? 0) + 1;
      seen.set(fact, count);
      return count === 1 ? fact : `${fact} (${count})`;
    }),
  );
}
