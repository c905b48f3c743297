import { Accumulator } from './accumulator.ts';
import { at, IssueList, Refusal } from './errors/refusal.ts';
import type { Context } from './plan/context.ts';
import { builtInGenerators } from './plan/generators.ts';
import { writtenOut } from './plan/inline-text.ts';
import { placeOfConfig } from './plan/plugin-config.ts';
import { generatorOf, transformerOf } from './plan/plugins.ts';
import type { GeneratorStep, TransformerStep } from './plan/steps.ts';
import { builtInTransformers } from './plan/transformers.ts';
import { readConfigurations } from './read/configurations.ts';
import { readCrds } from './read/crds.ts';
import { type Kustomization, readKustomization } from './read/kustomization.ts';
import type { Loader } from './read/loader.ts';
import { objectsOf, readObjects } from './read/read-objects.ts';
import { isRemoteFile } from './read/remote.ts';
import { toVars } from './read/vars.ts';
import { joinPath, noteOrigin, noteTransformation, type Origin, originPath } from './resources/provenance.ts';
import type { Resource } from './resources/resource.ts';
import type { ResourceMap } from './resources/resource-map.ts';
import { assertUnchanged, snapshot } from './resources/validate.ts';
import { absorb } from './run/generators/absorb.ts';
import type { Schemas } from './schema/schemas.ts';

/** Paths from the kustomization that a build starts with; undefined where `buildMetadata` asks for nothing. */
type Trail = string | undefined;

/** A list of paths in a kustomization, each of which may be an object written out instead. */
type PathField = 'resources' | 'bases' | 'generators' | 'transformers' | 'validators';

/** One kustomization of a build, with those that it refers to. */
export class Target {
  readonly kustomization: Kustomization;
  readonly #loader: Loader;
  readonly #schemas: Schemas;
  readonly #trail: Trail;
  readonly #context: Context;

  /** @throws ScaffoldError with all that is wrong in the kustomization file */
  constructor(loader: Loader, schemas: Schemas, trail: (kustomization: Kustomization) => Trail) {
    this.kustomization = readKustomization(loader);
    this.#loader = loader;
    this.#schemas = schemas;
    this.#trail = trail(this.kustomization);
    this.#context = {
      loader,
      kustomization: this.kustomization,
      schemas,
      builtInOrigin: (kind) => this.#builtInOrigin(kind),
    };
    const path = this.kustomization.fields.openapi?.get('path');
    at(this.kustomization.place('openapi'), () => {
      const file = path === undefined ? undefined : { path: loader.resolve(path), text: loader.load(path) };
      schemas.choose(this.kustomization.fields.openapi, file);
    });
  }

  /**
   * Reads, generates and transforms, in kustomize's order.
   *
   * @param into what a component works on: all that the kustomization that names it has so far
   */
  accumulate(into = new Accumulator()): Accumulator {
    const { fields, file } = this.kustomization;
    const issues = new IssueList();
    let accumulator = into;
    for (const field of ['resources', 'bases'] as const) this.#addPaths(accumulator, field, fields[field], issues);
    issues.attempt(this.kustomization.place('configurations'), () =>
      accumulator.mergeConfig(readConfigurations(fields.configurations ?? [], this.#loader)),
    );
    issues.attempt(this.kustomization.place('crds'), () =>
      accumulator.mergeConfig(readCrds(fields.crds ?? [], this.#loader)),
    );
    this.#runGenerators(accumulator.map, issues);
    for (const [index, path] of (fields.components ?? []).entries()) {
      const result = issues.attempt(this.kustomization.place('components', index), () =>
        this.#addComponent(accumulator, path),
      );
      accumulator = result ?? accumulator;
    }
    const steps = [
      ...builtInTransformers(this.#context, accumulator.config, issues),
      ...this.#pluginTransformers('transformers', issues),
    ];
    issues.throwIfAny();
    this.#runTransformers(accumulator.map, steps);
    this.#runValidators(accumulator.map);
    at(this.kustomization.place('vars'), () => accumulator.addVars(toVars(fields.vars, file)));
    return accumulator;
  }

  #addPaths(accumulator: Accumulator, field: PathField, paths: readonly string[] | undefined, issues: IssueList): void {
    for (const [index, path] of (paths ?? []).entries()) {
      issues.attempt(this.kustomization.place(field, index), () => this.#addPath(accumulator, path));
    }
  }

  /** A file of objects, or a directory with a kustomization. */
  #addPath(accumulator: Accumulator, path: string): void {
    if (this.#loader.isFile(path) || isRemoteFile(path)) {
      const resources = objectsOf(this.#loader.loadDocuments(path), this.#loader.resolve(path), this.#schemas);
      const origin = this.#append(path);
      if (origin !== undefined) for (const resource of resources) noteOrigin(resource, { path: origin });
      accumulator.map.appendAll(resources);
      return;
    }
    const target = this.#open(path);
    if (target.kustomization.isComponent) {
      throw new Refusal('kustomization-invalid', `${path} is a component`, {
        expected: 'an entry of components',
        received: path,
      });
    }
    accumulator.merge(target.#built());
  }

  #addComponent(accumulator: Accumulator, path: string): Accumulator {
    const target = this.#open(path);
    if (!target.kustomization.isComponent) {
      throw new Refusal('kustomization-invalid', `${path} is not a component`, {
        expected: 'a kustomization with kind: Component; others are entries of resources',
        received: path,
      });
    }
    const result = target.accumulate(accumulator);
    result.map.assertUnique();
    return result;
  }

  #open(path: string): Target {
    const loader = this.#loader.open(path);
    if (loader.failures.has(loader.root)) throw loader.failures.get(loader.root);
    return new Target(loader, this.#schemas, () => this.#append(path));
  }

  /** What stops a base that several kustomizations name is found once, and told once. */
  #built(): Accumulator {
    try {
      return this.accumulate();
    } catch (error) {
      this.#loader.failures.set(this.#loader.root, error);
      throw error;
    }
  }

  #runGenerators(map: ResourceMap, issues: IssueList): void {
    const { fields } = this.kustomization;
    const steps: GeneratorStep[] = [
      ...builtInGenerators(this.#context, issues),
      ...this.#plugins('generators', fields.generators, issues).flatMap(
        (config) =>
          issues.attempt(placeOfConfig(config), () => generatorOf(config, this.#context, this.#pluginOrigin(config))) ??
          [],
      ),
    ];
    for (const { place, generate, origin } of steps) {
      issues.attempt(place, () => {
        const resource = generate();
        if (origin !== undefined) noteOrigin(resource, origin);
        absorb(map, resource);
      });
    }
  }

  #pluginTransformers(field: 'transformers' | 'validators', issues: IssueList): TransformerStep[] {
    return this.#plugins(field, this.kustomization.fields[field], issues).flatMap(
      (config) =>
        issues.attempt(placeOfConfig(config), () => transformerOf(config, this.#context, this.#pluginOrigin(config))) ??
        [],
    );
  }

  /** The objects that configure generators, transformers or validators: written out, in files, or of kustomizations. */
  #plugins(field: PathField, entries: readonly string[] | undefined, issues: IssueList): readonly Resource[] {
    const accumulator = new Accumulator();
    const paths: [index: number, path: string][] = [];
    for (const [index, entry] of (entries ?? []).entries()) {
      issues.attempt(this.kustomization.place(field, index), () => {
        const objects = this.#inlineObjects(entry, field, index);
        if (objects === undefined) paths.push([index, entry]);
        else accumulator.map.appendAll(objects);
      });
    }
    for (const [index, path] of paths) {
      issues.attempt(this.kustomization.place(field, index), () => this.#addPath(accumulator, path));
    }
    return accumulator.map.list;
  }

  /** Undefined: the entry is a path. */
  #inlineObjects(entry: string, field: PathField, index: number): Resource[] | undefined {
    return writtenOut(entry, `${field}[${index}]`, () => {
      const objects = readObjects(entry, '', this.#schemas);
      const { line } = this.kustomization.place(field, index);
      for (const object of objects) {
        object.origin = { file: this.kustomization.file, line, generated: false };
        if (this.#trail !== undefined)
          noteOrigin(object, { path: this.#append(this.kustomization.fileName) as string });
      }
      return objects;
    });
  }

  #runTransformers(map: ResourceMap, steps: readonly TransformerStep[]): void {
    for (const { place, transformer, origin } of steps) {
      at(place, () => {
        transformer.transform(map);
        if (origin !== undefined) for (const resource of map.list) noteTransformation(resource, origin);
      });
      map.dropEmpty();
    }
  }

  /** A validator is a transformer that changes nothing. */
  #runValidators(map: ResourceMap): void {
    const issues = new IssueList();
    const steps = this.#pluginTransformers('validators', issues);
    issues.throwIfAny();
    for (const { place, transformer } of steps) {
      const before = snapshot(map);
      at(place, () => {
        transformer.transform(map);
        assertUnchanged(before, map, transformer.name);
      });
    }
  }

  #append(path: string): Trail {
    return this.#trail === undefined ? undefined : joinPath(this.#trail, path);
  }

  #builtInOrigin(kind: string): Origin | undefined {
    const configuredIn = this.#append(this.kustomization.fileName);
    if (configuredIn === undefined) return undefined;
    return { configuredIn, configuredBy: { apiVersion: 'builtin', kind, name: '', namespace: '' } };
  }

  #pluginOrigin(config: Resource): Origin | undefined {
    if (this.#trail === undefined) return undefined;
    const { apiVersion, kind, name, namespace } = config;
    const configuredIn = originPath(config);
    return {
      ...(configuredIn === undefined ? {} : { configuredIn }),
      configuredBy: { apiVersion, kind, name, namespace },
    };
  }
}
