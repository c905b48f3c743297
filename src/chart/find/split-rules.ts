import { isObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';

/** Resources outside any namespace, of Kubernetes and of add-ons that operators deal with (`kubectl api-resources --namespaced=false`). */
const CLUSTER_RESOURCES = new Set(
  `apiservices certificatesigningrequests clusterissuers clusterrolebindings clusterroles clustertrustbundles
   componentstatuses csidrivers csinodes customresourcedefinitions deviceclasses flowschemas gatewayclasses
   ingressclasses ipaddresses mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations
   namespaces nodes persistentvolumes podsecuritypolicies priorityclasses prioritylevelconfigurations resourceslices
   runtimeclasses securitycontextconstraints selfsubjectaccessreviews selfsubjectrulesreviews selfsubjectreviews
   servicecidrs storageclasses subjectaccessreviews tokenreviews validatingadmissionpolicies
   validatingadmissionpolicybindings validatingwebhookconfigurations volumeattachments volumeattributesclasses
   volumesnapshotclasses volumesnapshotcontents`.split(/\s+/),
);

export interface SplitRules {
  /** What a Role in a namespace can grant. */
  readonly namespaced: readonly JsonObject[];
  /** What only a ClusterRole can. */
  readonly clusterWide: readonly JsonObject[];
}

/** A ClusterRole's rules in two: by the scope of the resources they name. A wildcard may mean both, and stays cluster-wide. */
export function splitRules(rules: readonly JsonValue[], objects: readonly KubernetesObject[]): SplitRules {
  const scopes = new Map<string, boolean>();
  for (const object of objects) {
    if (object.kind !== 'CustomResourceDefinition') continue;
    const key = `${stringAt(object, 'spec', 'group')}|${stringAt(object, 'spec', 'names', 'plural')}`;
    scopes.set(key, stringAt(object, 'spec', 'scope') === 'Cluster');
  }
  const namespaced: JsonObject[] = [];
  const clusterWide: JsonObject[] = [];
  for (const rule of rules) {
    if (!isObject(rule)) continue;
    const resources = listAt(rule, 'resources').map(String);
    if (listAt(rule, 'nonResourceURLs').length > 0 || resources.length === 0) {
      clusterWide.push(rule);
      continue;
    }
    const groups = listAt(rule, 'apiGroups').map(String);
    const isCluster = (resource: string) => {
      const plural = resource.split('/')[0]!;
      if (plural === '*') return true;
      const own = groups.map((group) => scopes.get(`${group}|${plural}`)).find((scope) => scope !== undefined);
      return own ?? (CLUSTER_RESOURCES.has(plural) || groups.every((group) => group === 'config.openshift.io'));
    };
    const cluster = resources.filter(isCluster);
    const rest = resources.filter((resource) => !isCluster(resource));
    if (cluster.length > 0) clusterWide.push({ ...rule, resources: cluster });
    if (rest.length > 0) namespaced.push({ ...rule, resources: rest });
  }
  return { namespaced, clusterWide };
}
