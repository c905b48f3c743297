import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, KubernetesObject } from '../../src/kubernetes/object.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';

/** One run of a real release. */
export interface RecordedCase {
  readonly release: string;
  readonly scenario: string;
  readonly options: ScaffoldOptions;
  /** Documents by path: PROJECT and everything below config/. */
  readonly files: ReadonlyMap<string, readonly JsonObject[]>;
  /** What stands in for the output of controller-gen. */
  readonly generated: Readonly<Record<string, readonly JsonObject[]>>;
  readonly rendered: readonly KubernetesObject[];
  /** By feature names joined with `+`; undefined where the release does not build. */
  readonly switches: ReadonlyMap<string, readonly KubernetesObject[] | undefined>;
}

interface Delta {
  readonly release: string;
  readonly files?: Readonly<Record<string, readonly number[] | null>>;
  readonly rendered?: readonly number[];
  readonly switches?: Readonly<Record<string, readonly number[] | null>>;
}

interface Fixture {
  readonly releases: readonly string[];
  readonly objects: readonly JsonObject[];
  readonly scenarios: Readonly<
    Record<
      string,
      {
        readonly options: ScaffoldOptions;
        readonly generated: Readonly<Record<string, readonly JsonObject[]>>;
        readonly cases: readonly Delta[];
      }
    >
  >;
}

const FIXTURE = join(import.meta.dirname, '../fixtures/releases/releases.json');

export function recordedCases(): RecordedCase[] {
  const { objects, scenarios } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Fixture;
  const look = (indexes: readonly number[]) => indexes.map((index) => objects[index] as KubernetesObject);
  return Object.entries(scenarios).flatMap(([scenario, { options, generated, cases }]) => {
    let files = new Map<string, readonly number[]>();
    let rendered: readonly number[] = [];
    let switches: Delta['switches'] = {};
    return cases.map((delta): RecordedCase => {
      files = new Map(files);
      for (const [path, documents] of Object.entries(delta.files ?? {})) {
        if (documents === null) files.delete(path);
        else files.set(path, documents);
      }
      rendered = delta.rendered ?? rendered;
      switches = delta.switches ?? switches;
      return {
        release: delta.release,
        scenario,
        options: { ...options, preset: `kubebuilder@${delta.release}` },
        files: new Map([...files].map(([path, documents]) => [path, look(documents)])),
        generated,
        rendered: look(rendered),
        switches: new Map(
          Object.entries(switches ?? {}).map(([features, list]) => [features, list === null ? undefined : look(list)]),
        ),
      };
    });
  });
}
