/**
 * What is shown, in the part of the address behind `#`: a link shows the same to a colleague, and a browser sends that
 * part to nobody.
 */
export function readAddress(): URLSearchParams {
  const hash = location.hash.slice(1);
  return new URLSearchParams(hash.includes('=') ? hash : location.search);
}

export type State = Readonly<Record<string, string | undefined>>;

/** The part of an address that shows a state. Values that are undefined stay out. */
export function hashOf(values: State): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) parameters.set(name, value);
  return `#${readable(parameters.toString())}`;
}

export function writeAddress(values: State): void {
  history.replaceState(history.state, '', `${location.pathname}${hashOf(values)}`);
}

/** These need no escapes behind `#`. */
function readable(text: string): string {
  return text.replace(/%(40|3A|2F|2C)/g, (escape) => decodeURIComponent(escape));
}
