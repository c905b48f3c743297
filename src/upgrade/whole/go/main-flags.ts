import { FileTree } from '../../../core/file-tree.ts';
import { type FoundFlag, findFlags } from '../../../edit/go/flags.ts';
import { GoChanges } from '../../../edit/go/go-changes.ts';
import { directoryOf, GoSources } from '../../../edit/go/go-sources.ts';
import { fieldValue, flagOf } from '../../../edit/go/metrics-address.ts';
import { findMetricsSites, type MetricsSite } from '../../../edit/go/metrics-site.ts';
import { type GoFile, isGroup, sourceOf, stringValue } from '../../../edit/go/parse.ts';
import { replaceAll } from '../../../edit/go/replace.ts';
import { defineSiblings, type NewFlag } from '../../../edit/go/sibling-flags.ts';
import { elementNamed, places } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';
import { managerOptions } from './manager-call.ts';

/** A program that is one file, as the known edits read programs. */
interface Program {
  readonly sources: GoSources;
  readonly packages: readonly string[];
  readonly found: readonly FoundFlag[];
  /** Where it says how metrics are served, if that is one place. */
  readonly site: MetricsSite | undefined;
}

const PROGRAMS = new WeakMap<GoFile, Program>();

function programOf(file: GoFile): Program {
  const known = PROGRAMS.get(file);
  if (known !== undefined) return known;
  const sources = new GoSources(FileTree.from([[file.path, file.text]]));
  const packages = [directoryOf(file.path)];
  const program = {
    sources,
    packages,
    found: findFlags(sources, packages).found,
    site: findMetricsSites(sources, packages).sites[0],
  };
  PROGRAMS.set(file, program);
  return program;
}

/** The flags that a file defines. */
export function flagsIn(file: GoFile): readonly FoundFlag[] {
  return programOf(file).found;
}

/** Where a file says how metrics are served, if that is one place. */
export function metricsSite(file: GoFile): MetricsSite | undefined {
  const { site } = programOf(file);
  if (site === undefined) return undefined;
  if (site.kind === 'variable') return { ...site, file };
  // The sources were parsed once more: who asks compares nodes of the file that was given.
  for (const { run, index, around } of places(file.nodes)) {
    const literal = run[index];
    if (isGroup(literal, '{') && literal.from === site.literal.from) return { ...site, file, literal, around };
  }
  return undefined;
}

/**
 * Defines flags of theirs in a draft, beside the flag that the manager has for its metrics or probes.
 *
 * @returns what they are called where the manager's options are; undefined, and no change, where that is not certain
 */
export function defineFlags(draft: GoDraft, added: readonly FoundFlag[]): readonly string[] | undefined {
  const known = flagsIn(draft.file);
  const missing = added.filter(({ flag }) => !known.some((other) => other.flag.name === flag.name));
  const flags = missing.map(newFlag);
  if (flags.some((flag) => flag === undefined)) return undefined;
  const { sources, packages, site, found } = programOf(draft.file);
  let values: readonly string[] = [];
  if (missing.length > 0) {
    const anchor = anchorOf(site, found);
    if (anchor === undefined) return undefined;
    const changes = new GoChanges();
    const defined = defineSiblings(sources, packages, anchor.known, flags as NewFlag[], anchor.use, changes);
    const edit = changes.edits()[0];
    if (defined === undefined || edit === undefined) return undefined;
    // Line by line the same edits as the draft's own: nothing is aligned but what the edit aligned itself.
    if (!draft.change(differences(draft.text, edit.after))) return undefined;
    values = defined;
  }
  return added.map(({ flag }) => {
    const at = missing.findIndex((other) => other.flag.name === flag.name);
    return at === -1 ? (known.find((other) => other.flag.name === flag.name)!.flag.value ?? '') : values[at]!;
  });
}

/** The flag beside which others are defined, and what its value is called where the manager is made. */
function anchorOf(site: MetricsSite | undefined, found: readonly FoundFlag[]) {
  if (site === undefined) return undefined;
  const from = site.kind === 'variable' ? site.from : site.literal.from;
  const probes = managerOptions(site.file);
  const probe = probes && elementNamed(probes, 'HealthProbeBindAddress');
  const candidates = [
    { value: fieldValue(site, 'BindAddress')?.value, from },
    { value: probe && sourceOf(site.file, probe.value), from: probe?.from ?? from },
  ];
  for (const { value, from: place } of candidates) {
    const known = value === undefined ? undefined : flagOf(value, site, found);
    if (known !== undefined) return { known, use: { value: value!, file: site.file, from: place } };
  }
  return undefined;
}

function newFlag({ flag, arguments: given }: FoundFlag): NewFlag | undefined {
  const { type } = flag;
  if (type !== 'String' && type !== 'Bool' && type !== 'Int') return undefined;
  const usage = given.at(-1)?.at(-1);
  const text = stringValue(usage);
  if (flag.value === undefined || flag.default === undefined || text === undefined) return undefined;
  return {
    variable: flag.value,
    name: flag.name,
    default: flag.default,
    usage: JSON.stringify(text).slice(1, -1),
    type,
  };
}

/** The lines that were put into a text, which is otherwise the same. */
function differences(before: string, after: string) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const replacements: { from: number; to: number; text: string }[] = [];
  let [at, offset] = [0, 0];
  for (let index = 0; index < now.length; index += 1) {
    if (old[at] === now[index]) {
      offset += old[at]!.length + 1;
      at += 1;
    } else replacements.push({ from: offset, to: offset, text: `${now[index]}\n` });
  }
  return replaceAll(before, replacements) === after ? replacements : [{ from: 0, to: before.length, text: after }];
}
