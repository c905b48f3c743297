import { logicalLines } from './line-facts.ts';

const VARIABLE = /^ *([.\w][\w.-]*) *(\?=|:=|\+=|=) *(.*)$/;
const RULE = /^([^\s#:=][^:=]*):(?!=) *([^#]*)/;

const QUOTED = /"\$\((?:KUSTOMIZE|KUBECTL|CONTROLLER_GEN|GOLANGCI_LINT|ENVTEST|LOCALBIN)\)"/;

/** What recipes run: the tools that variables name, and the programs that do the work. The rest is plumbing. */
const PROGRAMS = /^(?:\w+=\S* +)*(?:«\w+»|go|mkdir|kind|cd) /;

/** Variables, targets with prerequisites, functions, and what recipes run; how a recipe is written in shell is none. */
export function* makefileFacts(content: string): Generator<string> {
  let target = '';
  let define = '';
  for (const line of logicalLines(content)) {
    const named = /^define (\S+)/.exec(line);
    if (named !== null) {
      define = named[1] ?? '';
      yield `function ${define}`;
    } else if (line === 'endef') {
      define = '';
    } else if (define !== '') {
      // How a function does it is ours.
    } else if (line.startsWith('\t')) {
      if (QUOTED.test(line)) yield `target ${target} quotes`;
      yield* commandsOf(line).map((command) => `target ${target} runs ${command}`);
    } else {
      const variable = VARIABLE.exec(line);
      const rule = RULE.exec(line);
      if (variable !== null && !line.startsWith('#')) {
        yield `variable ${variable[1]} ${variable[2]} ${variableValue(variable[3] ?? '')}`;
      } else if (rule !== null) {
        target = (rule[1] ?? '').trim();
        yield `target ${target}: ${(rule[2] ?? '').trim()}`;
      }
    }
  }
}

/** What a shell computes by more than one command is computed, whichever way. */
function variableValue(value: string): string {
  const trimmed = value.trim();
  if (!/^\$\(shell .*[|;']/.test(trimmed)) return trimmed;
  return `computed${trimmed.includes('gomodver') ? ' by gomodver' : ''}`;
}

function commandsOf(recipe: string): string[] {
  return recipe
    .replace(/\$[({](\w[\w-]*)[)}]/g, '«$1»')
    .replace(/["']/g, '')
    .split(/\$\$\(|\$\(shell|[|;&{}()]+|\b(?:then|else|do|in)\b/)
    .map((part) =>
      part
        .replace(/^[\s@-]+/, '')
        .replace(/\s*2>.*$/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => PROGRAMS.test(part) && !part.endsWith('version'));
}
