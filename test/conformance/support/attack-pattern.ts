/** A text on which a pattern takes more than linear time. */
export interface Attack {
  readonly text: string;
  readonly milliseconds: number;
}

/** Lengths of the texts: what doubles with each character is found by the first, squares by the last. */
const LENGTHS = [28, 300, 4000];
/** For the last length a linear pattern takes a hundredth of this. */
const SLOW = 8;
/** Stands for any other character, before and behind what is repeated. */
const OTHER = '\u0001';

/**
 * Looks for a text that makes a pattern slow: one or two characters that the pattern knows, repeated many times, with
 * something before and behind it. It finds the usual ways to be slow, and proves nothing about the others.
 */
export function attackPattern(source: string, flags: string): Attack | undefined {
  const pattern = new RegExp(source, flags);
  const pumps = pumpsOf(source);
  for (const length of LENGTHS) {
    for (const pump of pumps) {
      const body = pump.repeat(Math.ceil(length / pump.length));
      for (const text of [`${body}${OTHER}`, `${OTHER}${body}${OTHER}`, `${body}\n${OTHER}`]) {
        const milliseconds = timeOf(pattern, text);
        if (milliseconds > SLOW && Math.min(timeOf(pattern, text), timeOf(pattern, text)) > SLOW)
          return { text: `${pump} x ${length}`, milliseconds };
      }
    }
  }
  return undefined;
}

function timeOf(pattern: RegExp, text: string): number {
  pattern.lastIndex = 0;
  const before = process.cpuUsage();
  pattern.test(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function pumpsOf(source: string): readonly string[] {
  const characters = new Set<string>();
  const classes: [RegExp, string][] = [
    [/\\s/, ' '],
    [/\\w|a-z/, 'a'],
    [/\\d|0-9/, '0'],
    [/A-Z/, 'A'],
    [/\\n/, '\n'],
    [/\\t/, '\t'],
    [/\.|\[\^|\\S|\\W|\\D/, 'x'],
  ];
  for (const [known, character] of classes) if (known.test(source)) characters.add(character);
  for (const character of source.replace(/\\[a-zA-Z]|[()|?*+^$]/g, ''))
    if (/[\x20-\x7e]/.test(character)) characters.add(character);
  // The words of a pattern are tried as they stand, their letters not one by one.
  const letters = [...characters]
    .filter((character) => !/[a-zA-Z]/.test(character) || 'aAx'.includes(character))
    .slice(0, 12);
  const words = source.match(/[A-Za-z][\w:/.-]{1,20}/g)?.slice(0, 4) ?? [];
  const pairs = letters.flatMap((a) => letters.filter((b) => b !== a).map((b) => a + b));
  return [...letters, ...words, ...words.flatMap((word) => letters.map((letter) => word + letter)), ...pairs];
}
