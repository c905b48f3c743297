import { type GoNode, isGroup, isName, isToken, lineOf, split } from '../../../edit/go/parse.ts';
import type { Replacement } from '../../../edit/go/replace.ts';
import type { GoDraft } from './go-draft.ts';

/** Aligns `name = value` in brackets of constants or variables as gofmt would, line under line. */
export function alignSpecs(draft: GoDraft, groupFrom: number): void {
  const { file, text } = draft;
  const group = file.nodes.find((node) => isGroup(node) && node.from === groupFrom);
  if (!isGroup(group)) return;
  const changes: Replacement[] = [];
  let section: { name: GoNode; sign: GoNode }[] = [];
  let last = -1;
  const finish = () => {
    const width = Math.max(...section.map(({ name }) => name.to - name.from));
    for (const { name, sign } of section) {
      const space = ' '.repeat(width - (name.to - name.from) + 1);
      if (text.slice(name.to, sign.from) !== space) changes.push({ from: name.to, to: sign.from, text: space });
    }
    section = [];
  };
  for (const nodes of split(group.nodes, ';')) {
    const [name, sign] = nodes;
    const line = lineOf(text, nodes[0]!.from);
    if (line !== last + 1) finish();
    last = line;
    if (isName(name) && sign !== undefined && isToken(sign, '=')) section.push({ name, sign });
    else return;
    if (lineOf(text, nodes.at(-1)!.to) !== line) {
      finish();
      last = -1;
    }
  }
  finish();
  draft.change(changes);
}
