import { isObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';

/** A flag that a container's program is started with. */
export interface Flag {
  /** Without dashes: `metrics-bind-address`. */
  readonly name: string;
  /** With the variables of the container put in, as the kubelet does. Absent for a flag without value. */
  readonly value?: string;
  /** Whether the value stands in the next word; a switch that another word follows looks the same. */
  readonly apart: boolean;
  /** Where in the object the word stands. */
  readonly path: Path;
  /** The word as it is written. */
  readonly text: string;
}

/** What a container is told by a variable: a text, or undefined where the value comes from elsewhere. */
export type Environment = ReadonlyMap<string, { readonly value: string | undefined; readonly path: Path }>;

/**
 * The flags in `command` and `args` of a container, in order. One dash or two: programs written with Go's own package
 * take both.
 *
 * @param path of the container in its object
 */
export function readFlags(container: JsonValue, path: Path, environment: Environment): Flag[] {
  const words = ['command', 'args'].flatMap((key) =>
    listAt(container, key).map((word, index) => ({ text: String(word), path: [...path, key, index] as Path })),
  );
  const flags: Flag[] = [];
  for (const [index, { text, path: at }] of words.entries()) {
    const match = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(text);
    if (match === null) continue;
    const [, name = '', written] = match;
    const next = words[index + 1]?.text;
    const apart = written === undefined && next !== undefined && !next.startsWith('-');
    const value = written ?? (apart ? next : undefined);
    flags.push({
      name,
      ...(value === undefined ? {} : { value: expand(value, environment) }),
      apart,
      path: at,
      text,
    });
  }
  return flags;
}

/** The variables of a container. Where a name stands twice the last one counts. */
export function readEnvironment(container: JsonValue, path: Path): Environment {
  const variables = new Map<string, { value: string | undefined; path: Path }>();
  for (const [index, variable] of listAt(container, 'env').entries()) {
    const name = stringAt(variable, 'name');
    if (name === undefined || !isObject(variable)) continue;
    const isText = variable.valueFrom === undefined;
    variables.set(name, {
      value: isText ? String(variable.value ?? '') : undefined,
      path: [...path, 'env', index],
    });
  }
  return variables;
}

/**
 * `$(NAME)` becomes the variable's value; `$$(NAME)` stays as `$(NAME)`, and so does what no variable is called.
 *
 * Source: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
function expand(text: string, environment: Environment): string {
  if (!text.includes('$(')) return text;
  return text.replaceAll(/\$\$\(|\$\(([^()$]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? '$(' : (environment.get(name)?.value ?? whole),
  );
}

/** The flag that counts: of several of one name the last. */
export function winningFlag(flags: readonly Flag[], names: readonly string[]): Flag | undefined {
  return flags.findLast(({ name }) => names.includes(name));
}
