import type { CST } from 'yaml';

/**
 * Sets a space behind each `?` that begins plain text between brackets: `[?a]` is `[? a]` to go-yaml, where other
 * readers find the text `?a`.
 *
 * @param tokens of `text`
 */
export function spaceQuestionMarks(text: string, tokens: readonly CST.Token[]): string {
  const found: number[] = [];
  for (const token of tokens) visit(token, false, found);
  let spaced = '';
  let from = 0;
  for (const offset of found.sort((a, b) => a - b)) {
    spaced += `${text.slice(from, offset + 1)} `;
    from = offset + 1;
  }
  return spaced + text.slice(from);
}

function visit(token: CST.Token | null | undefined, flow: boolean, found: number[]): void {
  switch (token?.type) {
    case 'document':
      visit(token.value, flow, found);
      break;
    case 'block-map':
    case 'block-seq':
    case 'flow-collection': {
      const inside = flow || token.type === 'flow-collection';
      for (const { key, value } of token.items) {
        visit(key, inside, found);
        visit(value, inside, found);
      }
      break;
    }
    case 'scalar':
      if (flow && token.source.length > 1 && token.source.startsWith('?')) found.push(token.offset);
  }
}
