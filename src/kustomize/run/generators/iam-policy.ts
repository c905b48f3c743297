import { YamlMap, YamlScalar } from '../../../yaml/node.ts';
import { Refusal } from '../../errors/refusal.ts';
import { setField } from '../../nodes/set-field.ts';
import { type ObjectOrigin, Resource } from '../../resources/resource.ts';
import type { Schemas } from '../../schema/schemas.ts';

export interface IamPolicyArgs {
  readonly cloud: string;
  readonly serviceName: string;
  readonly serviceNamespace: string;
  readonly accountName: string;
  readonly projectId: string;
}

/** The ServiceAccount that a workload on GKE uses to act as a Google service account. */
export function generateIamPolicy(args: IamPolicyArgs, origin: ObjectOrigin, schemas: Schemas): Resource {
  if (args.cloud !== 'gke') {
    throw new Refusal('kustomization-invalid', 'IAMPolicyGenerator knows one cloud', {
      expected: 'cloud: gke',
      received: args.cloud,
    });
  }
  const metadata = new YamlMap();
  const node = new YamlMap([
    { key: new YamlScalar('apiVersion'), value: new YamlScalar('v1') },
    { key: new YamlScalar('kind'), value: new YamlScalar('ServiceAccount') },
    { key: new YamlScalar('metadata'), value: metadata },
  ]);
  const account = new YamlScalar(`${args.accountName}@${args.projectId}.iam.gserviceaccount.com`);
  setField(
    metadata,
    'annotations',
    new YamlMap([{ key: new YamlScalar('iam.gke.io/gcp-service-account'), value: account }]),
  );
  setField(metadata, 'name', new YamlScalar(args.serviceName));
  if (args.serviceNamespace !== '') setField(metadata, 'namespace', new YamlScalar(args.serviceNamespace));
  return new Resource(node, origin, schemas);
}
