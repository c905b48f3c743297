/**
 * A name or a message of an input as one line in which every character shows: control characters, line breaks and marks
 * that turn the direction of text are written as `\u001b`. On its way to a person or to a log, every text that is not ours
 * goes through here, so that none can move a cursor, begin a line of its own (`::error::` is a command there) or hide.
 */
export function visible(text: string): string {
  return HIDDEN.test(text) ? text.replace(HIDDEN_ALL, escaped) : text;
}

/** The same for a text of several lines, which stay lines, with their tabs. */
export function visibleLines(text: string): string {
  return text.replace(HIDDEN_ALL, (character) =>
    character === '\n' || character === '\t' ? character : escaped(character),
  );
}

/** C0 and C1, the separators of lines and paragraphs, and the marks of direction that UAX #9 lists. */
const MEMBERS = '\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff';
const HIDDEN = new RegExp(`[${MEMBERS}]`);
const HIDDEN_ALL = new RegExp(`[${MEMBERS}]`, 'g');

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
