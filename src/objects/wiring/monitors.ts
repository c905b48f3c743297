import { groupOf, isObject, listAt, namespaceOf, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { selects } from '../../kubernetes/references/label-selectors.ts';
import type { ServicePort, ServiceWire } from './services.ts';

/** A ServiceMonitor and the Services that it finds. */
export interface MonitorWire {
  readonly object: KubernetesObject;
  readonly namespace: string | undefined;
  readonly services: readonly ServiceWire[];
  readonly endpoints: readonly MonitorEndpoint[];
}

export interface MonitorEndpoint {
  readonly path: Path;
  readonly value: JsonObject;
  /** The name of the Service's port; undefined where the endpoint goes by number. */
  readonly port: string | undefined;
  readonly scheme: 'http' | 'https';
  /** Whether Prometheus says who it is. */
  readonly token: boolean;
  /** Whether it asks for a certificate that it can check; undefined without TLS. */
  readonly verifies: boolean | undefined;
  /** The name that the certificate has to be for, where one is given. */
  readonly serverName: string | undefined;
  /** Secrets that its TLS settings take certificates from. */
  readonly secrets: readonly string[];
  /** The ports of the Services that it means. */
  readonly targets: readonly { readonly service: ServiceWire; readonly port: ServicePort }[];
}

/**
 * ServiceMonitors with what they select: by labels, in their own namespace or in those of `namespaceSelector`.
 *
 * Source: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 *
 * @param home the namespace of objects that name none
 */
export function readMonitors(
  objects: readonly KubernetesObject[],
  services: readonly ServiceWire[],
  home: string | undefined,
): MonitorWire[] {
  return objects
    .filter(({ apiVersion, kind }) => kind === 'ServiceMonitor' && groupOf(apiVersion) === 'monitoring.coreos.com')
    .map((object) => {
      const namespace = namespaceOf(object) ?? home;
      const scope = objectAt(object, 'spec', 'namespaceSelector');
      const names = listAt(scope, 'matchNames');
      const isInside = (other: string | undefined) =>
        valueAt(scope, 'any') === true || (names.length === 0 ? other === namespace : names.includes(other ?? ''));
      const selector = objectAt(object, 'spec', 'selector') ?? {};
      const found = services.filter(
        (service) =>
          isInside(service.namespace) &&
          selects(selector, 'labelSelector', objectAt(service.object.metadata, 'labels') ?? {}),
      );
      return {
        object,
        namespace,
        services: found,
        endpoints: listAt(object, 'spec', 'endpoints').flatMap((endpoint, index) =>
          isObject(endpoint) ? [readEndpoint(endpoint, ['spec', 'endpoints', index], found)] : [],
        ),
      };
    });
}

function readEndpoint(value: JsonObject, path: Path, services: readonly ServiceWire[]): MonitorEndpoint {
  const scheme = (stringAt(value, 'scheme') ?? 'http').toLowerCase() === 'https' ? 'https' : 'http';
  const tls = objectAt(value, 'tlsConfig');
  const port = stringAt(value, 'port');
  const target = value.targetPort;
  const secrets = [
    stringAt(tls, 'ca', 'secret', 'name'),
    stringAt(tls, 'cert', 'secret', 'name'),
    stringAt(tls, 'keySecret', 'name'),
  ];
  return {
    path,
    value,
    port,
    scheme,
    token:
      stringAt(value, 'bearerTokenFile') !== undefined ||
      stringAt(value, 'bearerTokenSecret', 'name') !== undefined ||
      objectAt(value, 'authorization') !== undefined,
    verifies: scheme === 'https' ? valueAt(tls, 'insecureSkipVerify') !== true : undefined,
    serverName: stringAt(tls, 'serverName'),
    secrets: [...new Set(secrets.filter((name): name is string => name !== undefined && name !== ''))],
    targets: services.flatMap((service) =>
      service.ports
        .filter((each) => (port === undefined ? target !== undefined && each.target === target : each.name === port))
        .map((each) => ({ service, port: each })),
    ),
  };
}
