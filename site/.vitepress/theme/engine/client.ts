import type { Issue } from 'operator-scaffold';
import { reactive } from 'vue';
import type { Answer, Call, TaskInput, TaskName, TaskResult } from './protocol.ts';

/** Bad input, as the library tells it. */
export class Refused extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.name = 'Refused';
  }
}

/** Somebody asked for something else, or for nothing any more. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A worker with the library. One for each page; a long call can be broken off. */
export class Engine {
  /** What it is doing, for people; undefined while it does nothing. */
  readonly state: { doing: string | undefined } = reactive({ doing: undefined });
  #worker: Worker | undefined;
  #calls = new Map<number, Waiting>();
  #last = 0;

  run<T extends TaskName>(task: T, input: TaskInput<T>): Promise<TaskResult<T>> {
    this.#worker ??= this.#start();
    const id = ++this.#last;
    this.state.doing = 'Starting';
    return new Promise<TaskResult<T>>((resolve, reject) => {
      this.#calls.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#worker!.postMessage({ id, task, input } satisfies Call);
    });
  }

  /** Ends what runs. */
  cancel(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#endAll(new Cancelled('cancelled'));
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#hear(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#worker?.terminate();
      this.#worker = undefined;
      this.#endAll(new Error(event.message || 'The worker could not be loaded. Reload the page when you are online.'));
    });
    return worker;
  }

  #hear(answer: Answer): void {
    if (answer.kind === 'progress') {
      this.state.doing = answer.text;
      return;
    }
    const waiting = this.#calls.get(answer.id);
    this.#calls.delete(answer.id);
    if (this.#calls.size === 0) this.state.doing = undefined;
    if (answer.kind === 'done') waiting?.resolve(answer.result);
    else if (answer.kind === 'refused') waiting?.reject(new Refused(answer.issues));
    else waiting?.reject(new Error(answer.message));
  }

  #endAll(error: Error): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    this.state.doing = undefined;
    for (const { reject } of calls) reject(error);
  }
}
