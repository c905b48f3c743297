import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CHART_ENGINE } from '../../../scripts/tools/ensure-all.ts';
import { ensureGoProgram } from '../../../scripts/tools/go-program.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';

export interface RenderRequest {
  readonly chart: string;
  readonly values?: JsonObject;
  readonly release: string;
  readonly namespace: string;
  /** Of the release; above 1 in an upgrade. */
  readonly revision?: number;
  readonly apiVersions?: readonly string[];
  /** Give the number of an equal earlier answer of this chart (from 1) instead of its objects. */
  readonly distinct?: boolean;
  /** Do not hold the values against the chart's schema, which takes most of the time. */
  readonly skipSchema?: boolean;
}

export interface Rendered {
  readonly objects: readonly { readonly source: string; readonly object: KubernetesObject }[];
  readonly notes: string;
  /** Helm's own message where it refuses to render. */
  readonly error?: string;
  readonly seen?: number;
}

/** Helm's own engine in one long-lived process. */
export interface ChartEngine {
  /** What `helm template` would print, as objects; reads the chart at its first use. */
  render(request: RenderRequest): Promise<Rendered>;
  /** Reads a chart again that has changed on disk. */
  reload(chart: string): Promise<void>;
  /** A YAML stream as Kubernetes' own parser reads it; integers beyond 2^53 become text `int64:…`. */
  parse(yaml: string): Promise<KubernetesObject[]>;
  stop(): void;
}

interface Answer {
  readonly objects?: Rendered['objects'];
  readonly notes?: string;
  readonly error?: string;
  readonly seen?: number;
}

/** @throws Error with Go's own output where the engine cannot be built */
export async function startChartEngine(): Promise<ChartEngine> {
  const program = await ensureGoProgram(CHART_ENGINE);
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    waiting.shift()?.resolve(JSON.parse(line) as Answer);
  });
  child.on('close', (status) => {
    for (const request of waiting.splice(0)) request.reject(new Error(`the chart engine ended with ${status}`));
  });
  const ask = (request: object) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  const must = async (request: object) => {
    const answer = await ask(request);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  };
  return {
    async render(request) {
      const { objects = [], notes = '', ...rest } = await ask({ op: 'render', ...request });
      return { objects, notes, ...rest };
    },
    async reload(chart) {
      await must({ op: 'load', chart });
    },
    async parse(yaml) {
      return ((await must({ op: 'parse', yaml })).objects ?? []).map(({ object }) => object);
    },
    stop() {
      child.stdin.end();
    },
  };
}
