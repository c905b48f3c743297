/** Where the parts of a line of a Makefile are, outside of variable references. */
export interface LineParts {
  readonly kind: 'assignment' | 'rule' | 'other';
  /** The operator: `=`, `:=`, `::=`, `:::=`, `?=`, `+=`, `!=`; of a rule `:`, `::` or `&:`. */
  readonly operator: string;
  /** Where the operator begins. */
  readonly at: number;
  /** Where a comment begins; the line's end where there is none. */
  readonly comment: number;
}

const OPERATORS = [':::=', '::=', ':=', '?=', '+=', '!=', '='];

/**
 * Reads a logical line that is no recipe.
 *
 * @see https://www.gnu.org/software/make/manual/html_node/Setting.html and Rule-Syntax.html
 */
export function scanLine(line: string): LineParts {
  let depth = 0;
  let found: { kind: 'assignment' | 'rule'; operator: string; at: number } | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at]!;
    if (char === '\\') at += 1;
    else if (char === '$' && (line[at + 1] === '(' || line[at + 1] === '{')) {
      depth += 1;
      at += 1;
    } else if (depth > 0) {
      if (char === '(' || char === '{') depth += 1;
      else if (char === ')' || char === '}') depth -= 1;
    } else if (char === '#') return { ...(found ?? OTHER), comment: at };
    else if (found === undefined && ':=?+!&'.includes(char)) {
      const operator = OPERATORS.find((text) => line.startsWith(text, at));
      if (operator !== undefined) found = { kind: 'assignment', operator, at };
      else if (char === ':' || (char === '&' && line[at + 1] === ':')) {
        const colons = char === '&' ? '&:' : line[at + 1] === ':' ? '::' : ':';
        found = { kind: 'rule', operator: colons, at };
      }
      if (found !== undefined) at += found.operator.length - 1;
    }
  }
  return { ...(found ?? OTHER), comment: line.length };
}

const OTHER = { kind: 'other', operator: '', at: 0 } as const;
