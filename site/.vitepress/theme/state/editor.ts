import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { yaml } from '@codemirror/lang-yaml';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { go } from '@codemirror/legacy-modes/mode/go';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { classHighlighter } from '@lezer/highlight';

export interface Shown {
  destroy(): void;
}

const FOLDED = { margin: 3, minSize: 6 };

/** One text alone, or two of them beside each other or as one with what went and what came. */
export function showTexts(
  parent: HTMLElement,
  { path, before, after, unified }: { path: string; before?: string; after?: string; unified: boolean },
): Shown {
  parent.replaceChildren();
  const extensions = (label: string): Extension => [
    lineNumbers(),
    EditorState.readOnly.of(true),
    // Not to be written in, yet to be reached and scrolled by keyboard.
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, role: 'textbox', 'aria-readonly': 'true' }),
    syntaxHighlighting(classHighlighter),
    language(path),
  ];
  if (before === undefined || after === undefined) {
    const label = before === undefined ? `${path}, new` : `${path}, removed`;
    return new EditorView({ parent, doc: before ?? after ?? '', extensions: extensions(label) });
  }
  if (unified) {
    return new EditorView({
      parent,
      doc: after,
      extensions: [
        extensions(`${path}, changes`),
        unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: FOLDED, gutter: true }),
      ],
    });
  }
  return new MergeView({
    parent,
    a: { doc: before, extensions: extensions(`${path}, before`) },
    b: { doc: after, extensions: extensions(`${path}, after`) },
    collapseUnchanged: FOLDED,
    gutter: true,
  });
}

function language(path: string): Extension {
  if (/\.ya?ml$|(^|\/)PROJECT$|\.tpl$/.test(path)) return yaml();
  if (/\.go$|(^|\/)go\.mod$/.test(path)) return StreamLanguage.define(go);
  if (/(^|\/)Dockerfile/.test(path)) return StreamLanguage.define(dockerFile);
  if (/\.sh$|(^|\/)Makefile$/.test(path)) return StreamLanguage.define(shell);
  return [];
}
