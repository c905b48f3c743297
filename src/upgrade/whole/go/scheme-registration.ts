import { indentOf } from '../../../edit/go/add-elements.ts';
import { addImport, importName } from '../../../edit/go/imports.ts';
import { type GoFile, type Group, isGroup, isToken, sourceOf, split } from '../../../edit/go/parse.ts';
import { places } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';

const RUNTIME = 'k8s.io/apimachinery/pkg/runtime';

/**
 * `SchemeBuilder.Register(&Widget{}, …)` of controller-runtime's builder becomes a function that adds the types to a
 * scheme, as apimachinery's builder takes it, where theirs has changed from the one to the other.
 */
export function registerByFunction(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  const wanted = registered(theirs).find(({ isFunction }) => isFunction);
  if (wanted === undefined || !registered(base).some(({ isFunction }) => !isFunction)) return;
  const version = /AddKnownTypes\(\s*(\w+)/.exec(sourceOf(theirs, [wanted.call]))?.[1];
  const own = registered(draft.file).filter(({ isFunction }) => !isFunction);
  if (version === undefined || own.length === 0) return;
  const isDone = draft.attempt(() => {
    const added = addImport(draft.file, RUNTIME, 'runtime', 'apiruntime');
    if (added === undefined || !draft.change(added.replacements, added.blocks)) return false;
    const runtime = importName(draft.file, RUNTIME);
    const calls = registered(draft.file).filter(({ isFunction }) => !isFunction);
    return draft.change(
      calls.map(({ call }) => {
        const indent = indentOf(draft.text, call.from);
        const types = draft.text
          .slice(call.from + 1, call.to - 1)
          .trim()
          .replace(/,$/, '');
        return {
          from: call.from + 1,
          to: call.to - 1,
          text: `func(s *${runtime}.Scheme) error {\n${indent}\ts.AddKnownTypes(${version}, ${types})\n${indent}\treturn nil\n${indent}}`,
        };
      }),
    );
  });
  if (isDone) return;
  draft.task(
    'The builder of the scheme takes functions now: register the types of this file with one.',
    sourceOf(theirs, [wanted.call]).slice(1, -1),
    own[0]!.call.from,
  );
}

/** The arguments of `SchemeBuilder.Register(…)`. */
function registered(file: GoFile): { readonly call: Group; readonly isFunction: boolean; readonly isPlain: boolean }[] {
  const found: { call: Group; isFunction: boolean; isPlain: boolean }[] = [];
  for (const { run, index } of places(file.nodes)) {
    const call = run[index];
    if (!isGroup(call, '(') || !isToken(run[index - 1], 'Register') || !isToken(run[index - 3], 'SchemeBuilder'))
      continue;
    const first = split(call.nodes, ',');
    found.push({
      call,
      isFunction: isToken(first[0]?.[0], 'func'),
      isPlain: first.every((run) => isToken(run[0], '&')),
    });
  }
  return found.filter(({ isFunction, isPlain }) => isFunction || isPlain);
}
