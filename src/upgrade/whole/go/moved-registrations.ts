import { importsOf } from '../../../edit/go/imports.ts';
import { hasName } from '../../../edit/go/names.ts';
import { type GoFile, isGroup, isToken, sourceOf } from '../../../edit/go/parse.ts';
import { places } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';
import { useImport } from './main-edits.ts';

/** `(&shopv1.Widget{}).SetupWebhookWithManager(mgr)` calls the package that theirs has moved the webhook to. */
export function moveRegistrations(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  if (!hasName(base.text, SETUP) || hasName(theirs.text, SETUP)) return;
  for (const { run, index } of places(theirs.nodes)) {
    const node = run[index];
    const kind = node?.kind === 'name' ? /^Setup(\w+)WebhookWithManager$/.exec(node.text)?.[1] : undefined;
    const alias = run[index - 2];
    if (kind === undefined || node?.kind !== 'name' || alias?.kind !== 'name') continue;
    const spec = importsOf(theirs).find(({ name }) => name === alias.text);
    const own = oldRegistration(draft.file, kind);
    if (spec === undefined || own === undefined) continue;
    const isMoved = draft.attempt(() => {
      if (!useImport(draft, spec.path, spec.name)) return false;
      const call = oldRegistration(draft.file, kind);
      const name = importsOf(draft.file).find(({ path }) => path === spec.path)?.name;
      return call !== undefined && draft.change([{ from: call.from, to: call.to, text: `${name}.${node.text}` }]);
    });
    if (!isMoved) {
      draft.task(
        'The webhook is registered by a function of its own package now.',
        `${alias.text}.${node.text}(mgr)`,
        own.from,
      );
    }
  }
}

const SETUP = 'SetupWebhookWithManager';

/** `(&pkg.Kind{}).SetupWebhookWithManager`. */
function oldRegistration(file: GoFile, kind: string): { readonly from: number; readonly to: number } | undefined {
  for (const { run, index } of places(file.nodes)) {
    const object = run[index - 2];
    if (!isToken(run[index], SETUP) || !isGroup(object, '(')) continue;
    if (sourceOf(file, object.nodes).endsWith(`.${kind}{}`)) return { from: object.from, to: run[index]!.to };
  }
  return undefined;
}
