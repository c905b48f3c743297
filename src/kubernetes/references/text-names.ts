import { append } from '../../core/append.ts';
import type { Path } from '../paths.ts';
import { accountSpans } from './account-names.ts';
import { dnsSpans, type Found } from './dns-names.ts';
import { type Meaning, meaningOf, separated, speaksOfOwnName } from './hint-words.ts';
import { isInEveryCluster } from './home-namespace.ts';
import type { NodeIndex } from './node-index.ts';
import { namespaceOfVariable, VARIABLE, type Variables } from './own-namespace.ts';
import type { GraphNode } from './reference.ts';

/** What stands before a value and says what it is: the name of a flag, a variable or a field. */
export interface Hint {
  readonly key: string;
  /** Where the value starts in the text. */
  readonly offset: number;
}

/**
 * Decides whether text in an argument, a variable or a field of a custom resource is the name of an object, or of a
 * namespace. Whole tokens only: `name`, `namespace/name`, lists of them by comma, DNS names.
 *
 * A name counts where its kind is known to be named: the flag or the variable speaks of the kind, or says nothing and the
 * name itself ends in the kind (`demo-webhook-service`). What is only possible is told as a doubt, and what is said to be
 * something else (a label, a container, a finalizer) is left alone.
 */
export class TextJudge {
  readonly #index: NodeIndex;
  readonly #meanings = new Map<string, Meaning>();

  constructor(index: NodeIndex) {
    this.#index = index;
  }

  /** Whether a text may hold something to judge: what is found or doubted is always a name, as it stands there. */
  mayJudge(text: string): boolean {
    return this.#index.isAnyNamedIn(text);
  }

  text(
    text: string,
    hint: Hint,
    namespace: string | undefined,
    variables?: Variables,
  ): { found: Found[]; doubtful: string[] } {
    const value = text.slice(hint.offset);
    const found = [
      // An image with a number for a tag looks like a host with its port.
      ...(/image/i.test(hint.key) ? [] : dnsSpans(value, namespace, this.#index, variables)),
      ...accountSpans(value, namespace, this.#index, variables),
    ].map((span) => shift(span, hint.offset));
    const doubtful: string[] = [];
    for (const { token, start } of tokens(text, hint.offset)) {
      if (found.some((span) => span.start < start + token.length && start < span.end)) continue;
      const verdict = this.#judge(token, hint.key, namespace, variables);
      if (verdict === undefined) continue;
      if (typeof verdict === 'string') doubtful.push(verdict);
      else
        append(
          found,
          verdict.map((span) => shift(span, start)),
        );
    }
    return { found, doubtful };
  }

  /** A command line or a script in one string: each word as an argument of its own. */
  words(text: string, namespace: string | undefined, variables?: Variables): { found: Found[]; doubtful: string[] } {
    const found: Found[] = [];
    const doubtful: string[] = [];
    let before = '';
    for (const match of text.matchAll(WORD)) {
      const word = match[0];
      // `secret NAME` and `-n NAMESPACE` of kubectl
      const hint = /^[a-z]+$/.test(before) ? { key: before, offset: 0 } : argumentHint(word, before);
      const verdict = this.text(word, before === '-n' ? { key: 'namespace', offset: 0 } : hint, namespace, variables);
      append(
        found,
        verdict.found.map((span) => shift(span, match.index)),
      );
      append(doubtful, verdict.doubtful);
      before = word;
    }
    return { found, doubtful };
  }

  /** A string of a custom resource or of an annotation: the keys above it are the hint. */
  field(value: string, path: Path, namespace: string | undefined): Found[] {
    const keys = path.filter((part) => typeof part === 'string');
    // The parts of an image's name may well be words that objects are called by.
    if (!LIST_OF_NAMES.test(value) || /image|repository/i.test(keys.at(-1) ?? '')) return [];
    const verdict = this.#judge(value, keys.slice(-2).join('-'), namespace);
    return Array.isArray(verdict) ? verdict : [];
  }

  #judge(
    token: string,
    key: string,
    namespace: string | undefined,
    variables?: Variables,
  ): Found[] | string | undefined {
    const slash = token.indexOf('/');
    if (slash !== -1) return this.#judgeQualified(token, slash, key, namespace, variables);
    const meaning = this.#meaningOf(key);
    if (meaning.isOther) return this.#judgePart(token, key);
    const candidates = this.#candidates(token, namespace);
    const target = bestOf(candidates, key, meaning);
    const whole = (node: GraphNode): Found[] => [{ start: 0, end: token.length, target: { node: node.id } }];
    if (target !== undefined && !(meaning.isNamespace && this.#index.hasNamespace(token))) return whole(target);
    if (meaning.isLease && !meaning.isNamespace) {
      // A Lease is made at run time, and the rule that allows it names it as this text does.
      if (candidates.length === 0) return undefined;
      return `${token} is the name of a Lease, which no object of the input makes`;
    }
    if (this.#index.hasNamespace(token) && (candidates.length === 0 || meaning.isNamespace)) {
      // `default` and `kube-system` mean what they say in every release, unless the operator itself lives there.
      const isHome = token === this.#index.home && meaning.isNamespace;
      if (!isHome && isInEveryCluster(token)) return undefined;
      // What other names start with may be meant as the operator's own name.
      const isClear = token.includes('-') && !this.#index.isPrefix(token) && meaning.kinds.length === 0;
      if (!isClear && !meaning.isNamespace) return `${token} may be the namespace`;
      return [{ start: 0, end: token.length, target: { namespace: token } }];
    }
    const other = candidates[0];
    if (other === undefined || meaning.isNamespace) return undefined;
    if (meaning.kinds.length > 0) {
      return `${token} is said to be a ${meaning.kinds[0]![0]}, which no manifest makes, and is the name of ${other.kind} ${other.name}`;
    }
    const named = candidates.filter(({ kind }) => namesItsKind(token, kind));
    return named.length === 1 ? whole(named[0]!) : `${token} may be ${other.kind} ${other.name}`;
  }

  #judgeQualified(
    token: string,
    slash: number,
    key: string,
    namespace: string | undefined,
    variables: Variables | undefined,
  ): Found[] | string | undefined {
    const where = token.slice(0, slash);
    const name = token.slice(slash + 1);
    const meaning = this.#meaningOf(key);
    const meant = namespaceOfVariable(where, namespace, variables);
    const isKnown = meant === namespace || (typeof meant === 'string' && this.#index.hasNamespace(meant));
    const candidates = isKnown && !meaning.isOther ? this.#candidates(name, meant ?? undefined) : [];
    // A name in its namespace is an object's, of whatever kind, unless the words say which.
    const target =
      bestOf(candidates, key, meaning) ?? (meaning.kinds.length === 0 ? ofNamespace(candidates)[0] : undefined);
    if (target !== undefined) {
      const found: Found[] = [{ start: slash + 1, end: token.length, target: { node: target.id } }];
      if (meant === where) found.unshift({ start: 0, end: slash, target: { namespace: where } });
      return found;
    }
    // `secret/NAME`, as kubectl takes it
    const typed = /^[a-z]+$/.test(where)
      ? bestOf(this.#candidates(name, namespace), where, this.#meaningOf(where))
      : undefined;
    if (typed !== undefined) return [{ start: slash + 1, end: token.length, target: { node: typed.id } }];
    // An object that somebody makes later may well be meant; the parts of an image's name look the same.
    const isPlace = this.#index.isOwnNamespace(where) && /^[a-z][-a-z0-9]*$/.test(name) && !/image/i.test(key);
    return isPlace ? `${where} may be the namespace` : undefined;
  }

  /** What names of the input start or end with: a program that is told so puts them together itself. */
  #judgePart(token: string, key: string): string | undefined {
    const [, part] = /(?:^|-)(prefix|suffix)$/.exec(separated(key)) ?? [];
    if (part === undefined || /metric/i.test(key) || !token.includes('-')) return undefined;
    const isPart = part === 'prefix' ? this.#index.isPrefix(token.replace(/-$/, '')) : this.#index.isSuffix(token);
    return isPart ? `names of objects ${part === 'prefix' ? 'start' : 'end'} with ${token}` : undefined;
  }

  #meaningOf(key: string): Meaning {
    const known = this.#meanings.get(key);
    if (known !== undefined) return known;
    const made = meaningOf(key);
    this.#meanings.set(key, made);
    return made;
  }

  /** The objects of a name that a text in a namespace can mean. */
  #candidates(name: string, namespace: string | undefined): GraphNode[] {
    return this.#index
      .named(name)
      .filter((node) => node.clusterScoped || node.namespace === namespace || node.namespace === undefined)
      .filter((node) => node.kind !== 'Namespace' && node.kind !== 'CustomResourceDefinition');
  }
}

/** The object that the words of a key speak of: by the kind's own name, or by one of the words that they may be. */
function bestOf(candidates: readonly GraphNode[], key: string, { kinds }: Meaning): GraphNode | undefined {
  if (candidates.length === 0) return undefined;
  for (const spoken of kinds) {
    for (const kind of spoken) {
      const found = ofNamespace(candidates).find((node) => node.kind === kind);
      if (found !== undefined) return found;
    }
  }
  return candidates.find(({ kind }) => !isCommon(kind) && speaksOfOwnName(key, kind));
}

/** Those of a namespace before those outside of all. */
function ofNamespace(candidates: readonly GraphNode[]): GraphNode[] {
  return [...candidates].sort((a, b) => Number(a.clusterScoped) - Number(b.clusterScoped));
}

/** Whether the words of a key are made for a kind: such a kind is not looked for by its name. */
function isCommon(kind: string): boolean {
  return meaningOf(kind).kinds[0]?.includes(kind) === true;
}

/** Three words or more, of which the last ones are the kind: `demo-webhook-service` is nobody's sub-command or log format. */
function namesItsKind(name: string, kind: string): boolean {
  if (name.split('-').length < 3) return false;
  const last = meaningOf(name.slice(name.lastIndexOf('-') + 1)).kinds[0];
  return last?.includes(kind) === true || meaningOf(name).kinds[0]?.[0] === kind;
}

/** A word of a command line: no white space, quotes or operators of a shell, but variables whole. */
const WORD = /(?:\$\(\w+\)|[^\s"'`;|&()<>])+/g;

/** What an argument is about: `--webhook-service-name=x`, or `x` behind `--webhook-service-name`. */
export function argumentHint(text: string, before: string): Hint {
  const equals = text.indexOf('=');
  if (equals > 0 && /^-{0,2}[\w.-]+$/.test(text.slice(0, equals))) {
    return { key: text.slice(0, equals), offset: equals + 1 };
  }
  return { key: /^--?[\w.-]+$/.test(before) ? before : '', offset: 0 };
}

/** Anything that is not a plain list of names (a script, an image, a path) holds no token of ours. */
const LIST_OF_NAMES = new RegExp(`^(?:[a-z0-9]|${VARIABLE})(?:[-a-z0-9./:,]|${VARIABLE})*$`);

function* tokens(text: string, offset: number): Generator<{ token: string; start: number }> {
  if (!LIST_OF_NAMES.test(text.slice(offset))) return;
  let start = offset;
  for (const token of text.slice(offset).split(',')) {
    yield { token, start };
    start += token.length + 1;
  }
}

function shift(span: Found, by: number): Found {
  return { ...span, start: span.start + by, end: span.end + by };
}
