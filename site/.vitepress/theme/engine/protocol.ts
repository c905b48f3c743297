import type { Issue } from 'operator-scaffold';
import type { Tasks } from './tasks.ts';

export type TaskName = keyof Tasks;
export type TaskInput<T extends TaskName> = Parameters<Tasks[T]>[0];
export type TaskResult<T extends TaskName> = Awaited<ReturnType<Tasks[T]>>;

export interface Call {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
}

/** What the worker says about a call: where it is, or how it ended. */
export type Answer =
  | { readonly id: number; readonly kind: 'progress'; readonly text: string }
  | { readonly id: number; readonly kind: 'done'; readonly result: unknown }
  | { readonly id: number; readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

export type Report = (text: string) => void;
