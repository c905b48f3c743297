import { importName } from '../../../edit/go/imports.ts';
import { hasName } from '../../../edit/go/names.ts';
import { type GoFile, type Group, isToken, sourceOf } from '../../../edit/go/parse.ts';
import { functionAt, places, statementsOf } from '../../../edit/go/syntax.ts';
import { CERTIFICATE_FLAGS, portByFlag, takeCertificate } from './certificate-edits.ts';
import type { GoDraft } from './go-draft.ts';
import { CERT_WATCHER, type MainFacts, mainFacts, registrations } from './main-facts.ts';
import { flagsIn } from './main-flags.ts';
import { managerCall } from './manager-call.ts';
import { moveRegistrations } from './moved-registrations.ts';
import { filterAlways, filterIfSecure, offerHttp2, secureByFlag } from './serving-edits.ts';
import { watchersToOptions } from './watched-certificates.ts';

/** One thing that releases have changed in the program, and how it is changed in a program of any shape. */
interface MainChange {
  /** For the task that is left where the change is not certain. */
  readonly title: string;
  /** The flags that it is about. */
  readonly flags: readonly string[];
  readonly isDue: (base: MainFacts, theirs: MainFacts) => boolean;
  /** Whether the program has it already. */
  readonly isDone: (file: GoFile, theirs: MainFacts) => boolean;
  /** Makes the change; false where something stands against it, and then the draft is put back. */
  readonly make: (draft: GoDraft, theirs: MainFacts) => boolean;
}

const CHANGES: readonly MainChange[] = [
  {
    title: 'HTTP/2 of the servers is off unless --enable-http2 is given',
    flags: ['enable-http2'],
    isDue: (base, theirs) => isNew('enable-http2', base, theirs),
    isDone: (file) => defines(file, 'enable-http2'),
    make: offerHttp2,
  },
  {
    title: '--metrics-secure says whether metrics are served over HTTPS',
    flags: ['metrics-secure'],
    isDue: (base, theirs) => isNew('metrics-secure', base, theirs),
    isDone: (file) => defines(file, 'metrics-secure'),
    make: secureByFlag,
  },
  {
    title: 'metrics over HTTPS are for those only who may read them',
    flags: [],
    isDue: (base, theirs) => base.filter !== theirs.filter && theirs.filter !== 'never',
    isDone: (file, theirs) => {
      const { filter } = mainFacts(file);
      if (filter === theirs.filter || (filter === 'if-secure' && theirs.filter === 'always')) return true;
      // Where no flag switches HTTPS off, the two are the same.
      return filter === 'always' && theirs.filter === 'if-secure' && !defines(file, 'metrics-secure');
    },
    make: (draft, theirs) => (theirs.filter === 'always' ? filterAlways(draft) : filterIfSecure(draft)),
  },
  ...(['webhook', 'metrics'] as const).map((server): MainChange => {
    const flags = CERTIFICATE_FLAGS[server];
    return {
      title: `the ${server} server takes a certificate from the directory that --${server}-cert-path names`,
      flags,
      isDue: (base, theirs) => theirs.certificates !== 'absent' && flags.some((name) => isNew(name, base, theirs)),
      isDone: (file) => flags.every((name) => defines(file, name)),
      make: (draft, theirs) => takeCertificate(draft, theirs, server),
    };
  }),
  {
    title: 'the servers watch the given certificates themselves',
    flags: [],
    isDue: (base, theirs) => base.certificates === 'watchers' && theirs.certificates === 'options',
    isDone: (file) => importName(file, CERT_WATCHER) === undefined,
    make: watchersToOptions,
  },
  {
    title: '--webhook-port is the port of the webhook server',
    flags: ['webhook-port'],
    isDue: (base, theirs) => isNew('webhook-port', base, theirs),
    isDone: (file) => defines(file, 'webhook-port'),
    make: portByFlag,
  },
  {
    title: 'each registration has an error of its own',
    flags: [],
    isDue: (base, theirs) => !base.ownErrors && theirs.ownErrors,
    isDone: (file) => registrations(file).every(({ sign }) => isToken(sign, ':=')),
    make: ownErrors,
  },
];

/** Makes what the releases between base and theirs changed in the program; what is not certain becomes a task. */
export function changeMain(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  const [before, after] = [mainFacts(base), mainFacts(theirs)];
  changeDefaults(draft, before, after);
  moveRegistrations(draft, base, theirs);
  for (const change of CHANGES) {
    if (!change.isDue(before, after) || change.isDone(draft.file, after)) continue;
    if (draft.attempt(() => change.make(draft, after))) continue;
    const snippet = snippetOf(theirs, after, change.flags);
    draft.task(
      `Write this by hand, since the program has another shape than is changed here: ${change.title}.`,
      snippet === '' ? undefined : snippet,
      managerCall(draft.file)?.statement.from,
    );
  }
}

function isNew(name: string, base: MainFacts, theirs: MainFacts): boolean {
  return !base.flags.has(name) && theirs.flags.has(name);
}

function defines(file: GoFile, name: string): boolean {
  return flagsIn(file).some(({ flag }) => flag.name === name);
}

/** Defaults of flags that both releases have. */
function changeDefaults(draft: GoDraft, base: MainFacts, theirs: MainFacts): void {
  for (const [name, { flag: now, defaultNodes: wanted, file }] of theirs.flags) {
    const before = base.flags.get(name)?.flag.default;
    if (before === undefined || now.default === undefined || before === now.default) continue;
    const found = flagsIn(draft.file).find(({ flag }) => flag.name === name);
    if (found === undefined) {
      draft.task(
        `The flag --${name} is defined elsewhere, or not at all: its default is ${quoted(now.default)} now, where it was ${quoted(before)}.`,
      );
      continue;
    }
    const yours = found.flag.default;
    if (yours === now.default) continue;
    const node = found.defaultNodes[0];
    const isCertain = node !== undefined && found.defaultNodes.length === 1;
    const write = () => isCertain && draft.change([{ from: node.from, to: node.to, text: sourceOf(file, wanted) }]);
    if (yours === before && write()) continue;
    const conflict = {
      where: `default of --${name}`,
      base: before,
      yours: yours ?? sourceOf(draft.file, found.defaultNodes),
      theirs: now.default,
      suggested: 'yours' as const,
      line: draft.lineAt(found.from),
    };
    if (draft.conflict(conflict)) write();
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function ownErrors(draft: GoDraft): boolean {
  const changed = registrations(draft.file).filter(({ sign }) => isToken(sign, '='));
  // Go refuses a variable that nothing reads: what declared it must still be read somewhere.
  for (const { sign, name } of changed) {
    const body = functionAt(draft.file, sign.from)?.body;
    if (body === undefined || !isReadOutside(body, name)) return false;
  }
  return draft.change(changed.map(({ sign }) => ({ from: sign.from, to: sign.to, text: ':=' })));
}

/** Whether `if NAME != nil` stands somewhere without declaring the name itself. */
function isReadOutside(body: Group, name: string): boolean {
  for (const { run, index } of places(body.nodes)) {
    if (isToken(run[index], 'if') && isToken(run[index + 1], name) && isToken(run[index + 2], '!=')) return true;
  }
  return false;
}

/** What theirs has for flags: their definitions, and the statements that read them. */
function snippetOf(theirs: GoFile, facts: MainFacts, flags: readonly string[]): string {
  const variables = flags.flatMap((name) => facts.flags.get(name)?.flag.value ?? []);
  const manager = managerCall(theirs)?.statement;
  if (manager === undefined || variables.length === 0) return '';
  return statementsOf(manager.block)
    .filter(
      (nodes) => nodes[0] !== manager.nodes[0] && variables.some((name) => hasName(sourceOf(theirs, nodes), name)),
    )
    .map((nodes) => sourceOf(theirs, nodes).replaceAll('\n\t', '\n'))
    .join('\n');
}
