import { printValue } from '../../../edit/yaml/print-value.ts';
import { nameOf, stringAt, valueAt } from '../../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../../kubernetes/object.ts';
import type { ProxyOptions } from './defaults.ts';
import { managerAddress } from './proxy-options.ts';
import type { Subject } from './subject.ts';

/** Where the proxy's certificate is mounted. */
const TLS_DIRECTORY = '/etc/tls/private';
const SECRET = 'kube-rbac-proxy-tls';
const RBAC = 'rbac.authorization.k8s.io';

export interface Component {
  /** By name; without the kustomization. */
  readonly files: readonly (readonly [name: string, text: string])[];
  readonly kustomization: string;
}

/**
 * The proxy as a kustomize component, which a kustomization takes in with one line: its patches see what the resources
 * make, before prefixes and namespaces.
 *
 * @param managerArguments what the manager is started with besides
 * @param deployed the Service as config/default names it, for a certificate of cert-manager
 */
export function proxyComponent(
  options: ProxyOptions,
  subject: Subject,
  managerArguments: readonly string[],
  deployed: { readonly name: string; readonly namespace: string } | undefined,
): Component {
  const files: [string, string][] = [['sidecar_patch.yaml', sidecarPatch(options, subject, managerArguments)]];
  const resources: string[] = [];
  const deployment = { kind: 'Deployment', name: nameOf(subject.workload.object) };
  const patches: JsonObject[] = [{ path: 'sidecar_patch.yaml', target: deployment }];
  const add = (name: string, ...objects: readonly JsonObject[]) => {
    files.push([name, objects.map(yaml).join('---\n')]);
    resources.push(name);
  };
  const { service, spareCertificate } = subject;
  if (service.standing === undefined) add('metrics_service.yaml', metricsService(options, subject));
  else {
    const value = servicePort(options);
    files.push(['service_patch.yaml', yaml([{ op: 'replace', path: `/spec/ports/${service.standing}`, value }])]);
    patches.push({ path: 'service_patch.yaml', target: { kind: 'Service', name: service.name } });
  }
  if (!subject.mayReview) add('proxy_role.yaml', ...proxyRole(subject));
  if (!subject.hasReader) add('metrics_reader_role.yaml', READER);
  if (deployed !== undefined) {
    add('certificate.yaml', ...certificate(deployed, subject.workload));
    files.push(['certificate_patch.yaml', yaml(certificatePatch(subject))]);
    files.push(['kustomizeconfig.yaml', yaml(ISSUER_REFERENCE)]);
    patches.push({ path: 'certificate_patch.yaml', target: deployment });
  }
  if (subject.monitor !== undefined) {
    files.push(['monitor_patch.yaml', monitorPatch(subject.monitor.endpoint, deployed)]);
    patches.push({ path: 'monitor_patch.yaml', target: { kind: 'ServiceMonitor', name: subject.monitor.name } });
  }
  if (spareCertificate !== undefined) {
    const target = { kind: 'Certificate', name: spareCertificate };
    const metadata = { name: spareCertificate };
    const gone = { $patch: 'delete', apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata };
    files.push(['spare_certificate_patch.yaml', `# Nothing mounts it: the manager serves no TLS.\n${yaml(gone)}`]);
    patches.push({ path: 'spare_certificate_patch.yaml', target });
  }
  const kustomization = yaml({
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    ...(resources.length === 0 ? {} : { resources }),
    patches,
    ...(deployed === undefined ? {} : { configurations: ['kustomizeconfig.yaml'] }),
  });
  return { files, kustomization };
}

function servicePort({ port }: ProxyOptions): JsonObject {
  return { name: 'https', port: Number(port), protocol: 'TCP', targetPort: Number(port) };
}

function metricsService(options: ProxyOptions, { service, workload }: Subject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { labels: service.labels, name: service.name, ...inNamespace(workload) },
    spec: {
      ports: [servicePort(options)],
      selector: service.selector,
    },
  };
}

function sidecarPatch(options: ProxyOptions, subject: Subject, managerArguments: readonly string[]): string {
  const { manager } = subject;
  const at = `/${manager.path.join('/')}`;
  const address = `--metrics-bind-address=${managerAddress(options)}`;
  const words = [address, ...managerArguments];
  // What the manager's own file says is replaced, and the build stops where it has moved since: edit again then.
  const standing = manager.flags.findLast(
    ({ name, apart, path }) => name === 'metrics-bind-address' && !apart && path.includes('args'),
  );
  const place = standing && `/${standing.path.join('/')}`;
  const operations: JsonObject[] = Array.isArray(manager.value.args)
    ? words.map((value) =>
        place !== undefined && value === address
          ? { op: 'replace', path: place, value }
          : { op: 'add', path: `${at}/args/-`, value },
      )
    : [{ op: 'add', path: `${at}/args`, value: words }];
  if (place !== undefined) operations.unshift({ op: 'test', path: place, value: standing!.text });
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit, tls } = options;
  const sidecar = {
    name: 'kube-rbac-proxy',
    image: options.image,
    args: [
      `--secure-listen-address=0.0.0.0:${options.port}`,
      `--upstream=${options.upstream}`,
      `--allow-paths=${options.allowPaths}`,
      ...(tls === 'cert-manager'
        ? [`--tls-cert-file=${TLS_DIRECTORY}/tls.crt`, `--tls-private-key-file=${TLS_DIRECTORY}/tls.key`]
        : []),
      '--v=0',
    ],
    ports: [{ containerPort: Number(options.port), name: 'https', protocol: 'TCP' }],
    resources: {
      limits: { cpu: cpuLimit, memory: memoryLimit },
      requests: { cpu: cpuRequest, memory: memoryRequest },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    ...(tls === 'cert-manager' ? { volumeMounts: [{ mountPath: TLS_DIRECTORY, name: SECRET, readOnly: true }] } : {}),
  };
  const containers = `/${[...subject.workload.template, 'spec', 'containers', '-'].join('/')}`;
  return `${yaml(operations)}# Behind the other containers: patches of config/default count from the first.
${yaml([{ op: 'add', path: containers, value: sidecar }])}`;
}

function proxyRole({ workload }: Subject): JsonObject[] {
  const review = (apiGroup: string, resource: string) => ({
    apiGroups: [apiGroup],
    resources: [resource],
    verbs: ['create'],
  });
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'proxy-role' },
      rules: [review('authentication.k8s.io', 'tokenreviews'), review('authorization.k8s.io', 'subjectaccessreviews')],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'proxy-rolebinding' },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'proxy-role' },
      subjects: [{ kind: 'ServiceAccount', name: workload.account, ...inNamespace(workload) }],
    },
  ];
}

/** To be bound to the account that scrapes. */
const READER: JsonObject = {
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRole',
  metadata: { name: 'metrics-reader' },
  rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
};

function certificate(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  workload: Subject['workload'],
): JsonObject[] {
  const metadata = (own: string) => ({ name: own, ...inNamespace(workload) });
  return [
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: metadata('kube-rbac-proxy-issuer'),
      spec: { selfSigned: {} },
    },
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: metadata('kube-rbac-proxy-certificate'),
      spec: {
        dnsNames: [`${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`],
        issuerRef: { kind: 'Issuer', name: 'kube-rbac-proxy-issuer' },
        secretName: SECRET,
      },
    },
  ];
}

function certificatePatch({ workload }: Subject): JsonObject {
  const { apiVersion } = workload.object;
  const volume = { name: SECRET, secret: { secretName: SECRET } };
  return {
    apiVersion,
    kind: 'Deployment',
    metadata: { name: nameOf(workload.object) },
    spec: { template: { spec: { volumes: [volume] } } },
  };
}

/** Prefixes reach the Issuer's name in the Certificate. */
const ISSUER_REFERENCE: JsonObject = {
  nameReference: [
    {
      kind: 'Issuer',
      group: 'cert-manager.io',
      fieldSpecs: [{ kind: 'Certificate', group: 'cert-manager.io', path: 'spec/issuerRef/name' }],
    },
  ],
};

function monitorPatch(
  endpoint: number,
  deployed: { readonly name: string; readonly namespace: string } | undefined,
): string {
  const tlsConfig =
    deployed === undefined
      ? { insecureSkipVerify: true }
      : {
          ca: { secret: { key: 'ca.crt', name: SECRET } },
          serverName: `${deployed.name}.${deployed.namespace}.svc`,
        };
  const values = {
    port: 'https',
    scheme: 'https',
    bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
    tlsConfig,
  };
  const note = deployed === undefined ? '# The certificate that the proxy makes for itself cannot be verified.\n' : '';
  const path = `/spec/endpoints/${endpoint}`;
  return `${note}${yaml(Object.entries(values).map(([key, value]) => ({ op: 'add', path: `${path}/${key}`, value })))}`;
}

function inNamespace({ object }: Subject['workload']): { namespace?: string } {
  const namespace = stringAt(valueAt(object, 'metadata'), 'namespace');
  return namespace === undefined ? {} : { namespace };
}

function yaml(value: JsonValue): string {
  // A copy: what stands in two places would be printed as an anchor and an alias.
  const copy = JSON.parse(JSON.stringify(value)) as JsonValue;
  return `${printValue(copy, { indent: 2, indentLists: false, newline: '\n' }).join('\n')}\n`;
}
