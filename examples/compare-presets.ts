/** The same options under two presets: which objects come, go and change, and which arguments the manager gets. */
import { buildScaffold, type KubernetesObject, renderManifests, type ScaffoldOptions } from 'operator-scaffold';

const options: ScaffoldOptions = {
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'store', version: 'v1', kind: 'Order' }],
};

const [before, after] = ['pre-3.15', 'https-metrics'].map((preset) => {
  const objects = renderManifests(buildScaffold({ ...options, preset }));
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}) as [Map<string, KubernetesObject>, Map<string, KubernetesObject>];

for (const name of before.keys()) if (!after.has(name)) console.log(`- ${name}`);
for (const name of after.keys()) if (!before.has(name)) console.log(`+ ${name}`);
for (const [name, object] of after) {
  const old = before.get(name);
  if (old !== undefined && JSON.stringify(old) !== JSON.stringify(object)) console.log(`~ ${name}`);
}

for (const [preset, objects] of [
  ['pre-3.15', before],
  ['https-metrics', after],
] as const) {
  console.log(`\n${preset}:`);
  for (const { name, image, args } of containers(objects.get('Deployment shop-controller-manager'))) {
    console.log(`  ${name} (${image}) ${args?.join(' ')}`);
  }
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
}

function containers(deployment: KubernetesObject | undefined): readonly Container[] {
  const spec = deployment?.spec as { template: { spec: { containers: readonly Container[] } } } | undefined;
  return spec?.template.spec.containers ?? [];
}
