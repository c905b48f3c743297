/** A character beyond 16 bits as two escapes; any other escape, so that a backslash is never taken for the next one's. */
const ESCAPE = /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|.)/gis;

/**
 * JSON whose escaped pairs (`"\ud83d\ude00"`, as `jq -a` and Python print a character beyond 16 bits) are the characters
 * themselves. kubectl 1.34 reads such files; go-yaml, which reads JSON as YAML, refuses them ("found invalid Unicode
 * character escape code"). Half a pair stays as it is, and is refused: kubectl makes U+FFFD of it.
 */
export function withoutPairs(text: string): string {
  if (!/^\s*[[{]/.test(text) || !/\\ud[89ab]/i.test(text) || !isJson(text)) return text;
  return text.replace(ESCAPE, (whole, high?: string, low?: string) =>
    high === undefined || low === undefined
      ? whole
      : String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
