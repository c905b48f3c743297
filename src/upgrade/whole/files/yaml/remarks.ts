/**
 * The merged text where a value that the target brought has the target's remark behind it: the commit of an action has
 * its release there (`# v6.0.2`), and that of the old value would be untrue.
 */
export function withRemarks(yours: string, merged: string, theirs: string): string {
  if (yours === merged) return merged;
  const old = new Set(yours.split('\n').map(codeOf));
  const remarks = new Map<string, string>();
  for (const line of theirs.split('\n')) {
    const code = codeOf(line);
    if (code.includes('uses:') && !old.has(code)) remarks.set(code.trim().replace(/^- /, ''), line.slice(code.length));
  }
  return merged
    .split('\n')
    .map((line) => {
      const code = codeOf(line);
      const remark = remarks.get(code.trim().replace(/^- /, ''));
      return remark === undefined ? line : code + remark;
    })
    .join('\n');
}

/** A line without the comment behind its value. */
function codeOf(line: string): string {
  const place = line.indexOf(' #');
  return place === -1 ? line : line.slice(0, place).trimEnd();
}
