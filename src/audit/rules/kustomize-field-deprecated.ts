import type { Rule } from './rule.ts';

/** What kustomize says to write instead (kubectl.docs.kubernetes.io/references/kustomize/kustomization). */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  bases: 'resources',
  patchesStrategicMerge: 'patches, each with a path',
  patchesJson6902: 'patches, each with a path and a target',
  vars: 'replacements',
  commonLabels: 'labels, with includeSelectors: true where selectors shall keep them',
  imageTags: 'images',
};

export const kustomizeFieldDeprecated: Rule = {
  id: 'kustomize-field-deprecated',
  family: 'kustomize',
  severity: 'warning',
  title: 'A deprecated field of kustomize',
  why: `kustomize 5 still reads it and warns; a later one will not. \`kustomize edit fix\` rewrites most of them.

Source: https://github.com/kubernetes-sigs/kustomize/releases/tag/kustomize%2Fv5.0.0`,
  *check({ kustomizations }) {
    for (const { file, fields } of kustomizations.values()) {
      for (const [field, instead] of Object.entries(REPLACEMENTS)) {
        const place = fields.get(field);
        if (place === undefined) continue;
        // An empty one is the same as none.
        if (place.node.kind === 'scalar' || (place.node.kind === 'seq' && place.node.items.length === 0)) continue;
        yield {
          at: { file, line: place.line },
          message: `${field} is deprecated`,
          fix: `write ${instead}`,
        };
      }
    }
  },
};
