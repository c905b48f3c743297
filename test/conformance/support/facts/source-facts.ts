/** A function of the top level on one line: receiver, name, parameters, result. */
const FUNCTION = /^func (?:\((?:\w+ )?(\*?\w+)\) )?(\w+)(?:\[[^\]]*\])?\(([^()]*(?:\([^()]*\)[^()]*)*)\)(.*?)\{/gm;

/**
 * What a file of Go declares: package, build tags, imports of packages outside the standard library of tests, functions,
 * types, constants and variables at the top, markers, flags with their defaults. What stands in bodies is ours.
 */
export function* sourceFacts(content: string): Generator<string> {
  for (const [, tag] of content.matchAll(/^\/\/go:build (.*)$/gm)) yield `build ${tag}`;
  yield `package ${/^package (\w+)/m.exec(content)?.[1]}`;
  for (const [, receiver, name, parameters, result] of content.matchAll(FUNCTION)) {
    const typed = (parameters ?? '').split(', ').filter((one) => one !== '').length;
    yield `func ${receiver === undefined ? '' : `${receiver}.`}${name}, ${typed} parameters, gives ${result?.trim() || 'nothing'}`;
  }
  for (const [, name] of content.matchAll(/^type (\w+) /gm)) yield `type ${name}`;
  for (const [, kind, name] of content.matchAll(/^(var|const) (\w+)/gm)) if (name !== '_') yield `${kind} ${name}`;
  for (const [, kind, body] of content.matchAll(/^(var|const) \(\n([\s\S]*?)^\)/gm)) {
    for (const [, names] of (body ?? '').matchAll(/^\t(\w+(?:, \w+)*)(?: |$)/gm)) {
      for (const name of (names ?? '').split(', ')) yield `${kind} ${name}`;
    }
  }
  for (const [, marker] of content.matchAll(/^\s*\/\/ ?(\+kubebuilder:.*)$/gm)) yield `marker ${marker}`;
  for (const [, type, name, value] of content.matchAll(/flag\.(\w+)Var\(&\w+,\s*"([\w-]+)",\s*([^,]+),/g)) {
    yield `flag ${name} ${type} ${value}`;
  }
}
