import type { Issue } from '../../core/errors.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { type Place, placeOf } from '../errors/place.ts';
import { Refusal } from '../errors/refusal.ts';
import { issueAt, type Struct } from './decode.ts';
import { type KustomizationFields, kustomizationReader } from './kustomization-fields.ts';
import type { Loader } from './loader.ts';

/** The names that a kustomization file may have. */
export const KUSTOMIZATION_NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

const VERSION = 'kustomize.config.k8s.io/v1beta1';
const COMPONENT_VERSION = 'kustomize.config.k8s.io/v1alpha1';

/** A kustomization file, read. */
export interface Kustomization {
  /** Path in the tree. */
  readonly file: string;
  /** Name of the file alone. */
  readonly fileName: string;
  readonly isComponent: boolean;
  readonly fields: Struct<KustomizationFields>;
  /** Where a field or one of its entries stands. */
  place(field: keyof KustomizationFields, index?: number): Place;
}

/**
 * The kustomization file of the loader's root.
 *
 * @throws Refusal `kustomization-missing`, ScaffoldError with `yaml-syntax` or all that is wrong in it as
 *   `kustomization-invalid`
 */
export function readKustomization(loader: Loader): Kustomization {
  const found = KUSTOMIZATION_NAMES.filter((name) => loader.has(name));
  const fileName = found[0];
  if (fileName === undefined) {
    const directory = loader.root === '' ? '.' : loader.root;
    throw new Refusal('kustomization-missing', `there is no kustomization file in ${directory}`, {
      expected: KUSTOMIZATION_NAMES.join(', '),
    });
  }
  if (found.length > 1) {
    throw new ScaffoldError({
      code: 'kustomization-invalid',
      path: loader.resolve(fileName),
      message: 'there are several kustomization files in this directory',
      expected: 'one of them',
      received: found.join(', '),
    });
  }
  const file = loader.resolve(fileName);
  const issues: Issue[] = [];
  const node = parseYaml11(loader.load(fileName), file);
  const fields =
    node === undefined
      ? undefined
      : kustomizationReader(node, { file, field: '', issues, strict: true, coerce: false });
  if (issues.length > 0) throw new ScaffoldError(issues);
  const isComponent = fields?.kind === 'Component';
  checkHead(file, fields, issues);
  if (issues.length > 0) throw new ScaffoldError(issues);
  if (fields === undefined) throw new Refusal('kustomization-invalid', 'empty');
  return {
    file,
    fileName,
    isComponent,
    fields,
    place(field, index) {
      const value: YamlNode | undefined = fields.nodes.get(field);
      if (index === undefined) return placeOf(file, value, field);
      return placeOf(file, value?.kind === 'seq' ? (value.items[index] ?? value) : value, `${field}[${index}]`);
    },
  };
}

function checkHead(file: string, fields: Struct<KustomizationFields> | undefined, issues: Issue[]): void {
  if (fields === undefined || ![...fields.nodes.keys()].some((name) => hasContent(fields, name))) {
    issues.push({
      code: 'kustomization-invalid',
      path: file,
      message: 'the kustomization is empty',
      expected: 'at least one field besides apiVersion and kind',
    });
    return;
  }
  const { kind = 'Kustomization' } = fields;
  const at = { file, field: 'kind', issues, strict: true, coerce: false };
  if (kind !== '' && kind !== 'Kustomization' && kind !== 'Component') {
    issues.push(issueAt(at, fields.nodes.get('kind'), 'not the kind of a kustomization', 'Kustomization or Component'));
  }
  const expected = kind === 'Component' ? COMPONENT_VERSION : VERSION;
  if (fields.apiVersion !== undefined && fields.apiVersion !== '' && fields.apiVersion !== expected) {
    issues.push(
      issueAt(
        { ...at, field: 'apiVersion' },
        fields.nodes.get('apiVersion'),
        `not the API version of a ${kind}`,
        expected,
      ),
    );
  }
}

/** Empty strings, and empty lists under a deprecated name, are the same as nothing. */
function hasContent(fields: Struct<KustomizationFields>, name: keyof KustomizationFields): boolean {
  if (name === 'apiVersion' || name === 'kind' || fields[name] === '') return false;
  return !(name === 'bases' || name === 'imageTags') || (fields[name]?.length ?? 0) > 0;
}
