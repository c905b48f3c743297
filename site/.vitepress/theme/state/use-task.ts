import type { Issue } from 'operator-scaffold';
import { onUnmounted, ref, shallowRef } from 'vue';
import { Cancelled, Engine, Refused } from '../engine/client.ts';
import type { TaskInput, TaskName, TaskResult } from '../engine/protocol.ts';

/** An engine for a page, with what went wrong last. */
export function useEngine() {
  const engine = new Engine();
  const issues = shallowRef<readonly Issue[]>([]);
  const failure = ref('');
  let latest = 0;
  onUnmounted(() => engine.cancel());

  /** The result, or undefined where there is none: then `issues` or `failure` tells why, or it was overtaken. */
  async function run<T extends TaskName>(task: T, input: TaskInput<T>): Promise<TaskResult<T> | undefined> {
    const turn = ++latest;
    issues.value = [];
    failure.value = '';
    try {
      const result = await engine.run(task, input);
      return turn === latest ? result : undefined;
    } catch (error) {
      if (turn !== latest || error instanceof Cancelled) return undefined;
      if (error instanceof Refused) issues.value = error.issues;
      else failure.value = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }
  return { state: engine.state, cancel: () => engine.cancel(), run, issues, failure };
}
