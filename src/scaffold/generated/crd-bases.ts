import { ObjectMemo, TextMemo } from '../../core/memo.ts';
import { compareCodeUnits } from '../../core/compare.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import type { Project, Resource } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { printYaml } from '../../yaml/print.ts';
import { API_DOCS } from '../api-docs.ts';
import { apiResources, crdFileName, crdName } from '../config/resource-names.ts';
import type { Emitter } from '../context.ts';
import { CONDITION_DOCS, TYPE_META_DOCS } from './kubernetes-docs.ts';

/** The facts that the schemas follow from. */
type SchemaFacts = Pick<Profile, 'specField' | 'crdDescriptions' | 'statusConditions'>;

/** config/crd/bases: the CRDs that controller-gen makes of the API types, byte for byte. */
export const crdBases: Emitter = ({ project, profile }) => {
  const byName = new Map<string, Resource[]>();
  for (const resource of apiResources(project)) {
    const versions = byName.get(crdName(resource));
    if (versions === undefined) byName.set(crdName(resource), [resource]);
    else versions.push(resource);
  }
  const { specField, crdDescriptions, statusConditions } = profile;
  const facts: SchemaFacts = { specField, crdDescriptions, statusConditions };
  const key = JSON.stringify(facts);
  const tails = TAILS.get(project, () => new TextMemo<string>());
  return [...byName].map(([name, versions]) => {
    const tail = tails.get(`${name} ${key}`, () => crdTail(name, versions, facts));
    return [`config/crd/bases/${crdFileName(versions[0] as Resource)}`, `${head(profile.controllerTools)}${tail}`];
  });
};

/** Most releases change the version of controller-gen and no schema, so that a walk over them prints each schema once. */
const TAILS = new ObjectMemo<Project, TextMemo<string>>();

/** What stands before the name: keys are sorted. */
function head(version: string): string {
  return `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    controller-gen.kubebuilder.io/version: ${version}
`;
}

function crdTail(name: string, versions: readonly Resource[], facts: SchemaFacts): string {
  return `  ${printYaml({ name })}${printYaml({ spec: crdSpec(versions, facts) })}`;
}

function crdSpec(versions: readonly Resource[], facts: SchemaFacts): JsonObject {
  const first = versions[0] as Resource;
  const stored = versions.find((version) => version.webhooks.conversion) ?? first;
  const sorted = [...versions].sort((a, b) => compareCodeUnits(a.version, b.version));
  return {
    group: first.qualifiedGroup,
    names: {
      kind: first.kind,
      listKind: `${first.kind}List`,
      plural: first.plural,
      singular: first.kind.toLowerCase(),
    },
    scope: first.api?.namespaced === false ? 'Cluster' : 'Namespaced',
    versions: sorted.map(({ version, kind }) => ({
      name: version,
      schema: { openAPIV3Schema: schema(kind, facts) },
      served: true,
      storage: version === stored.version,
      subresources: { status: {} },
    })),
  };
}

function schema(kind: string, facts: SchemaFacts): JsonObject {
  const documented = facts.specField === 'pointer';
  const doc = (lines: readonly string[]) => lines.join(facts.crdDescriptions === 'lines' ? '\n' : ' ');
  return {
    description: API_DOCS.object(kind),
    properties: {
      apiVersion: { description: doc(TYPE_META_DOCS.apiVersion), type: 'string' },
      kind: { description: doc(TYPE_META_DOCS.kind), type: 'string' },
      metadata: { type: 'object' },
      spec: {
        description: documented ? API_DOCS.spec(kind) : API_DOCS.specType(kind),
        properties: { foo: { description: API_DOCS.foo(documented ? 'foo' : 'Foo'), type: 'string' } },
        type: 'object',
      },
      status: {
        description: documented ? API_DOCS.status(kind) : API_DOCS.statusType(kind),
        ...(facts.statusConditions ? { properties: { conditions: conditions(doc) } } : {}),
        type: 'object',
      },
    },
    ...(documented ? { required: ['spec'] } : {}),
    type: 'object',
  };
}

/** `[]metav1.Condition` as a list with one entry for each type. */
function conditions(doc: (lines: readonly string[]) => string): JsonObject {
  const docs = CONDITION_DOCS;
  return {
    description: API_DOCS.conditions,
    items: {
      description: doc(docs.condition),
      properties: {
        lastTransitionTime: { description: doc(docs.lastTransitionTime), format: 'date-time', type: 'string' },
        message: { description: doc(docs.message), maxLength: 32768, type: 'string' },
        observedGeneration: { description: doc(docs.observedGeneration), format: 'int64', minimum: 0, type: 'integer' },
        reason: {
          description: doc(docs.reason),
          maxLength: 1024,
          minLength: 1,
          pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$',
          type: 'string',
        },
        status: { description: doc(docs.status), enum: ['True', 'False', 'Unknown'], type: 'string' },
        type: {
          description: doc(docs.type),
          maxLength: 316,
          pattern:
            '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$',
          type: 'string',
        },
      },
      required: ['lastTransitionTime', 'message', 'reason', 'status', 'type'],
      type: 'object',
    },
    type: 'array',
    'x-kubernetes-list-map-keys': ['type'],
    'x-kubernetes-list-type': 'map',
  };
}
