import { type GoFile, parseGo } from '../../../edit/go/parse.ts';
import type { FactMerge, FileMerge } from '../model.ts';
import { changeMain } from './change-main.ts';
import { nameControllers } from './controller-names.ts';
import { GoDraft } from './go-draft.ts';
import { managerCall } from './manager-call.ts';
import { spellMarkers } from './marker-spelling.ts';
import { mergeDeclarations } from './merge-declarations.ts';
import { dropUnusedImports } from './merge-imports.ts';
import { moveWebhooks } from './moved-webhooks.ts';
import { renameTypes } from './renamed-types.ts';
import { registerByFunction } from './scheme-registration.ts';
import { typeWebhooks } from './typed-webhooks.ts';
import { mergeMarkers } from './webhook-markers.ts';

/** Edits that know what they change in a file of any shape. They are made on base too: what is left is for the rest. */
const KNOWN = [
  spellMarkers,
  mergeMarkers,
  nameControllers,
  registerByFunction,
  moveWebhooks,
  typeWebhooks,
  renameTypes,
] as const;

/**
 * Merges a Go file by its facts.
 *
 * Declarations are compared one by one, functions statement by statement, by tokens: comments, log messages and help
 * texts are the user's. What equals base becomes theirs' code; what only the user has stays; what both changed is a
 * conflict. What the releases changed in the program itself, in webhooks and registrations, is changed by edits that know
 * it in every shape. A change without a certain place is a task with theirs' code.
 */
export const mergeGo: FileMerge = ({ path, base, yours, theirs }, choose) => {
  const kept: FactMerge = { text: yours, conflicts: [], manual: [] };
  if (base === theirs || yours === theirs) return kept;
  if (yours === base) return { ...kept, text: theirs };
  const files = [base, yours, theirs].map((text) => parseGo(path, text));
  const [baseFile, yourFile, theirFile] = files;
  if (baseFile === undefined || yourFile === undefined || theirFile === undefined) {
    return { ...kept, manual: [{ text: 'The file is no Go that can be read: it stays as it is.', snippet: theirs }] };
  }
  const draft = new GoDraft(yourFile, choose);
  const known = new GoDraft(baseFile);
  let isMoved = false;
  for (const edit of KNOWN) {
    const now = known.file;
    const outcome = edit(draft, now, theirFile);
    if (outcome === 'stuck') return { ...kept, manual: draft.manual };
    isMoved ||= outcome === 'moved';
    edit(known, now, theirFile);
  }
  const program = managerCall(baseFile) !== undefined && managerCall(theirFile) !== undefined;
  if (program) changeMain(draft, baseFile, theirFile);
  constrain(draft, baseFile, theirFile);
  mergeDeclarations(draft, known.file, theirFile, ({ key, kind }) =>
    program ? key === 'func main' : isMoved && kind !== 'var',
  );
  dropUnusedImports(draft, yourFile);
  return draft.result();
};

/** The build constraint that theirs begins with, where base has none. */
function constrain(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  const constraint = /^\/\/go:build [^\n]*\n/.exec(theirs.text)?.[0];
  if (constraint === undefined || base.text.startsWith('//go:build') || /^\/\/go:build /m.test(draft.text)) return;
  draft.change([{ from: 0, to: 0, text: `${constraint}\n` }]);
}
