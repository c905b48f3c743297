/**
 * An integer that a JavaScript number would round, as a string that no YAML text can hold: NUL is not a character of
 * YAML (yaml.org/spec/1.2.2, 5.1).
 */
const MARK = '\0int:';

export function exactNumber(value: bigint): string {
  return `${MARK}${value}`;
}

/** The digits, where a string stands for such an integer. */
export function exactDigits(value: string): string | undefined {
  return value.startsWith(MARK) ? value.slice(MARK.length) : undefined;
}
