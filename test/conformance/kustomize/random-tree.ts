import type { Random } from './random.ts';
import { anyText, anyValue, type Fields, type Made, NAMES, randomObject } from './random-objects.ts';
import { randomGenerator, randomTransformer } from './random-plugins.ts';
import { replacementTree } from './random-replacements.ts';
import { randomConfiguration, randomCrd, randomOpenApi } from './random-schemas.ts';
import { Raw, type Value, writeYaml } from './write-yaml.ts';

export interface RandomTree {
  readonly files: Record<string, string>;
  /** The directory to build. */
  readonly path: string;
}

/** A tree of one to four kustomizations, each on some of those before it; now and then one of replacements alone. */
export function randomTree(random: Random): RandomTree {
  if (random.chance(0.15)) return replacementTree(random);
  const maker = new TreeMaker(random);
  const layers = 1 + random.int(4);
  for (let i = 0; i < layers; i += 1) maker.layer(`k${i}`, i === layers - 1);
  return { files: maker.files, path: `k${layers - 1}` };
}

interface Layer {
  readonly directory: string;
  readonly objects: readonly Made[];
  readonly component: boolean;
}

/** Where a path of a patch or a replacement may lead, by kind. */
const POD_PATHS = [
  'spec.template.spec.containers.0.image',
  'spec.template.spec.containers.[name=main].image',
  'spec.template.spec.containers.*.image',
  'spec.template.metadata.annotations.note',
  'spec.replicas',
];

class TreeMaker {
  readonly files: Record<string, string> = {};
  readonly #random: Random;
  readonly #layers: Layer[] = [];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  layer(directory: string, last: boolean): void {
    const random = this.#random;
    const component = !last && random.chance(0.2);
    const below = this.#layers.filter((layer) => !layer.component);
    const bases = below.length === 0 ? [] : random.chance(0.85) ? [below.at(-1) as Layer] : random.some(below, 2);
    const components = random.some(
      this.#layers.filter((layer) => layer.component),
      2,
    );
    const own = this.#objects(bases.length === 0 && !component ? 1 + random.int(4) : random.int(2));
    const resources = [...bases.map((base) => `../${base.directory}`), ...this.#resourceFiles(directory, own)];
    const objects = [...bases.flatMap((base) => base.objects), ...components.flatMap((one) => one.objects), ...own];
    const generated: Made[] = [];
    const old = random.chance(0.05);
    const fields: Fields = {
      ...(component ? { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' } : {}),
      resources: resources.length > 0 && !old ? resources : undefined,
      bases: resources.length > 0 && old ? resources : undefined,
      components: components.length > 0 ? components.map((one) => `../${one.directory}`) : undefined,
      namespace: random.chance(0.3) ? random.pick(['prod', 'system', 'default']) : undefined,
      namePrefix: random.chance(0.35) ? random.pick(['a-', 'b-', 'pre-']) : undefined,
      nameSuffix: random.chance(0.2) ? random.pick(['-z', '-v1']) : undefined,
      commonLabels: random.chance(0.12)
        ? { team: random.pick(['x', '1', 'true']), app: random.chance(0.3) ? 'new' : undefined }
        : undefined,
      labels: random.chance(0.2) ? this.#labels() : undefined,
      commonAnnotations: random.chance(0.12) ? { note: anyText(random) } : undefined,
      images: random.chance(0.2) ? this.#images() : undefined,
      replicas: random.chance(0.12) ? this.#replicas(objects) : undefined,
      configMapGenerator: random.chance(0.2) ? this.#generators('ConfigMap', directory, objects, generated) : undefined,
      secretGenerator: random.chance(0.12) ? this.#generators('Secret', directory, objects, generated) : undefined,
      generatorOptions: random.chance(0.06)
        ? {
            disableNameSuffixHash: random.chance(0.5),
            labels: { gen: 'x' },
            annotations: random.chance(0.3) ? { gen: 'y' } : undefined,
          }
        : undefined,
      patches: random.chance(0.45) ? this.#patches(directory, [...objects, ...generated]) : undefined,
      patchesStrategicMerge: random.chance(0.06) ? this.#oldMerges(directory, objects) : undefined,
      patchesJson6902: random.chance(0.06) ? this.#oldJson(objects) : undefined,
      replacements: random.chance(0.25) ? this.#replacements([...objects, ...generated]) : undefined,
      vars: random.chance(0.08) ? this.#vars(objects) : undefined,
      configurations: random.chance(0.08)
        ? [this.#file(directory, 'c', 'yaml', randomConfiguration(random))]
        : undefined,
      crds: random.chance(0.05) ? [this.#file(directory, 'd', 'json', randomCrd(random))] : undefined,
      openapi: random.chance(0.04) ? { path: this.#file(directory, 'o', 'json', randomOpenApi(random)) } : undefined,
      generators: random.chance(0.06) ? this.#plugins(directory, () => randomGenerator(random)) : undefined,
      transformers: random.chance(0.1)
        ? this.#plugins(directory, () => randomTransformer(random, objects, (one) => this.#mergePatch(one)))
        : undefined,
      validators: random.chance(0.03) ? this.#plugins(directory, () => randomTransformer(random, [])) : undefined,
      sortOptions: last && random.chance(0.3) ? this.#sortOptions() : undefined,
      buildMetadata:
        last && random.chance(0.08)
          ? random.some(['originAnnotations', 'transformerAnnotations', 'managedByLabel'].slice(0, 2), 2)
          : undefined,
    };
    const name = random.chance(0.9) ? 'kustomization.yaml' : random.pick(['kustomization.yml', 'Kustomization']);
    this.files[`${directory}/${name}`] = this.#disguised(writeYaml(fields, random));
    this.#layers.push({ directory, objects: [...objects, ...generated], component });
  }

  #objects(count: number): Made[] {
    const made: Made[] = [];
    for (let i = 0; i < count; i += 1) {
      const one = randomObject(this.#random);
      const twin = (other: Made) => other.kind === one.kind && other.name === one.name;
      const known = [...made, ...this.#layers.flatMap((layer) => layer.objects)];
      if (known.some(twin) && this.#random.chance(0.97)) continue;
      made.push(one);
    }
    return made;
  }

  #resourceFiles(directory: string, objects: readonly Made[]): string[] {
    const names: string[] = [];
    let text = '';
    const flush = () => {
      if (text === '') return;
      this.#count += 1;
      const name = `r${this.#count}.yaml`;
      this.files[`${directory}/${name}`] = text;
      names.push(name);
      text = '';
    };
    for (const { apiVersion, kind, body } of objects) {
      const object = { apiVersion, kind, ...body };
      const wrapped = this.#random.chance(0.04)
        ? { apiVersion: 'v1', kind: this.#random.pick(['List', 'FooList']), items: [object] }
        : object;
      const document = this.#disguised(writeYaml(wrapped, this.#random));
      text +=
        text === ''
          ? this.#random.chance(0.2)
            ? `---\n${document}`
            : document
          : `---${this.#random.chance(0.1) ? ' # next' : ''}\n${document}`;
      if (this.#random.chance(0.6)) flush();
    }
    flush();
    return names;
  }

  #labels(): Value[] {
    const random = this.#random;
    return Array.from({ length: 1 + random.int(2) }, (_, index) => ({
      pairs: { [random.pick(['team', 'tier', `l${index}`])]: random.pick(['x', '1', 'on']) },
      includeSelectors: random.chance(0.3) ? random.chance(0.7) : undefined,
      includeTemplates: random.chance(0.3) ? true : undefined,
      includeVolumeClaimTemplates: random.chance(0.1) ? true : undefined,
      fields: random.chance(0.15) ? [{ path: 'spec/tags', kind: 'Foo', create: random.chance(0.5) }] : undefined,
    }));
  }

  #images(): Value[] {
    const random = this.#random;
    return Array.from({ length: 1 + random.int(2) }, () => ({
      name: random.chance(0.85)
        ? random.pick(['nginx', 'busybox', 'controller', 'r.io:5000/app/nginx', 'ng.*', 'new'])
        : random.pick(['*', '?', '**', 'nginx|busybox', '.+', '(?i)NGINX', '[a-n]+', '\\b', 'app/']),
      newName: random.chance(0.4) ? random.pick(['new', 'r.io/x']) : undefined,
      newTag: random.chance(0.5) ? random.pick(['v2', '2']) : undefined,
      digest: random.chance(0.15) ? 'sha256:def' : undefined,
      tagSuffix: random.chance(0.15) ? '-s' : undefined,
    }));
  }

  #replicas(objects: readonly Made[]): Value[] | undefined {
    const scaled = objects.filter((one) => one.kind === 'Deployment' || one.kind === 'StatefulSet');
    if (scaled.length === 0 && this.#random.chance(0.95)) return undefined;
    const name = scaled.length > 0 ? this.#random.pick(scaled).name : this.#random.pick(NAMES);
    return [{ name, count: this.#random.int(9) }];
  }

  #generators(kind: string, directory: string, objects: readonly Made[], generated: Made[]): Value[] {
    const random = this.#random;
    const twins = objects.filter((one) => one.kind === kind);
    const merge = twins.length > 0 && random.chance(0.5) ? random.pick(twins) : undefined;
    const name = merge?.name ?? random.pick(['gen', 'cfg-gen', ...NAMES]);
    if (merge === undefined)
      generated.push({
        apiVersion: 'v1',
        kind,
        name,
        namespace: undefined,
        body: { metadata: { name }, data: { a: '1' } },
      });
    this.#count += 1;
    const file = `f${this.#count}.txt`;
    const env = `e${this.#count}.env`;
    const files = random.chance(0.3);
    const envs = random.chance(0.2);
    if (files) this.files[`${directory}/${file}`] = anyText(random);
    if (envs) this.files[`${directory}/${env}`] = '# c\nE=1\n F = two\n\nG="q"\n';
    return [
      {
        name,
        namespace: merge?.namespace ?? (random.chance(0.05) ? 'system' : undefined),
        behavior: merge === undefined ? (random.chance(0.1) ? 'create' : undefined) : random.pick(['merge', 'replace']),
        literals: random.chance(0.8)
          ? random.some(['a=1', 'b="q"', "c='s'", 'd=x=y', 'e=', `f=${anyText(random)}`], 4)
          : undefined,
        files: files ? [random.chance(0.5) ? file : `k=${file}`] : undefined,
        envs: envs ? [env] : undefined,
        type: kind === 'Secret' && random.chance(0.3) ? 'kubernetes.io/basic-auth' : undefined,
        options: random.chance(0.25)
          ? {
              disableNameSuffixHash: random.chance(0.5) ? true : undefined,
              labels: random.chance(0.5) ? { own: 'x' } : undefined,
              immutable: random.chance(0.3) ? true : undefined,
            }
          : undefined,
      },
    ];
  }

  #patches(directory: string, objects: readonly Made[]): Value[] | undefined {
    if (objects.length === 0) return undefined;
    const random = this.#random;
    return Array.from({ length: 1 + random.int(2) }, () => {
      const one = random.pick(objects);
      const json = random.chance(0.4);
      const content = json ? this.#jsonPatch(one) : this.#mergePatch(one);
      const target = json || random.chance(0.3) ? this.#selector(one) : undefined;
      const options = random.chance(0.06)
        ? random.pick<Fields>([
            { allowNameChange: true },
            { allowKindChange: true },
            { allowNameChange: true, allowKindChange: true },
          ])
        : undefined;
      if (random.chance(0.5)) return { patch: content, target, options };
      this.#count += 1;
      const path = `p${this.#count}.yaml`;
      this.files[`${directory}/${path}`] = content;
      return { path, target, options };
    });
  }

  #selector(one: Made): Fields {
    const random = this.#random;
    const selector: Fields = {};
    if (random.chance(0.8))
      selector.kind = random.chance(0.9) ? one.kind : random.pick(['.*', 'Dep.*', 'Deployment|Foo']);
    if (random.chance(0.6))
      selector.name = random.chance(0.8)
        ? one.name
        : random.pick(['.*', 'w.*', 'web|api', 'we', '^w.b$', 'a|w', '[a-z]+', 'W.*', '(?i)WEB']);
    if (random.chance(0.2))
      selector.group = one.apiVersion.includes('/') ? (one.apiVersion.split('/')[0] as string) : '';
    if (random.chance(0.2)) selector.version = one.apiVersion.split('/').at(-1) as string;
    if (random.chance(0.1))
      selector.labelSelector = random.pick([
        'app=web',
        'app!=web',
        'tier in (back,x)',
        '!app',
        'app',
        'v notin (1), app',
        'app==web,tier',
      ]);
    if (random.chance(0.05)) selector.annotationSelector = 'note';
    if (Object.keys(selector).length === 0) selector.kind = one.kind;
    return selector;
  }

  /** Operations on fields that the object had before any layer, so mostly on fields that there are. */
  #jsonPatch(one: Made): string {
    const random = this.#random;
    const operations = Array.from({ length: 1 + random.int(2) }, (): Fields => {
      const [pointer, value] = random.pick(places(one.body));
      const maps = Object.keys(one.body).filter((key) => isFields(one.body[key]));
      switch (random.int(7)) {
        case 0:
          return { op: 'remove', path: pointer };
        case 1:
          return { op: 'replace', path: pointer, value: anyValue(random, 2) };
        case 2:
          return { op: 'copy', from: pointer, path: `/${random.pick(maps)}/copied` };
        case 3:
          return { op: 'test', path: pointer, value: random.chance(0.9) ? value : anyValue(random, 3) };
        case 4:
          return { op: 'add', path: Array.isArray(value) ? `${pointer}/-` : pointer, value: anyValue(random, 2) };
        case 5:
          return { op: 'add', path: '/metadata/labels', value: { new: 'label' } };
        default:
          return { op: 'add', path: `/${random.pick(maps)}/added`, value: anyValue(random, 2) };
      }
    });
    return random.chance(0.2) ? `${JSON.stringify(operations.map(withoutRaw))}\n` : writeYaml(operations, random);
  }

  #mergePatch(one: Made): string {
    const random = this.#random;
    const { metadata: _, ...body } = one.body;
    const head = {
      apiVersion: one.apiVersion,
      kind: one.kind,
      metadata: {
        name: one.name,
        namespace: one.namespace,
        labels: random.chance(0.2) ? { patched: 'yes' } : undefined,
        annotations: random.chance(0.1) ? { note: null } : undefined,
      },
    };
    if (random.chance(0.06)) return writeYaml({ ...head, $patch: 'delete' }, random);
    return writeYaml({ ...head, ...this.#thinned(body) }, random);
  }

  /** Parts of a value, some changed: what a merge patch looks like. */
  #thinned(fields: Fields): Fields {
    const random = this.#random;
    const result: Fields = {};
    for (const [key, value] of Object.entries(fields)) {
      if (random.chance(0.45) || value === undefined) continue;
      if (random.chance(0.06)) result[key] = null;
      else result[key] = this.#changed(value);
    }
    if (random.chance(0.08)) result.extra = anyValue(random, 2);
    if (random.chance(0.03)) result.$patch = random.pick(['delete', 'replace', 'merge']);
    return result;
  }

  #changed(value: Value): Value {
    const random = this.#random;
    if (Array.isArray(value)) {
      const items = value
        .filter(() => random.chance(0.6))
        .map((item) => {
          if (!isFields(item)) return this.#changed(item);
          const name = item.name ?? undefined;
          const key =
            item.containerPort !== undefined
              ? { containerPort: item.containerPort, protocol: item.protocol }
              : item.port !== undefined
                ? { port: item.port, protocol: item.protocol }
                : item.mountPath !== undefined
                  ? { mountPath: item.mountPath }
                  : { name };
          if (random.chance(0.08)) return { ...key, $patch: 'delete' };
          return { ...this.#thinned(item), ...key };
        });
      if (random.chance(0.05)) items.unshift({ $patch: 'replace' });
      return random.chance(0.15) ? [...items, { name: 'added', image: 'added:1' }] : items;
    }
    if (isFields(value)) return this.#thinned(value);
    return random.chance(0.3)
      ? value
      : typeof value === 'number'
        ? random.int(9)
        : typeof value === 'string'
          ? anyText(random)
          : value;
  }

  #oldMerges(directory: string, objects: readonly Made[]): Value[] | undefined {
    if (objects.length === 0) return undefined;
    const content = this.#mergePatch(this.#random.pick(objects));
    if (this.#random.chance(0.5)) return [content];
    this.#count += 1;
    this.files[`${directory}/s${this.#count}.yaml`] = content;
    return [`s${this.#count}.yaml`];
  }

  #oldJson(objects: readonly Made[]): Value[] | undefined {
    if (objects.length === 0) return undefined;
    const one = this.#random.pick(objects);
    const [group, version] = one.apiVersion.includes('/') ? one.apiVersion.split('/') : ['', one.apiVersion];
    return [
      {
        target: { group: group || undefined, version: version as string, kind: one.kind, name: one.name },
        patch: this.#jsonPatch(one),
      },
    ];
  }

  #replacements(objects: readonly Made[]): Value[] | undefined {
    if (objects.length === 0) return undefined;
    const random = this.#random;
    return Array.from({ length: 1 + random.int(2) }, () => {
      const from = random.pick(objects);
      const to = random.pick(objects);
      const deep = (path: string) => path.includes('.'); // metadata as a whole would take the notes of a build along
      const paths = [
        ...places(to.body)
          .map(([path]) => dotted(path))
          .filter(deep),
        ...(to.kind === 'Deployment' ? POD_PATHS : []),
      ];
      const fixed = random.chance(0.1);
      const parts = random.chance(0.15);
      const texts = places(from.body).filter(([, value]) => !parts || typeof value === 'string');
      return {
        source: !fixed
          ? {
              kind: from.kind,
              name: from.name,
              namespace: random.chance(0.05) ? from.namespace : undefined,
              fieldPath: random.chance(0.8)
                ? random.pick([
                    'metadata.name',
                    'metadata.namespace',
                    ...texts.map(([path]) => dotted(path)).filter(deep),
                  ])
                : undefined,
              options: parts ? { delimiter: random.pick(['-', '/', ':', '.']), index: random.int(2) } : undefined,
            }
          : undefined,
        sourceValue: fixed ? anyText(random) : undefined,
        targets: [
          {
            select: this.#selector(to),
            reject: random.chance(0.1) ? [{ name: random.pick(NAMES) }] : undefined,
            fieldPaths: random.chance(0.98)
              ? [
                  random.pick(paths),
                  ...random.some([`metadata.annotations.[example.com/${random.pick(['a', 'b'])}]`], 1),
                ]
              : undefined,
            options: random.chance(0.85)
              ? {
                  create: random.chance(0.9) ? true : undefined,
                  delimiter: random.chance(0.25) ? random.pick(['-', '/', ':', '.']) : undefined,
                  index: random.chance(0.2) ? random.int(4) - 1 : undefined,
                }
              : undefined,
          },
        ],
      };
    });
  }

  #vars(objects: readonly Made[]): Value[] | undefined {
    if (objects.length === 0) return undefined;
    return this.#random.some(['VAR', 'NAME'], 2).map((name) => {
      const one = this.#random.pick(objects);
      const [group, version] = one.apiVersion.includes('/') ? one.apiVersion.split('/') : [undefined, one.apiVersion];
      const id = this.#random.chance(0.5) ? { apiVersion: one.apiVersion } : { group, version };
      return {
        name,
        objref: {
          ...id,
          kind: one.kind,
          name: one.name,
          namespace: this.#random.chance(0.1) ? one.namespace : undefined,
        },
        fieldref: this.#random.chance(0.6)
          ? {
              fieldpath: this.#random.pick([
                'metadata.name',
                'metadata.namespace',
                dotted(this.#random.pick(places(one.body))[0]),
              ]),
            }
          : undefined,
      };
    });
  }

  /** Objects that configure generators or transformers: written out, in a file, or in a directory of their own. */
  #plugins(directory: string, make: () => string): string[] {
    const random = this.#random;
    return Array.from({ length: random.chance(0.8) ? 1 : 2 }, () => {
      const text = make();
      const roll = random.int(4);
      if (roll < 2) return text;
      if (roll === 2) return this.#file(directory, 't', 'yaml', text);
      this.#count += 1;
      const own = `plugins${this.#count}`;
      this.files[`${own}/kustomization.yaml`] =
        `resources: [one.yaml]\n${random.chance(0.3) ? 'namePrefix: q-\n' : ''}`;
      this.files[`${own}/one.yaml`] = text;
      return `../${own}`;
    });
  }

  /** A further file in a directory; its name. */
  #file(directory: string, letter: string, extension: string, text: string): string {
    this.#count += 1;
    const name = `${letter}${this.#count}.${extension}`;
    this.files[`${directory}/${name}`] = text;
    return name;
  }

  /** The same text as other editors leave it. */
  #disguised(text: string): string {
    const random = this.#random;
    if (random.chance(0.94)) return text;
    return random.pick([
      () => text.replaceAll('\n', '\r\n'),
      () => `\ufeff${text}`,
      () => `# head\n\n---\n${text}`,
      () => `${text}\n# end`,
      () => text.trimEnd(),
    ])();
  }

  #sortOptions(): Fields {
    const random = this.#random;
    if (random.chance(0.5)) return { order: 'fifo' };
    if (random.chance(0.5)) return { order: 'legacy' };
    return {
      order: 'legacy',
      legacySortOptions: {
        orderFirst: random.some(['ConfigMap', 'Foo'], 2),
        orderLast: random.some(['Namespace', 'Deployment'], 2),
      },
    };
  }
}

function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Raw);
}

function withoutRaw(value: Value | undefined): unknown {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return value.map(withoutRaw);
  if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutRaw(item)]));
  return value;
}

/** Everything in an object, with its JSON pointer. */
function places(fields: Fields): [pointer: string, value: Value][] {
  const found: [string, Value][] = [];
  const visit = (value: Value | undefined, path: string): void => {
    if (value === undefined) return;
    if (path !== '') found.push([path, value]);
    const entries = Array.isArray(value) ? [...value.entries()] : isFields(value) ? Object.entries(value) : [];
    for (const [key, item] of entries)
      visit(item, `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  };
  visit(fields, '');
  return found;
}

/** The same path in the form of replacements. */
function dotted(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/[./]/.test(part) ? `[${part}]` : part))
    .join('.');
}
