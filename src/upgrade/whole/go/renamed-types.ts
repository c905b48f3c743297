import { hasName } from '../../../edit/go/names.ts';
import { type GoFile, isToken } from '../../../edit/go/parse.ts';
import { places } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';

/** `WidgetCustomDefaulter`, and `WidgetDefaulter` of newer releases. */
const OLD = /^(\w+)Custom(Defaulter|Validator)$/;

/** The structs of webhooks have another name where theirs has given them one: in code, and in the words about them. */
export function renameTypes(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  const renamed = new Map<string, string>();
  for (const { run, index } of places(base.nodes)) {
    const node = run[index];
    if (node?.kind !== 'name') continue;
    const match = OLD.exec(node.text);
    const now = match && `${match[1]}${match[2]}`;
    if (now && hasName(theirs.text, now) && !hasName(theirs.text, node.text)) renamed.set(node.text, now);
  }
  for (const [old, now] of renamed) {
    if (hasName(draft.text, now) || !hasName(draft.text, old)) continue;
    const code = [...places(draft.file.nodes)].flatMap(({ run, index }) =>
      isToken(run[index], old) ? [{ from: run[index]!.from, to: run[index]!.to, text: now }] : [],
    );
    const said = draft.file.comments.flatMap(({ from, to }) => {
      const at = draft.text.slice(from, to).startsWith(`// ${old} `) ? from + 3 : -1;
      return at === -1 ? [] : [{ from: at, to: at + old.length, text: now }];
    });
    draft.change([...code, ...said]);
  }
}
