import { isObject, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import { operand } from '../template/condition.ts';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const HOOK_HANDLERS = ['exec', 'httpGet', 'sleep', 'tcpSocket'];

/**
 * A probe has one handler (kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1, Probe): Helm merges what
 * a user sets into the source's, which would be two, so another handler replaces the source's.
 */
export function otherHandler(source: JsonObject): string | undefined {
  const own = HANDLERS.find((handler) => Object.hasOwn(source, handler));
  if (own === undefined) return undefined;
  const others = HANDLERS.filter((handler) => handler !== own).map((handler) => `.${handler}`);
  return `ternary . (omit . "${own}") (empty (or ${others.join(' ')}))`;
}

/** So does each hook of a container's life (…/pod-v1, LifecycleHandler); a hook may be taken out by null. */
export function otherHooks(source: JsonObject): string | undefined {
  let hooks = '.';
  for (const [name, hook] of Object.entries(source)) {
    const own = HOOK_HANDLERS.find((handler) => isObject(hook) && Object.hasOwn(hook, handler));
    if (own === undefined) continue;
    const others = HOOK_HANDLERS.filter((handler) => handler !== own).map(
      (handler) => `(dig "${name}" "${handler}" "" .)`,
    );
    const replaced = `merge (dict "${name}" (omit (.${name} | default dict) "${own}")) (omit ${operand(hooks)} "${name}")`;
    hooks = `ternary ${operand(hooks)} (${replaced}) (empty (or ${others.join(' ')}))`;
  }
  return hooks === '.' ? undefined : hooks;
}

/** The numbers of a rolling update go with no other type (…/deployment-v1, DeploymentStrategy). */
export function otherStrategy(source: JsonObject): string | undefined {
  if (!Object.hasOwn(source, 'rollingUpdate')) return undefined;
  return 'ternary (omit . "rollingUpdate") . (has .type (list "Recreate" "OnDelete"))';
}

/** A profile of a node goes with the type Localhost only (…/pod-v1, SeccompProfile and AppArmorProfile). */
export function otherProfiles(source: JsonObject): string | undefined {
  let context = '.';
  for (const profile of ['seccompProfile', 'appArmorProfile']) {
    if (stringAt(source, profile, 'localhostProfile') === undefined) continue;
    const replaced = `merge (dict "${profile}" (omit (.${profile} | default dict) "localhostProfile")) (omit ${operand(context)} "${profile}")`;
    context = `ternary (${replaced}) ${operand(context)} (has (dig "${profile}" "type" "" .) (list "RuntimeDefault" "Unconfined"))`;
  }
  return context === '.' ? undefined : context;
}
