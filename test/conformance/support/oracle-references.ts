import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';

/**
 * The references among some objects, found by plain rules of Kubernetes' own API conventions. Written for tests and apart
 * from the project's reference graph, so that one can be held against the other.
 *
 * An entry is `object index|place|target`: the target is an object's index, or `-` where nothing in the list has the
 * name. With the same list under other names and another namespace, the entries have to be the same.
 */
export function referencesOf(objects: readonly KubernetesObject[], releaseNamespace: string): Set<string> {
  const extractor = new Extractor(objects, releaseNamespace);
  objects.forEach((object, index) => {
    extractor.visit(object, index);
  });
  return extractor.entries;
}

/** A reference that nothing in a list answers. */
export interface Missing {
  readonly index: number;
  readonly place: string;
  /** What it asks for; the same for the same thing. */
  readonly wanted: string;
  /** Whether something in another list answers it. */
  isAnsweredBy(others: Directory): boolean;
}

/** The objects of a list by what references call them. */
export type Directory = Pick<Extractor, 'has' | 'selected'>;

/** The references in some objects that nothing among them answers. */
export function missingIn(objects: readonly KubernetesObject[], releaseNamespace: string): readonly Missing[] {
  const extractor = new Extractor(objects, releaseNamespace);
  objects.forEach((object, index) => {
    extractor.visit(object, index);
  });
  return extractor.missing;
}

export function directoryOf(objects: readonly KubernetesObject[], releaseNamespace: string): Directory {
  return new Extractor(objects, releaseNamespace);
}

/** Kinds outside any namespace. */
export const CLUSTER_KINDS: ReadonlySet<string> = new Set(
  `Namespace ClusterRole ClusterRoleBinding CustomResourceDefinition ValidatingWebhookConfiguration APIService
  MutatingWebhookConfiguration PriorityClass StorageClass ClusterIssuer ValidatingAdmissionPolicy CSIDriver
  ValidatingAdmissionPolicyBinding IngressClass RuntimeClass PersistentVolume GatewayClass FlowSchema
  PriorityLevelConfiguration SecurityContextConstraints ConsolePlugin`.split(/\s+/),
);

/** resourceNames of RBAC rules, by resource. */
const RESOURCE_KINDS: Readonly<Record<string, string>> = {
  configmaps: 'ConfigMap',
  secrets: 'Secret',
  services: 'Service',
  serviceaccounts: 'ServiceAccount',
  deployments: 'Deployment',
  customresourcedefinitions: 'CustomResourceDefinition',
  validatingwebhookconfigurations: 'ValidatingWebhookConfiguration',
  mutatingwebhookconfigurations: 'MutatingWebhookConfiguration',
  clusterroles: 'ClusterRole',
  roles: 'Role',
  certificates: 'Certificate',
  apiservices: 'APIService',
};

class Extractor {
  readonly entries = new Set<string>();
  readonly missing: Missing[] = [];
  readonly #objects: readonly KubernetesObject[];
  readonly #release: string;
  readonly #byName = new Map<string, string>();

  constructor(objects: readonly KubernetesObject[], release: string) {
    this.#objects = objects;
    this.#release = release;
    objects.forEach((object, index) => {
      this.#byName.set(key(object.kind, this.#namespace(object), nameOf(object)), String(index));
      // cert-manager writes the Secret that a Certificate names.
      const secret = object.kind === 'Certificate' ? field(object, 'spec', 'secretName') : undefined;
      if (typeof secret === 'string')
        this.#byName.set(key('Secret', this.#namespace(object), secret), `secret of ${index}`);
    });
  }

  visit(object: KubernetesObject, index: number): void {
    const namespace = this.#namespace(object);
    const add = (place: string, kind: string, name: JsonValue | undefined, at = namespace) => {
      if (typeof name === 'string' && name !== '') this.#addNamed(index, place, kind, at, name);
    };
    this.#byKind(object, index, namespace, add);
    walk(object, '', (value, place) => {
      if (Array.isArray(value.containers)) this.#podSpec(value, place, index, namespace, add);
      const service = value.service;
      const inClientConfig = /(^|\.)clientConfig$/.test(place);
      if (inClientConfig && isObject(service))
        add(`${place}.service`, 'Service', service.name, text(service.namespace, namespace));
    });
    const annotations = field(object, 'metadata', 'annotations');
    if (isObject(annotations)) {
      for (const [annotation, kind] of [
        ['cert-manager.io/inject-ca-from', 'Certificate'],
        ['cert-manager.io/inject-ca-from-secret', 'Secret'],
      ] as const) {
        const [at, name] = text(annotations[annotation], '').split('/');
        if (name !== undefined) add(annotation, kind, name, at);
      }
    }
  }

  #byKind(object: KubernetesObject, index: number, namespace: string, add: Add): void {
    const spec = object.spec as JsonObject | undefined;
    const of = (...path: string[]) => field(object, ...path);
    switch (object.kind) {
      case 'RoleBinding':
      case 'ClusterRoleBinding':
        add('roleRef', text(of('roleRef', 'kind'), ''), of('roleRef', 'name'));
        // A Role of the cluster's own is in its namespace and in no other.
        if (
          of('roleRef', 'kind') === 'Role' &&
          namespace.startsWith('kube-') &&
          !this.has('Role', namespace, text(of('roleRef', 'name'), ''))
        ) {
          this.#add(index, 'roleRef', `in ${namespace}`);
        }
        for (const [at, subject] of list(object.subjects).entries()) {
          if (subject.kind === 'ServiceAccount') {
            add(`subjects.${at}`, 'ServiceAccount', subject.name, text(subject.namespace, namespace));
          } else {
            // The users and groups of a namespace's accounts move with it.
            const [, own, name] = /^system:serviceaccounts?:([^:]+)(?::(.+))?$/.exec(text(subject.name, '')) ?? [];
            let whose = text(subject.name, '');
            const moved = own === this.#release ? 'the release' : this.#find('Namespace', '', own ?? '');
            if (own !== undefined && moved !== '-') {
              whose = `accounts of ${moved}: ${name === undefined ? 'all' : this.#find('ServiceAccount', own, name)}`;
            }
            this.#add(index, `subjects.${at}`, `${subject.kind} ${whose}`);
          }
        }
        break;
      case 'Role':
      case 'ClusterRole':
        for (const [at, rule] of list(object.rules).entries()) {
          for (const name of strings(rule.resourceNames)) {
            for (const resource of strings(rule.resources)) {
              const kind = RESOURCE_KINDS[resource.split('/')[0] ?? ''];
              const target = kind === undefined ? '-' : this.#anywhere(kind, name);
              if (target !== '-') this.#add(index, `rules.${at}.resourceNames`, target);
            }
          }
        }
        break;
      case 'Certificate':
        add('issuerRef', text(of('spec', 'issuerRef', 'kind'), 'Issuer'), of('spec', 'issuerRef', 'name'));
        for (const [at, name] of strings(spec?.dnsNames).entries()) this.#dns(index, `dnsNames.${at}`, name);
        break;
      case 'Service':
        if (isObject(spec?.selector)) this.#pods(index, 'selector', spec.selector, namespace);
        break;
      case 'NetworkPolicy':
        if (isObject(spec?.podSelector)) this.#pods(index, 'podSelector', labels(spec.podSelector), namespace);
        break;
      case 'PodDisruptionBudget':
      case 'PodMonitor':
        if (isObject(spec?.selector)) this.#pods(index, 'selector', labels(spec.selector), watched(spec, namespace));
        break;
      case 'ServiceMonitor':
        this.#services(index, 'selector', labels(spec?.selector), watched(spec, namespace));
        for (const [at, endpoint] of list(spec?.endpoints).entries()) {
          const tls = endpoint.tlsConfig;
          if (!isObject(tls)) continue;
          if (typeof tls.serverName === 'string') this.#dns(index, `endpoints.${at}.serverName`, tls.serverName);
          for (const name of ['ca', 'cert'])
            add(`endpoints.${at}.${name}`, 'Secret', field(tls, name, 'secret', 'name'));
          add(`endpoints.${at}.keySecret`, 'Secret', field(tls, 'keySecret', 'name'));
        }
        break;
      case 'APIService':
        add('service', 'Service', of('spec', 'service', 'name'), text(of('spec', 'service', 'namespace'), namespace));
        break;
      case 'ValidatingAdmissionPolicyBinding':
        add('policyName', 'ValidatingAdmissionPolicy', of('spec', 'policyName'));
        add(
          'paramRef',
          'ConfigMap',
          of('spec', 'paramRef', 'name'),
          text(of('spec', 'paramRef', 'namespace'), namespace),
        );
        break;
      case 'HorizontalPodAutoscaler':
        add('scaleTargetRef', text(of('spec', 'scaleTargetRef', 'kind'), ''), of('spec', 'scaleTargetRef', 'name'));
        break;
      case 'StatefulSet':
        add('serviceName', 'Service', of('spec', 'serviceName'));
        break;
    }
    const template = templateLabels(object);
    const selector = of('spec', 'selector', 'matchLabels');
    if (template !== undefined && isObject(selector)) this.#pods(index, 'own selector', selector, namespace);
  }

  #podSpec(pod: JsonObject, place: string, index: number, namespace: string, add: Add): void {
    add(`${place}.serviceAccountName`, 'ServiceAccount', pod.serviceAccountName);
    add(`${place}.priorityClassName`, 'PriorityClass', pod.priorityClassName);
    for (const [at, entry] of list(pod.imagePullSecrets).entries())
      add(`${place}.imagePullSecrets.${at}`, 'Secret', entry.name);
    for (const volume of list(pod.volumes)) {
      const where = `${place}.volumes.${volume.name}`;
      add(where, 'Secret', field(volume, 'secret', 'secretName'));
      add(where, 'ConfigMap', field(volume, 'configMap', 'name'));
      add(where, 'PersistentVolumeClaim', field(volume, 'persistentVolumeClaim', 'claimName'));
      for (const [at, source] of list(field(volume, 'projected', 'sources')).entries()) {
        add(`${where}.${at}`, 'Secret', field(source, 'secret', 'name'));
        add(`${where}.${at}`, 'ConfigMap', field(source, 'configMap', 'name'));
      }
    }
    const volumes = new Set(list(pod.volumes).map(({ name }) => name));
    for (const container of [...list(pod.containers), ...list(pod.initContainers)]) {
      const where = `${place}.${container.name}`;
      for (const mount of list(container.volumeMounts)) {
        const at = `${where}.mounts.${mount.mountPath}`;
        const isThere = volumes.has(mount.name ?? '');
        this.#add(index, at, isThere ? 'a volume' : '-');
        if (!isThere) this.missing.push({ index, place: at, wanted: 'a volume', isAnsweredBy: () => false });
      }
      for (const entry of list(container.env)) {
        add(`${where}.env.${entry.name}`, 'Secret', field(entry, 'valueFrom', 'secretKeyRef', 'name'));
        add(`${where}.env.${entry.name}`, 'ConfigMap', field(entry, 'valueFrom', 'configMapKeyRef', 'name'));
        if (typeof entry.value === 'string') {
          this.#text(index, `${where}.env.${entry.name}`, entry.value, namespace, text(entry.name, ''));
        }
      }
      for (const [at, source] of list(container.envFrom).entries()) {
        add(`${where}.envFrom.${at}`, 'Secret', field(source, 'secretRef', 'name'));
        add(`${where}.envFrom.${at}`, 'ConfigMap', field(source, 'configMapRef', 'name'));
      }
      for (const list of ['args', 'command'] as const) {
        for (const [at, argument] of strings(container[list]).entries()) {
          this.#text(index, `${where}.${list}[${at}]`, argument, namespace, argument.split('=')[0]);
        }
      }
    }
  }

  /** A Service's DNS name, or the own namespace where the flag or the variable is called so. */
  #text(index: number, place: string, value: string, namespace: string, name = ''): void {
    for (const [name] of value.matchAll(/[a-z0-9][-a-z0-9]*\.[a-z0-9][-a-z0-9]*\.svc\b/g))
      this.#dns(index, place, name);
    const whole = value.slice(value.indexOf('=') + 1);
    if (whole === namespace && /namespace/i.test(name)) this.#add(index, place, 'own namespace');
  }

  #dns(index: number, place: string, value: string): void {
    const [service = '', namespace = '', svc] = value.split('.');
    if (svc !== 'svc') return;
    this.#addNamed(index, place, 'Service', namespace, service);
  }

  #pods(index: number, place: string, selector: JsonObject, namespace: string): void {
    this.#matching(index, place, selector, namespace, templateLabels);
  }

  #services(index: number, place: string, selector: JsonObject, namespace: string): void {
    this.#matching(index, place, selector, namespace, serviceLabels);
  }

  #matching(index: number, place: string, selector: JsonObject, namespace: string, labelsOf: LabelsOf): void {
    const found = this.selected(selector, namespace, labelsOf);
    this.#add(index, place, found.length === 0 ? '-' : found.join(','));
    if (found.length > 0) return;
    this.missing.push({
      index,
      place,
      wanted: `${labelsOf.name} ${namespace} ${JSON.stringify(selector)}`,
      isAnsweredBy: (others) => others.selected(selector, namespace, labelsOf).length > 0,
    });
  }

  /** The positions of the objects in a namespace that a map of labels selects. */
  selected(selector: JsonObject, namespace: string, labelsOf: LabelsOf): number[] {
    return [...this.#objects.entries()].flatMap(([at, object]) => {
      const labels = labelsOf(object);
      if (labels === undefined || this.#namespace(object) !== namespace) return [];
      return Object.entries(selector).every(([name, value]) => labels[name] === value) ? [at] : [];
    });
  }

  has(kind: string, namespace: string, name: string): boolean {
    return this.#find(kind, namespace, name) !== '-';
  }

  #addNamed(index: number, place: string, kind: string, namespace: string, name: string): void {
    const target = this.#find(kind, namespace, name);
    this.#add(index, place, target);
    if (target !== '-') return;
    const wanted = key(kind, namespace, name);
    this.missing.push({ index, place, wanted, isAnsweredBy: (others) => others.has(kind, namespace, name) });
  }

  #find(kind: string, namespace: string, name: string): string {
    return this.#byName.get(key(kind, namespace, name)) ?? '-';
  }

  #anywhere(kind: string, name: string): string {
    const suffix = `|${name}`;
    for (const [id, target] of this.#byName) if (id.startsWith(`${kind}|`) && id.endsWith(suffix)) return target;
    return '-';
  }

  #add(index: number, place: string, target: string): void {
    this.entries.add(`${index}|${place}|${target}`);
  }

  #namespace(object: KubernetesObject): string {
    if (CLUSTER_KINDS.has(object.kind)) return '';
    return text(object.metadata.namespace as JsonValue | undefined, this.#release);
  }
}

type Add = (place: string, kind: string, name: JsonValue | undefined, namespace?: string) => void;

function key(kind: string, namespace: string, name: string): string {
  return `${kind}|${CLUSTER_KINDS.has(kind) ? '' : namespace}|${name}`;
}

type LabelsOf = (object: KubernetesObject) => JsonObject | undefined;

function serviceLabels(object: KubernetesObject): JsonObject | undefined {
  return object.kind === 'Service' ? ((field(object, 'metadata', 'labels') ?? {}) as JsonObject) : undefined;
}

function templateLabels(object: KubernetesObject): JsonObject | undefined {
  if (object.kind === 'Pod') return (field(object, 'metadata', 'labels') ?? {}) as JsonObject;
  const template = field(object, 'spec', 'template') ?? field(object, 'spec', 'jobTemplate', 'spec', 'template');
  if (!isObject(template) || !Array.isArray(field(template, 'spec', 'containers'))) return undefined;
  return (field(template, 'metadata', 'labels') ?? {}) as JsonObject;
}

/** The namespace that a monitor looks in: its own, unless it names one. */
function watched(spec: JsonValue | undefined, namespace: string): string {
  const names = field(spec ?? null, 'namespaceSelector', 'matchNames');
  return Array.isArray(names) && typeof names[0] === 'string' ? names[0] : namespace;
}

function labels(selector: JsonValue | undefined): JsonObject {
  const match = field(selector ?? null, 'matchLabels');
  return isObject(match) ? match : {};
}

function walk(value: JsonValue, place: string, visit: (value: JsonObject, place: string) => void): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      walk(item as JsonValue, `${place}.${index}`, visit);
    });
  } else if (isObject(value)) {
    visit(value, place);
    for (const [name, item] of Object.entries(value)) walk(item, place === '' ? name : `${place}.${name}`, visit);
  }
}

export function field(value: JsonValue | KubernetesObject, ...path: string[]): JsonValue | undefined {
  let current: JsonValue | undefined = value as JsonValue;
  for (const name of path) current = isObject(current) ? current[name] : undefined;
  return current;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as JsonValue[]).filter(isObject) : [];
}

function strings(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? (value as JsonValue[]).filter((item) => typeof item === 'string') : [];
}

function text(value: JsonValue | undefined, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

function nameOf(object: KubernetesObject): string {
  return String(object.metadata.name);
}
