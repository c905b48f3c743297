import { type Struct, struct, text } from '../read/decode.ts';
import { configMapFields, type SecretFields, secretFields } from '../read/kustomization-fields.ts';
import type { Resource } from '../resources/resource.ts';
import { generate } from '../run/generators/generate.ts';
import { generateIamPolicy } from '../run/generators/iam-policy.ts';
import type { Context } from './context.ts';
import { toGeneratorArgs } from './generator-args.ts';
import { readConfig } from './plugin-config.ts';

interface Metadata {
  name: string;
  namespace: string;
}

const metadata = struct<Metadata>({ name: text, namespace: text });

/** What a built-in generator makes by a configuration of its own. */
export function pluginGenerator(config: Resource, context: Context): () => Resource {
  const { loader, schemas } = context;
  const origin = { ...config.origin, generated: true };
  if (config.kind === 'IAMPolicyGenerator') {
    const {
      cloud = '',
      kubernetesService,
      serviceAccount,
    } = readConfig<{
      cloud: string;
      kubernetesService: Struct<Metadata>;
      serviceAccount: Struct<{ name: string; projectId: string }>;
    }>(config, {
      cloud: text,
      kubernetesService: metadata,
      serviceAccount: struct<{ name: string; projectId: string }>({ name: text, projectId: text }),
    });
    const args = {
      cloud,
      serviceName: kubernetesService?.name ?? '',
      serviceNamespace: kubernetesService?.namespace ?? '',
      accountName: serviceAccount?.name ?? '',
      projectId: serviceAccount?.projectId ?? '',
    };
    return () => generateIamPolicy(args, origin, schemas);
  }
  const kind = config.kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap';
  const fields = readConfig<SecretFields & { metadata: Struct<Metadata> }>(config, {
    ...configMapFields,
    type: secretFields.type,
    metadata,
  });
  // The deprecated single `env` is read in a kustomization only.
  const args = toGeneratorArgs(
    kind,
    {
      ...fields,
      env: '',
      name: fields.name || (fields.metadata?.name ?? ''),
      namespace: fields.namespace || (fields.metadata?.namespace ?? ''),
    },
    undefined,
  );
  return () => generate(args, loader, origin, schemas);
}
