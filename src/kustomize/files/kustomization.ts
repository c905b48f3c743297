import type { Issue } from '../../core/errors.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { Refusal } from '../refusal.ts';
import { issueAt, placeOf, type Struct } from './decode.ts';
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
  /** `file:line` of a field or of one of its entries. */
  place(field: keyof KustomizationFields, index?: number): string;
}

/**
 * The kustomization file of the loader's root.
 *
 * @throws ScaffoldError with `kustomization-missing`, `yaml-syntax` or all that is wrong in it as `kustomization-invalid`
 */
export function readKustomization(loader: Loader): Kustomization {
  const found = KUSTOMIZATION_NAMES.filter((name) => loader.has(name));
  const fileName = found[0];
  if (fileName === undefined) {
    throw new ScaffoldError({
      code: 'kustomization-missing',
      path: loader.root === '' ? '.' : loader.root,
      message: 'there is no kustomization file in this directory',
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
      return placeOf(file, index !== undefined && value?.kind === 'seq' ? (value.items[index] ?? value) : value);
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
