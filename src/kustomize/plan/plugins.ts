import { settle } from '../../yaml/settle.ts';
import { Refusal } from '../errors/refusal.ts';
import { describeId } from '../ids/res-id.ts';
import type { Origin } from '../resources/provenance.ts';
import type { Resource } from '../resources/resource.ts';
import type { Context } from './context.ts';
import { placeOfConfig } from './plugin-config.ts';
import { pluginGenerator } from './plugin-generators.ts';
import { pluginTransformer } from './plugin-transformers.ts';
import type { GeneratorStep, TransformerStep } from './steps.ts';

const GENERATORS = new Set(['ConfigMapGenerator', 'SecretGenerator', 'IAMPolicyGenerator']);

/** An object of `transformers:` or `validators:` as what it configures. Only built-in kinds are known. */
export function transformerOf(config: Resource, context: Context, origin: Origin | undefined): TransformerStep {
  requireBuiltIn(config);
  if (GENERATORS.has(config.kind)) throw wrongUse(config, 'generates objects', 'generators');
  return { place: placeOfConfig(config), transformer: pluginTransformer(config, context), origin };
}

/** An object of `generators:`. */
export function generatorOf(config: Resource, context: Context, origin: Origin | undefined): GeneratorStep {
  requireBuiltIn(config);
  if (!GENERATORS.has(config.kind)) throw wrongUse(config, 'generates nothing', 'transformers');
  return { place: placeOfConfig(config), generate: pluginGenerator(config, context), origin };
}

/** A configuration is text to kustomize, written from the object. */
function requireBuiltIn(config: Resource): void {
  if (config.node !== undefined) settle(config.node, config.origin);
  if (config.kind === 'HelmChartInflationGenerator' && config.apiVersion === 'builtin') {
    throw new Refusal('kustomize-needs-helm', `${config.name} has to be rendered by Helm`, {
      expected: 'resources: render the chart with `helm template`, put the result into a file and name that',
    });
  }
  if (config.apiVersion === 'builtin') return;
  throw new Refusal('kustomize-needs-plugin', `${describeId(config.currentId)} is run by a plugin of its own`, {
    expected: 'apiVersion: builtin and a kind that kustomize has; or run the plugin and name its result in resources',
    received: `${config.apiVersion} ${config.kind}`,
  });
}

function wrongUse(config: Resource, reason: string, field: string): Refusal {
  return new Refusal('kustomization-invalid', `${config.kind} ${reason}`, {
    expected: `an entry of ${field}`,
    received: config.kind,
  });
}
