/**
 * Text that renders to itself: an opening brace pair is printed by an action (Go's text/template reads nothing else in
 * text). A run is taken whole, so that a brace before a pair does not form another pair with it.
 */
export function escapeTemplate(text: string): string {
  return text.includes('{{') ? text.replace(/\{{2,}/g, (run) => `{{ "${run}" }}`) : text;
}

/** A Go string literal for use inside an action. */
export function goString(text: string): string {
  // JSON's escapes are Go's, and no control character stays bare.
  return JSON.stringify(text).replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
