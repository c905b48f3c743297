import { type GoNode, type Group, isGroup, isName, isToken } from '../../../edit/go/parse.ts';

/** One call of `a.B(…).C(…)`. */
export interface ChainCall {
  readonly name: string;
  readonly dot: GoNode;
  readonly nameNode: GoNode;
  readonly call: Group;
}

/** The calls that follow brackets in a run: `.For(…).Named(…)` behind `NewControllerManagedBy(mgr)`. */
export function chainAfter(run: readonly GoNode[], index: number): ChainCall[] {
  const calls: ChainCall[] = [];
  for (let at = index + 1; ; at += 3) {
    const [dot, name, call] = [run[at], run[at + 1], run[at + 2]];
    if (dot === undefined || !isToken(dot, '.') || !isName(name) || !isGroup(call, '(')) return calls;
    calls.push({ name: name.text, dot, nameNode: name, call });
  }
}
