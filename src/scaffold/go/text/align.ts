/**
 * Rows of columns as gofmt aligns them: a cell that another one follows is padded to the widest such cell of its
 * column, with one space between.
 */
export function align(rows: readonly (readonly string[])[], indent: string): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)));
      return `${indent}${cells.join(' ')}\n`;
    })
    .join('');
}
