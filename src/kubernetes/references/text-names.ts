import type { Path } from '../paths.ts';
import { accountSpans } from './account-names.ts';
import { dnsSpans, type Found } from './dns-names.ts';
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

/** Words in a flag's or variable's name, without separators, and the kinds that they speak of. */
const KIND_WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/service-?account|(^|-)sa(-|$)/, ['ServiceAccount']],
  [
    /service(?!-?account)|(^|-)svc(-|$)|(^|-)(hosts?|addr|address|endpoints?|urls?|dns|no-?proxy|upstreams?|server-?name)(-|$)/,
    ['Service'],
  ],
  [/secret|cert(ificate)?(?!-?manager)|(^|-)tls(-|$)|(^|-)ca(-|$)/, ['Secret', 'Certificate', 'ConfigMap']],
  [/config-?map|(^|-)cm(-|$)|config/, ['ConfigMap', 'Secret']],
  [/deployment|operator-?name|manager-?name/, ['Deployment', 'StatefulSet']],
  [/stateful-?set/, ['StatefulSet']],
  [/daemon-?set/, ['DaemonSet']],
  [/webhook/, ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'Service', 'Secret']],
  [/validating/, ['ValidatingWebhookConfiguration', 'ValidatingAdmissionPolicy']],
  [/mutating/, ['MutatingWebhookConfiguration']],
  [/cluster-?role/, ['ClusterRole']],
  [/role/, ['Role', 'ClusterRole']],
  [/issuer/, ['Issuer', 'ClusterIssuer']],
  [/priority-?class/, ['PriorityClass']],
  [/ingress-?class/, ['IngressClass']],
  [/gateway-?class/, ['GatewayClass']],
  [/storage-?class/, ['StorageClass']],
  [/runtime-?class/, ['RuntimeClass']],
  [/(^|-)(pvc|claim)/, ['PersistentVolumeClaim']],
];

/**
 * Decides whether text in an argument, a variable or a field of a custom resource is the name of an object, or of a
 * namespace. Whole tokens only: `name`, `namespace/name`, lists of them by comma, DNS names.
 *
 * A name counts where it can hardly be anything else: it is compound and starts with the operator's own prefix, or the
 * flag or variable speaks of its kind. What is only possible is told as a doubt.
 */
export class TextJudge {
  readonly #index: NodeIndex;

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
      else found.push(...verdict.map((span) => shift(span, start)));
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
      found.push(...verdict.found.map((span) => shift(span, match.index)));
      doubtful.push(...verdict.doubtful);
      before = word;
    }
    return { found, doubtful };
  }

  /** A string of a custom resource or of an annotation: the keys above it are the hint. */
  field(value: string, path: Path, namespace: string | undefined): Found[] {
    const keys = path.filter((part) => typeof part === 'string');
    // The parts of an image's name may well be words that objects are called by.
    if (!LIST_OF_NAMES.test(value) || keys.some((key) => /image/i.test(key))) return [];
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
    if (slash !== -1) {
      const where = token.slice(0, slash);
      const name = token.slice(slash + 1);
      const meant = namespaceOfVariable(where, namespace, variables);
      const isKnown = meant === namespace || (typeof meant === 'string' && this.#index.hasNamespace(meant));
      const target = isKnown ? this.#best(name, meant ?? undefined, key) : undefined;
      if (target === undefined) {
        // `secret/NAME`, as kubectl takes it
        const typed = /^[a-z]+$/.test(where) ? this.#best(name, namespace, where) : undefined;
        if (typed === undefined || !speaksOf(where, typed.kind)) {
          // An object that somebody makes later may well be meant; the parts of an image's name look the same.
          const isPlace = this.#index.isOwnNamespace(where) && /^[a-z][-a-z0-9]*$/.test(name) && !/image/i.test(key);
          return isPlace ? `${where} may be the namespace` : undefined;
        }
        return [{ start: slash + 1, end: token.length, target: { node: typed.id } }];
      }
      const found: Found[] = [{ start: slash + 1, end: token.length, target: { node: target.id } }];
      if (meant === where) found.unshift({ start: 0, end: slash, target: { namespace: where } });
      return found;
    }
    const target = this.#best(token, namespace, key);
    if (speaksOfLease(key) && target?.kind !== 'Lease' && !speaksOfNamespace(key)) {
      // A Lease is made at run time, and the rule that allows it names it as this text does.
      return target === undefined ? undefined : `${token} is the name of a Lease, which no object of the input makes`;
    }
    const isNamespace = this.#index.hasNamespace(token);
    if (isNamespace && (target === undefined || speaksOfNamespace(key))) {
      // `default` and `kube-system` mean what they say in every release, unless the operator itself lives there.
      const isHome = token === this.#index.home && speaksOfNamespace(key);
      if (!isHome && isInEveryCluster(token)) return undefined;
      // What other names start with may be meant as the operator's own name.
      const isClear = token.includes('-') && !this.#index.isPrefix(token);
      if (!isClear && !speaksOfNamespace(key)) return `${token} may be the namespace`;
      return [{ start: 0, end: token.length, target: { namespace: token } }];
    }
    if (target === undefined || speaksOfNamespace(key)) return undefined;
    const certain = isCompound(token) || speaksOf(key, target.kind);
    return certain
      ? [{ start: 0, end: token.length, target: { node: target.id } }]
      : `${token} may be ${target.kind} ${target.name}`;
  }

  #best(name: string, namespace: string | undefined, key: string): GraphNode | undefined {
    const candidates = this.#index
      .named(name)
      .filter((node) => node.clusterScoped || node.namespace === namespace || node.namespace === undefined)
      .filter((node) => node.kind !== 'Namespace' && node.kind !== 'CustomResourceDefinition');
    const wanted = speaksOfLease(key) ? candidates.filter(({ kind }) => kind === 'Lease') : [];
    if (wanted[0] !== undefined) return wanted[0];
    // Of several kinds the one that most words speak of; of equals, one in the namespace.
    const score = (node: GraphNode) => 2 * spokenOf(key, node.kind) + (node.clusterScoped ? 0 : 1);
    return candidates.sort((a, b) => score(b) - score(a))[0];
  }
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

function words(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[_.]+/g, '-')
    .replace(/^-+/, '')
    .toLowerCase();
}

function speaksOfNamespace(key: string): boolean {
  return /namespace|(^|-)ns(-|$)/.test(words(key));
}

function speaksOfLease(key: string): boolean {
  return /lease|leader-?elect|(^|-)lock(-|$)/.test(words(key));
}

function speaksOf(key: string, kind: string): boolean {
  return spokenOf(key, kind) > 0;
}

/** Whether the name of a flag or a variable speaks of an object of any kind. */
export function speaksOfObject(key: string): boolean {
  const text = words(key);
  return KIND_WORDS.some(([pattern]) => pattern.test(text));
}

/** How many of the words speak of a kind: `webhook-secret` of a Secret twice. */
function spokenOf(key: string, kind: string): number {
  const text = words(key);
  return KIND_WORDS.filter(([pattern, kinds]) => kinds.includes(kind) && pattern.test(text)).length;
}

/** Three words or more: `demo-webhook-service` is nobody's sub-command or log format. */
function isCompound(name: string): boolean {
  return name.split('-').length >= 3;
}

function shift(span: Found, by: number): Found {
  return { ...span, start: span.start + by, end: span.end + by };
}
