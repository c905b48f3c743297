import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { editSite, type Manifest, type Manifests } from './manifests.ts';
import type { ProxiedPort } from './ports.ts';
import { isPast } from './proxy-image.ts';

/** ServiceMonitors whose endpoints take a proxied port, whether or not anything renders them with the Service. */
function monitorEndpoints(
  manifests: Manifests,
  ports: readonly ProxiedPort[],
): { manifest: Manifest; index: number; endpoint: JsonObject; port: ProxiedPort }[] {
  return manifests.all.flatMap((manifest) => {
    const { value } = manifest;
    if (!isObject(value) || value.kind !== 'ServiceMonitor') return [];
    return listAt(value, 'spec', 'endpoints').flatMap((endpoint, index) => {
      if (!isObject(endpoint)) return [];
      const port = ports.find(
        (each) =>
          isPast(manifest.site.file) === isPast(each.file) &&
          (endpoint.port !== undefined ? endpoint.port === each.name : endpoint.targetPort === each.target) &&
          selectsService(value, each, manifests),
      );
      return port === undefined ? [] : [{ manifest, index, endpoint, port }];
    });
  });
}

function selectsService(monitor: JsonObject, { file, service }: ProxiedPort, manifests: Manifests): boolean {
  const wanted = objectAt(monitor, 'spec', 'selector', 'matchLabels') ?? {};
  const own = manifests.all.find(
    ({ site, value }) => site.file === file && isObject(value) && stringAt(value, 'metadata', 'name') === service,
  );
  const labels = objectAt(own?.value, 'metadata', 'labels') ?? {};
  const names = Object.keys(wanted);
  // Labels may come from a kustomization: only one that says another thing speaks against it.
  return names.every((name) => labels[name] === undefined || labels[name] === wanted[name]);
}

/** The monitors that read a proxied port, as their files name them. */
export function monitorNames(manifests: Manifests, ports: readonly ProxiedPort[]): Set<string> {
  return new Set(
    monitorEndpoints(manifests, ports).map(({ manifest }) => stringAt(manifest.value, 'metadata', 'name') ?? ''),
  );
}

/** Plain HTTP without a token: nobody asks for one, and it would go over the wire in clear. */
export function plainMonitors(
  tree: FileTree,
  manifests: Manifests,
  ports: readonly ProxiedPort[],
  names: ReadonlyMap<ProxiedPort, string>,
): FileTree {
  let next = tree;
  for (const { manifest, index, port } of monitorEndpoints(manifests, ports)) {
    const at = ['spec', 'endpoints', index];
    next = editSite(next, manifest.site, (editor, document) => {
      const name = names.get(port);
      if (name !== undefined && editor.get(document, [...at, 'port']) !== undefined) {
        editor.set(document, [...at, 'port'], name);
      }
      if (editor.get(document, [...at, 'scheme']) !== undefined) editor.set(document, [...at, 'scheme'], 'http');
      for (const key of ['bearerTokenFile', 'bearerTokenSecret', 'authorization', 'tlsConfig']) {
        if (editor.get(document, [...at, key]) !== undefined) editor.remove(document, [...at, key]);
      }
    });
  }
  return next;
}

/**
 * HTTPS with a token; a certificate that the manager signs itself cannot be checked.
 *
 * @param tls how one of cert-manager is checked, where the manager serves with it
 */
export function secureMonitors(
  tree: FileTree,
  manifests: Manifests,
  ports: readonly ProxiedPort[],
  tls?: JsonValue,
): FileTree {
  let next = tree;
  for (const { manifest, index, endpoint } of monitorEndpoints(manifests, ports)) {
    const at = ['spec', 'endpoints', index];
    const patched = isPatch(manifest);
    if (patched) continue;
    next = editSite(next, manifest.site, (editor, document) => {
      if (String(endpoint.scheme ?? 'http').toLowerCase() !== 'https') editor.set(document, [...at, 'scheme'], 'https');
      const token = ['bearerTokenFile', 'bearerTokenSecret', 'authorization'].some(
        (key) => endpoint[key] !== undefined,
      );
      if (!token)
        editor.set(document, [...at, 'bearerTokenFile'], '/var/run/secrets/kubernetes.io/serviceaccount/token');
      if (tls !== undefined && checksNothing(endpoint.tlsConfig)) editor.set(document, [...at, 'tlsConfig'], tls);
      else if (endpoint.tlsConfig === undefined)
        editor.set(document, [...at, 'tlsConfig'], { insecureSkipVerify: true });
    });
  }
  return next;
}

function checksNothing(tls: JsonValue | undefined): boolean {
  return tls === undefined || (isObject(tls) && Object.keys(tls).every((key) => key === 'insecureSkipVerify'));
}

function isPatch({ role }: Manifest): boolean {
  return role === 'patch';
}
