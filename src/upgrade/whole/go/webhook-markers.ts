import type { GoFile } from '../../../edit/go/parse.ts';
import type { Replacement } from '../../../edit/go/replace.ts';
import type { GoDraft } from './go-draft.ts';

/** `+kubebuilder:webhook:…` with its arguments, where a comment is one. */
interface WebhookMarker {
  readonly path: string;
  readonly values: ReadonlyMap<string, string>;
  readonly text: string;
  readonly from: number;
}

const MARKER = /^\/\/\s*\+kubebuilder:webhook:/;

/** Merges the markers of webhooks argument by argument: those for the same path belong together. */
export function mergeMarkers(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  const [before, now] = [markersOf(base), markersOf(theirs)];
  const changes: Replacement[] = [];
  for (const own of markersOf(draft.file)) {
    const [old, wanted] = [before, now].map((markers) => markers.find(({ path }) => path === own.path));
    if (old === undefined || wanted === undefined) continue;
    let { text } = own;
    for (const [key, value] of wanted.values) {
      const [was, mine] = [old.values.get(key), own.values.get(key)];
      if (was === undefined || mine === undefined || was === value || mine === value) continue;
      const isTaken =
        mine === was ||
        draft.conflict({
          where: `${key} of the webhook ${own.path}`,
          base: was,
          yours: mine,
          theirs: value,
          suggested: 'yours',
          line: draft.lineAt(own.from),
        });
      if (isTaken) text = text.replace(`${key}=${mine}`, () => `${key}=${value}`);
    }
    if (text !== own.text) changes.push({ from: own.from, to: own.from + own.text.length, text });
  }
  draft.change(changes);
}

function markersOf({ text, comments }: GoFile): WebhookMarker[] {
  return comments.flatMap(({ from, to }) => {
    const source = text.slice(from, to);
    const head = MARKER.exec(source)?.[0];
    if (head === undefined) return [];
    const values = new Map(
      source
        .slice(head.length)
        .split(',')
        .map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
    );
    return [{ path: values.get('path') ?? '', values, text: source, from }];
  });
}
