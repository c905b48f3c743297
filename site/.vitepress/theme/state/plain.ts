import { toRaw } from 'vue';

/** A value without Vue's proxies, which a worker does not take; options are JSON. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(toRaw(value))) as T;
}
