import { listAt, nameOf, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import type { ServicePort, ServiceWire } from './services.ts';

/** A call that the API server makes: of an admission webhook, or to convert a custom resource. */
export interface WebhookWire {
  readonly object: KubernetesObject;
  readonly purpose: 'mutating' | 'validating' | 'conversion';
  /** Of the entry; the CRD's for a conversion. */
  readonly name: string;
  /** Of `clientConfig`. */
  readonly path: Path;
  /** Undefined where it goes by URL. */
  readonly target:
    | { readonly name: string; readonly namespace: string; readonly port: number; readonly url: string }
    | undefined;
  /** Undefined where no manifest makes it. */
  readonly service: ServiceWire | undefined;
  readonly port: ServicePort | undefined;
  /** Whether a bundle stands in it. */
  readonly hasBundle: boolean;
  /** What writes the bundle: the Certificate of cert-manager's annotation, `namespace/name`, or another injector. */
  readonly injection:
    | { readonly kind: 'certificate' | 'secret' | 'other'; readonly value: string; readonly key: string }
    | undefined;
}

const INJECTORS: Readonly<Record<string, 'certificate' | 'secret' | 'other'>> = {
  'cert-manager.io/inject-ca-from': 'certificate',
  'cert-manager.io/inject-ca-from-secret': 'secret',
  'cert-manager.io/inject-apiserver-ca': 'other',
  'certmanager.k8s.io/inject-ca-from': 'certificate',
  'service.beta.openshift.io/inject-cabundle': 'other',
};

/** The calls of every webhook configuration and CRD, with the Service and its port where manifests make them. */
export function readWebhooks(objects: readonly KubernetesObject[], services: readonly ServiceWire[]): WebhookWire[] {
  return objects.flatMap((object): WebhookWire[] => {
    const wire = (purpose: WebhookWire['purpose'], name: string, config: JsonObject | undefined, path: Path) => {
      const service = objectAt(config, 'service');
      const target =
        service === undefined
          ? undefined
          : {
              name: stringAt(service, 'name') ?? '',
              namespace: stringAt(service, 'namespace') ?? '',
              port: portOf(valueAt(service, 'port')),
              url: stringAt(service, 'path') ?? '/',
            };
      const found = services.find(
        (each) =>
          nameOf(each.object) === target?.name &&
          (each.namespace === target.namespace || each.namespace === undefined || target.namespace === ''),
      );
      return {
        object,
        purpose,
        name,
        path,
        target,
        service: found,
        port: found?.ports.find(({ port }) => port === target?.port),
        hasBundle: (stringAt(config, 'caBundle') ?? '') !== '',
        injection: injectionOf(object),
      };
    };
    if (object.kind === 'CustomResourceDefinition') {
      if (stringAt(object, 'spec', 'conversion', 'strategy') !== 'Webhook') return [];
      const isOld = objectAt(object, 'spec', 'conversion', 'webhook') === undefined;
      const keys = isOld
        ? ['spec', 'conversion', 'webhookClientConfig']
        : ['spec', 'conversion', 'webhook', 'clientConfig'];
      return [wire('conversion', nameOf(object), objectAt(object, ...keys), keys)];
    }
    const purpose = PURPOSES[object.kind];
    if (purpose === undefined) return [];
    return listAt(object, 'webhooks').map((entry, index) =>
      wire(purpose, stringAt(entry, 'name') ?? '', objectAt(entry, 'clientConfig'), [
        'webhooks',
        index,
        'clientConfig',
      ]),
    );
  });
}

const PURPOSES: Readonly<Record<string, 'mutating' | 'validating' | undefined>> = {
  MutatingWebhookConfiguration: 'mutating',
  ValidatingWebhookConfiguration: 'validating',
};

function portOf(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 443;
}

/** What an annotation says about who fills in the bundle of an object. */
export function injectionOf(object: KubernetesObject): WebhookWire['injection'] {
  const annotations = objectAt(object.metadata, 'annotations') ?? {};
  for (const [key, kind] of Object.entries(INJECTORS)) {
    const value = stringAt(annotations, key);
    if (value !== undefined) return { kind, value, key };
  }
  return undefined;
}
