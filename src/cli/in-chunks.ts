/** Large enough that a call to the system for each costs nothing beside it. */
const SIZE = 1 << 16;

/** The same text in fewer parts: small ones are joined, large ones stay as they are. */
export function* inChunks(parts: Iterable<string>): Generator<string> {
  let pending: string[] = [];
  let size = 0;
  for (const part of parts) {
    if (size > 0 && size + part.length > SIZE) {
      yield pending.join('');
      pending = [];
      size = 0;
    }
    pending.push(part);
    size += part.length;
  }
  if (size > 0) yield pending.join('');
}
