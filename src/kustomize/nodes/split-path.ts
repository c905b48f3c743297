/**
 * A field path in its parts. A delimiter after a backslash belongs to its part; one leading delimiter is passed over.
 */
export function splitPath(path: string, delimiter: string): string[] {
  let pieces = path.split(delimiter);
  if (pieces.length > 1 && pieces[0] === '') pieces = pieces.slice(1);
  const parts = [pieces[0] as string];
  for (const piece of pieces.slice(1)) {
    const last = parts.length - 1;
    const previous = parts[last] as string;
    if (previous.endsWith('\\')) parts[last] = previous.slice(0, -1) + delimiter + piece;
    else parts.push(piece);
  }
  return parts;
}

/** As splitPath, where `[name=a.b]` is one part, and so is `[a.b]`, which loses its brackets. */
export function splitSmartPath(path: string, delimiter: string): string[] {
  const result: string[] = [];
  const parts = splitPath(path, delimiter);
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] as string;
    if (!part.startsWith('[') || part.endsWith(']')) {
      result.push(part);
      continue;
    }
    const bracketed = [part];
    while (i < parts.length - 1) {
      i += 1;
      const next = parts[i] as string;
      bracketed.push(next);
      if (next.endsWith(']')) break;
    }
    const joined = bracketed.join(delimiter);
    result.push(joined.includes('=') ? joined : joined.replace(/^[[\]]+|(?<![[\]])[[\]]+$/g, ''));
  }
  return result;
}
