/** A word in the name of a flag, a variable or a field, and what it says of the text behind it. */
interface HintWord {
  readonly pattern: RegExp;
  /** The kinds that it speaks of; none where the text is no name of an object. */
  readonly kinds: readonly string[];
  /** Whether it speaks of these kinds and no others, so that words before it say nothing more. */
  readonly isStrong: boolean;
}

const STRONG: readonly (readonly [string, readonly string[]])[] = [
  ['service-?accounts?|(?<=^|-)sa(?=-|$)', ['ServiceAccount']],
  ['services?(?!-?account)|(?<=^|-)svc(?=-|$)', ['Service']],
  ['secrets?', ['Secret']],
  ['config-?maps?|(?<=^|-)cm(?=-|$)', ['ConfigMap']],
  ['deployments?', ['Deployment']],
  ['stateful-?sets?|(?<=^|-)sts(?=-|$)', ['StatefulSet']],
  ['daemon-?sets?|(?<=^|-)ds(?=-|$)', ['DaemonSet']],
  ['(?<=^|-)(?:cron-?jobs?)(?=-|$)', ['CronJob']],
  ['(?<=^|-)jobs?(?=-|$)', ['Job', 'CronJob']],
  ['cluster-?role-?bindings?', ['ClusterRoleBinding']],
  ['role-?bindings?', ['RoleBinding', 'ClusterRoleBinding']],
  ['cluster-?roles?(?!-?binding)', ['ClusterRole']],
  ['(?<!cluster-?)roles?(?!-?binding)', ['Role', 'ClusterRole']],
  ['issuers?', ['Issuer', 'ClusterIssuer']],
  ['priority-?class(?:es)?', ['PriorityClass']],
  ['ingress-?class(?:es)?', ['IngressClass']],
  ['gateway-?class(?:es)?', ['GatewayClass']],
  ['storage-?class(?:es)?', ['StorageClass']],
  ['runtime-?class(?:es)?', ['RuntimeClass']],
  ['(?<=^|-)(?:pvcs?|(?:persistent-?volume-?)?claims?)(?=-|$)', ['PersistentVolumeClaim']],
  ['namespaces?|(?<=^|-)ns(?=-|$)', ['Namespace']],
];

const WEAK: readonly (readonly [string, readonly string[]])[] = [
  ['(?<=^|-)(?:hosts?|addr|address|endpoints?|urls?|dns|no-?proxy|upstreams?|server|server-?name)(?=-|$)', ['Service']],
  ['cert(?:ificate)?s?(?!-?manager)|(?<=^|-)(?:tls|ca)(?=-|$)', ['Secret', 'Certificate', 'ConfigMap']],
  ['config(?:uration)?s?(?!-?maps?)', ['ConfigMap', 'Secret']],
  ['operator-?name|manager-?name', ['Deployment', 'StatefulSet']],
  [
    'web-?hooks?(?:-?config(?:uration)?s?)?',
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'Service', 'Secret'],
  ],
  [
    'validating(?:-?web-?hooks?)?(?:-?config(?:uration)?s?)?',
    ['ValidatingWebhookConfiguration', 'ValidatingAdmissionPolicy'],
  ],
  [
    'mutating(?:-?web-?hooks?)?(?:-?config(?:uration)?s?)?',
    ['MutatingWebhookConfiguration', 'MutatingAdmissionPolicy'],
  ],
  ['leases?|leader-?elect(?:ion)?|(?<=^|-)locks?(?=-|$)', ['Lease']],
];

/**
 * What is no name of an object, although it may well be spelt like one: what the pods are labelled, what a container, a
 * scheduler, a writer of fields or a series of metrics is called, what stands on stored objects. `OTEL_SERVICE_NAME` and
 * its like are names in traces (opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables).
 */
const OTHERS: readonly string[] = [
  '(?:otel|opentelemetry|jaeger|zipkin|dd|datadog|(?:elastic-)?apm|tracing|trace|telemetry)(?:-[a-z]+)*?-services?(?:-name)?',
  'labels?',
  'annotations?',
  'selectors?',
  'finalizers?',
  'containers?',
  'schedulers?',
  'field-?(?:manager|owner)s?',
  'taints?',
  'tolerations?',
  'metrics?-?(?:prefix|name-?space|subsystem)',
  'user-?agent',
  'event-?(?:source|recorder)|(?<=^|-)(?:recorder|reporter)',
  '(?<=^|-)(?:app|component|application)(?:-?name)?(?=-|$)',
  '(?<=^|-)(?:prefix|suffix)(?:es)?(?=-|$)',
  '(?<=^|-)keys?(?=-|$)',
  '(?<=^|-)log(?:ger|ging|s)?(?=-|$)',
];

const WORDS: readonly HintWord[] = [
  ...STRONG.map(([source, kinds]) => ({ pattern: new RegExp(source, 'g'), kinds, isStrong: true })),
  ...WEAK.map(([source, kinds]) => ({ pattern: new RegExp(source, 'g'), kinds, isStrong: false })),
  ...OTHERS.map((source) => ({ pattern: new RegExp(source, 'g'), kinds: [], isStrong: true })),
];

/** What the words of a flag, a variable or a field speak of, the last word first, up to one that leaves no doubt. */
export interface Meaning {
  /** The kinds of each word in turn. */
  readonly kinds: readonly (readonly string[])[];
  /** Whether the text is something else than the name of an object. */
  readonly isOther: boolean;
  readonly isNamespace: boolean;
  readonly isLease: boolean;
}

/**
 * The meaning of a key such as `--webhook-secret-name`, by its words: in English the last one is what a compound is, so
 * that `--secret-label` is a label and `--label-secret` a Secret.
 */
export function meaningOf(key: string): Meaning {
  const text = separated(key);
  const hits: { readonly word: HintWord; readonly end: number; readonly length: number }[] = [];
  for (const word of WORDS) {
    for (const match of text.matchAll(word.pattern)) {
      hits.push({ word, end: match.index + match[0].length, length: match[0].length });
    }
  }
  // Of words that end together the longer one says more: `service-account` is no service.
  hits.sort((a, b) => b.end - a.end || b.length - a.length);
  const kinds: (readonly string[])[] = [];
  let start = Number.POSITIVE_INFINITY;
  for (const { word, end, length } of hits) {
    if (end > start) continue; // inside of a longer word
    start = end - length;
    if (word.isStrong && word.kinds.length === 0)
      return { kinds, isOther: kinds.length === 0, isNamespace: false, isLease: speaks(kinds, 'Lease') };
    kinds.push(word.kinds);
    if (word.isStrong) break;
  }
  return { kinds, isOther: false, isNamespace: speaks(kinds, 'Namespace'), isLease: speaks(kinds, 'Lease') };
}

function speaks(kinds: readonly (readonly string[])[], kind: string): boolean {
  return kinds.some((each) => each.includes(kind));
}

/** Whether a key speaks of a kind by the kind's own name: `--tekton-config` of a TektonConfig. */
export function speaksOfOwnName(key: string, kind: string): boolean {
  const own = separated(kind).replaceAll('-', '');
  const text = separated(key);
  const parts = text.split('-');
  for (let from = 0; from < parts.length; from += 1) {
    let joined = '';
    for (let to = from; to < parts.length && joined.length < own.length + 2; to += 1) {
      joined += parts[to];
      if (joined === own || joined === `${own}s`) return true;
    }
  }
  return false;
}

/** `webhookServiceName`, `WEBHOOK_SERVICE_NAME` and `--webhook-service-name` as one: in small letters, by hyphens. */
export function separated(key: string): string {
  return key
    .slice(0, 256)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|(?<!-)-+$/g, '')
    .toLowerCase();
}

/** Whether the name of a flag or a variable speaks of an object of any kind. */
export function speaksOfObject(key: string): boolean {
  const { kinds, isNamespace } = meaningOf(key);
  return kinds.length > 0 && !isNamespace;
}
