import type { GoFile } from '../../../edit/go/parse.ts';
import type { GoDraft } from './go-draft.ts';

/** `//+kubebuilder` becomes `// +kubebuilder`, where theirs spells it so. */
export function spellMarkers(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  if (tight(base).length === 0 || tight(theirs).length > 0) return;
  draft.change(tight(draft.file).map(({ from }) => ({ from: from + 2, to: from + 2, text: ' ' })));
}

function tight({ text, comments }: GoFile) {
  return comments.filter(({ from }) => text.startsWith('//+kubebuilder:', from));
}
