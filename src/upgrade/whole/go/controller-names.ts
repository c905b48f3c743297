import { indentOf } from '../../../edit/go/add-elements.ts';
import { startOfLine } from '../../../edit/go/imports.ts';
import { CONTROLLER_RUNTIME } from '../../../edit/go/metrics-site.ts';
import { type GoFile, type GoNode, sourceOf, split } from '../../../edit/go/parse.ts';
import { places } from '../../../edit/go/syntax.ts';
import { type ChainCall, chainAfter } from './builder-chain.ts';
import { canonical, packageNames } from './canonical.ts';
import type { GoDraft } from './go-draft.ts';
import { callsOf } from './manager-call.ts';

/** Names controllers where theirs does and base did not: by the kind that both are for. */
export function nameControllers(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  for (const wanted of builders(theirs)) {
    const named = wanted.calls.find(({ name }) => name === 'Named');
    if (named === undefined || builders(base).some(({ kind, calls }) => kind === wanted.kind && isNamed(calls)))
      continue;
    const own = builders(draft.file).find(({ kind, calls }) => kind === wanted.kind && !isNamed(calls));
    const before = own?.calls.find(({ name }) => name === 'For');
    if (before === undefined) continue;
    const text = `.Named${sourceOf(theirs, [named.call])}`;
    const line = startOfLine(draft.text, before.nameNode.from);
    const isOnOwnLine = draft.text.slice(line, before.nameNode.from).trim() === '';
    const added = isOnOwnLine ? `.\n${indentOf(draft.text, before.nameNode.from)}${text.slice(1)}` : text;
    draft.change([{ from: before.call.to, to: before.call.to, text: added }]);
  }
}

function isNamed(calls: readonly ChainCall[]): boolean {
  return calls.some(({ name }) => name === 'Named');
}

function builders(file: GoFile): { readonly kind: string; readonly calls: ChainCall[] }[] {
  const names = packageNames(file);
  const found: { kind: string; calls: ChainCall[] }[] = [];
  const starts = new Set<GoNode>(callsOf(file, CONTROLLER_RUNTIME, 'NewControllerManagedBy'));
  for (const { run, index } of places(file.nodes)) {
    if (!starts.has(run[index]!)) continue;
    const calls = chainAfter(run, index);
    // Options may follow the kind.
    const [kind] = split(calls.find(({ name }) => name === 'For')?.call.nodes ?? [], ',');
    if (kind !== undefined && kind.length > 0) found.push({ kind: canonical(kind, names), calls });
  }
  return found;
}
