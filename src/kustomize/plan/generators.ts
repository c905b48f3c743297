import { inFile } from '../../core/errors.ts';
import type { IssueList } from '../errors/refusal.ts';
import { generate } from '../run/generators/generate.ts';
import type { Context } from './context.ts';
import { toGeneratorArgs } from './generator-args.ts';
import type { GeneratorStep } from './steps.ts';

/** `configMapGenerator:` and `secretGenerator:`, in the order in which they run. Helm charts are refused. */
export function builtInGenerators(context: Context, issues: IssueList): GeneratorStep[] {
  const { kustomization, loader, schemas } = context;
  const { fields, file } = kustomization;
  const steps: GeneratorStep[] = [];
  for (const field of ['configMapGenerator', 'secretGenerator'] as const) {
    const kind = field === 'configMapGenerator' ? 'ConfigMap' : 'Secret';
    for (const [index, entry] of (fields[field] ?? []).entries()) {
      const place = kustomization.place(field, index);
      const args = toGeneratorArgs(kind, entry, fields.generatorOptions);
      const origin = { file, line: entry.node.line, generated: true };
      steps.push({
        place,
        generate: () => generate(args, loader, origin, schemas),
        origin: context.builtInOrigin(`${kind}Generator`),
      });
    }
  }
  for (const field of ['helmCharts', 'helmChartInflationGenerator'] as const) {
    for (const index of (fields[field] ?? []).keys()) {
      issues.add({
        code: 'kustomize-needs-helm',
        ...inFile(kustomization.file, kustomization.place(field, index).line),
        message: `${field}[${index}] has to be rendered by Helm`,
        expected: 'resources: render the chart with `helm template`, put the result into a file and name that',
      });
    }
  }
  return steps;
}
