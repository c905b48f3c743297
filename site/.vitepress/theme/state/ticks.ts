import { type Ref, ref, watch } from 'vue';

/** What somebody has ticked, kept by the browser under a name; a name that changes brings other ticks. */
export function useTicks(name: Ref<string>): {
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
} {
  const ticked = ref(new Set<string>());
  const key = () => `operator-scaffold ${name.value}`;
  watch(name, () => (ticked.value = read(key())), { immediate: true });
  return {
    has: (id) => ticked.value.has(id),
    toggle: (id) => {
      const next = new Set(ticked.value);
      if (!next.delete(id)) next.add(id);
      ticked.value = next;
      try {
        if (next.size === 0) localStorage.removeItem(key());
        else localStorage.setItem(key(), JSON.stringify([...next]));
      } catch {
        // A browser that keeps nothing: ticks last as long as the page.
      }
    },
  };
}

function read(key: string): Set<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
}
