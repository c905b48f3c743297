import { objectAt } from '../identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../object.ts';
import { podTemplatePath } from '../workload-kinds.ts';
import { selects, wantedLabels } from './label-selectors.ts';
import type { FoundSelector } from './reference.ts';

interface Labelled {
  readonly at: number;
  readonly object: KubernetesObject;
  readonly labels: JsonObject;
}

/** What has labels to be selected by, and for each label with its value what has it. */
interface Index {
  readonly all: Labelled[];
  readonly byLabel: Map<string, Map<JsonValue, Labelled[]>>;
}

/** Objects by their labels, so that each of many selectors looks at few of them. */
export class LabelledObjects {
  readonly #pods: Index = { all: [], byLabel: new Map() };
  readonly #services: Index = { all: [], byLabel: new Map() };

  constructor(objects: readonly KubernetesObject[]) {
    for (const [at, object] of objects.entries()) {
      const template = podTemplatePath(object);
      if (object.kind === 'Service') add(this.#services, at, object, objectAt(object.metadata, 'labels') ?? {});
      if (template !== undefined)
        add(this.#pods, at, object, objectAt(object, ...template, 'metadata', 'labels') ?? {});
    }
  }

  /** What a selector selects, in the order of the objects, with their places in it. */
  selectedBy(
    selector: JsonValue,
    form: FoundSelector['form'],
    what: 'pods' | 'services',
  ): readonly { readonly at: number; readonly object: KubernetesObject }[] {
    const { all, byLabel } = what === 'pods' ? this.#pods : this.#services;
    let fewest: readonly Labelled[] = all;
    for (const [key, value] of Object.entries(wantedLabels(selector, form))) {
      const those = byLabel.get(key)?.get(value) ?? [];
      if (those.length < fewest.length) fewest = those;
    }
    return fewest.filter(({ labels }) => selects(selector, form, labels));
  }
}

function add({ all, byLabel }: Index, at: number, object: KubernetesObject, labels: JsonObject): void {
  const labelled = { at, object, labels };
  all.push(labelled);
  for (const [key, value] of Object.entries(labels)) {
    const values = byLabel.get(key) ?? new Map<JsonValue, Labelled[]>();
    byLabel.set(key, values);
    const those = values.get(value);
    if (those === undefined) values.set(value, [labelled]);
    else those.push(labelled);
  }
}
