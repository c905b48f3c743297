import { nameOf } from '../kubernetes/identity.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';

/** What the objects have in common. */
export interface ProjectNames {
  /** The name prefix without its last hyphen; undefined where most names have none in common. */
  readonly prefix: string | undefined;
  /** Where the operator lives; undefined where the objects leave that to whoever applies them. */
  readonly namespace: string | undefined;
}

/** Kinds whose names no prefix is put before: kustomize leaves them alone, because the name is their meaning. */
const UNPREFIXED = new Set(['CustomResourceDefinition', 'Namespace', 'APIService']);

export function projectNames(objects: readonly KubernetesObject[], impliedNamespace: string | undefined): ProjectNames {
  return { prefix: commonPrefix(objects), namespace: impliedNamespace };
}

/** The longest run of whole words that most names start with. */
function commonPrefix(objects: readonly KubernetesObject[]): string | undefined {
  const names = objects.filter((object) => !UNPREFIXED.has(object.kind)).map(nameOf);
  const [first] = names;
  if (first !== undefined && new Set(names).size === 1) return onlyName(first);
  let prefix: string | undefined;
  let holders = names;
  for (;;) {
    const counts = new Map<string, string[]>();
    for (const name of holders) {
      const word = nextWord(name, prefix);
      if (word === undefined) continue;
      const longer = prefix === undefined ? word : `${prefix}-${word}`;
      counts.set(longer, [...(counts.get(longer) ?? []), name]);
    }
    const best = [...counts].sort((a, b) => b[1].length - a[1].length)[0];
    if (best === undefined) return prefix;
    const [longer, following] = best;
    // One name for nearly all is the prefix as a whole, so that it does not stand behind itself.
    const isOneName = prefix === undefined && following.length >= 2 && new Set(following).size === 1;
    if (isOneName && following.length * 2 >= names.length) return onlyName(following[0]!);
    // The first word needs half of all names; a longer prefix must not lose names that the shorter one has.
    const enough =
      prefix === undefined ? following.length * 2 >= names.length : following.length >= holders.length * 0.85;
    if (!enough || following.length < 2 || new Set(following).size < 2) return prefix;
    prefix = longer;
    holders = following;
  }
}

function nextWord(name: string, prefix: string | undefined): string | undefined {
  const rest = prefix === undefined ? name : name.slice(prefix.length + 1);
  const word = /^[a-z0-9]+/.exec(rest)?.[0];
  return word === undefined || word === '' ? undefined : word;
}

/** What objects that all have one name start with: `demo` of `demo-controller-manager`; nothing where any operator's would. */
function onlyName(name: string): string | undefined {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) || name.length > 53) return undefined;
  const short = name.replace(/-controller-manager$/, '');
  return /^(controller-manager|manager|controller|operator)$/.test(short) ? undefined : short;
}
