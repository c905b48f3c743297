import type { JsonValue } from '../../kubernetes/object.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import { printData } from '../template/print.ts';

export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly description: string;
  readonly kubeVersion: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly options: ChartOptions;
  readonly dependencies?: readonly JsonValue[];
}

/** Chart.yaml (helm.sh/docs/topics/charts#the-chartyaml-file). */
export function chartYaml(metadata: ChartMetadata): string {
  const { options } = metadata;
  return printData({
    apiVersion: 'v2',
    name: metadata.name,
    description: metadata.description,
    type: 'application',
    version: metadata.version,
    appVersion: metadata.appVersion,
    kubeVersion: metadata.kubeVersion,
    keywords: options.keywords ?? ['operator', 'controller'],
    ...(options.home === undefined ? {} : { home: options.home }),
    ...(options.sources === undefined ? {} : { sources: options.sources }),
    ...(options.icon === undefined ? {} : { icon: options.icon }),
    ...(options.maintainers === undefined ? {} : { maintainers: options.maintainers as unknown as JsonValue }),
    ...(metadata.dependencies === undefined ? {} : { dependencies: metadata.dependencies }),
    ...(Object.keys(metadata.annotations).length === 0 ? {} : { annotations: metadata.annotations }),
  });
}
