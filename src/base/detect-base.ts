import { append } from '../core/append.ts';
import { treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { ScaffoldOptions } from '../options/generated/types.ts';
import type { Project } from '../options/project.ts';
import { toProject } from '../options/to-project.ts';
import { resolvePreset } from '../presets/resolve-preset.ts';
import { FileForms } from './fingerprints/match.ts';
import { licenceOf, Normalizer } from './fingerprints/normal-form.ts';
import { has, type Releases } from './fingerprints/record.ts';
import { isGenerated } from './fingerprints/templates.ts';
import { type KnownFiles, knownFiles } from './known-files.ts';
import { layoutOf } from './layout.ts';
import type { Base, BaseFile, BaseNote, Evidence } from './model.ts';
import { featuresOn } from './project/features-on.ts';
import { kindsOfCrds } from './project/kinds-of-crds.ts';
import { mendOptions } from './project/mend-options.ts';
import { readProject } from './project/read-project.ts';
import { requiredRuntime } from './required-runtime.ts';

/** Longer texts are nobody's scaffold. */
const MAX_LENGTH = 200_000;

/** What a file that was edited can weigh at most, beside one that was not. */
const EDITED = 0.9;
/** What the version of the program in PROJECT weighs: it is that of the last command, not of the first. */
const PROGRAM = 1.5;
const REQUIREMENT = 0.75;

/**
 * Which release or preset an existing project came from, with which options, how sure that is and why.
 *
 * Reading is tolerant: PROJECT may be of version 2 or 3, lack names, or hold what a scaffold would refuse, or be missing.
 * It takes its evidence from the texts of files (by fingerprints of what each release writes), from PROJECT, from the
 * places of files and from go.mod.
 *
 * @throws ScaffoldError `limit-exceeded`; for nothing that stands in the files
 * @example
 * detectBase(buildScaffold({ projectName: 'shop', preset: 'kubebuilder@4.4.0' })).preset; // 'kubebuilder@4.4.0'
 */
export function detectBase(tree: FileTree, call?: CallOptions): Base {
  return enter(call, () => baseOf(treeArgument(tree)));
}

function baseOf(tree: FileTree): Base {
  const read = readProject(tree);
  const crds = kindsOfCrds(tree, read.options);
  const resources = [...(read.options.resources ?? []), ...crds.resources];
  const options: ScaffoldOptions = resources.length === 0 ? read.options : { ...read.options, resources };
  const project = toProject(options);
  const layout = layoutOf(read.record);
  const normalizer = new Normalizer(project, licenceOf(tree));
  const forms = formsOf(tree, normalizer, project);
  const judged = knownFiles().map((known) => judge(forms, known));
  // Where both know all files alike, nothing but YAML without comments is left: the real release is likelier.
  const likelier = judged.reduce((a, b) => (b.exact > a.exact || (b.exact === a.exact && b.top > a.top) ? b : a));
  const together = upgradedByUs(judged[0]!, judged[1]!);
  const best = together ?? likelier;
  const { known } = best;
  const scores = [...best.scores];
  const evidence: Evidence[] = [];
  const notes: BaseNote[] = [...read.notes, ...crds.notes, ...layout.notes];
  const { cliVersion } = read.record;
  const program = cliVersion === undefined ? -1 : known.presets.indexOf(`kubebuilder@${cliVersion}`);
  for (const [index, preset] of known.presets.entries()) {
    if (resolvePreset(preset).release === cliVersion) scores[index]! += PROGRAM;
  }
  const runtime = requiredRuntime(tree);
  const runtimes = known.presets.map((preset) => resolvePreset(preset).profile.controllerRuntime.replace(/^v/, ''));
  if (best.top > 0 && runtime !== undefined) {
    for (const [place, version] of runtimes.entries()) if (version === runtime) scores[place]! += REQUIREMENT;
  }
  const allowed = (place: number) => best.reached?.has(place) ?? layout.allows(known.presets[place]!);
  const most = Math.max(...scores.map((score, place) => (allowed(place) ? score : 0)));
  const found = best.top > 0 || layout.certain;
  const places = scores.flatMap((score, place) =>
    found && allowed(place) && most - score <= best.doubt ? [place] : [],
  );
  const ties = places.filter((place) => most - scores[place]! < 1e-9);
  const place = ties.includes(program) ? program : ties[0];
  const preset = place === undefined ? undefined : known.presets[place]!;
  if (place !== undefined) append(evidence, evidenceOf(best, place, { cliVersion, program, runtime, runtimes }));
  append(evidence, layout.evidence);
  const profile = preset === undefined ? undefined : resolvePreset(preset).profile;
  const features = profile === undefined ? undefined : featuresOn(tree, options, profile);
  const some = features !== undefined && Object.keys(features).length > 0;
  const mended = mendOptions(some ? { ...options, features } : options);
  return {
    preset,
    range: places.map((each) => known.presets[each]!),
    author: best.exact > 0 || best.top > 0 ? known.author : undefined,
    confidence: confidenceOf(best, place, layout.doubtful),
    options: mended.options,
    project: read.record,
    evidence,
    files: best.files.map((file) => filed(file, known)),
    notes: [...notes, ...mended.notes],
  };
}

interface JudgedFile extends Pick<BaseFile, 'path' | 'template' | 'state'> {
  readonly releases: Releases;
  /** What it says for each preset. */
  readonly scores: readonly number[];
  /** How many of its lines are those of the preset that has most of them. */
  readonly lines: number;
}

interface Judged {
  readonly known: KnownFiles;
  readonly files: readonly JudgedFile[];
  readonly scores: readonly number[];
  /** How many files nobody edited. */
  readonly exact: number;
  readonly edited: number;
  readonly top: number;
  /** How far behind the best a preset may be and still be the one. */
  readonly doubt: number;
  /** Places of the presets that all files have which we alone write: the project was brought to one of them. */
  readonly reached?: ReadonlySet<number>;
}

interface Candidate extends Pick<BaseFile, 'path' | 'template'> {
  /** Undefined where other programs write the file. */
  readonly forms: FileForms | undefined;
}

/** The files of which a release may know something. */
function formsOf(tree: FileTree, normalizer: Normalizer, project: Project): Candidate[] {
  const names = new Set(knownFiles().flatMap(({ records }) => [...records.keys()]));
  const candidates: Candidate[] = [];
  for (const { path, content } of tree) {
    const template = normalizer.template(path).name;
    if (isGenerated(path)) candidates.push({ path, template, forms: undefined });
    else if (names.has(template) && content.length <= MAX_LENGTH) {
      candidates.push({ path, template, forms: new FileForms(content, path, normalizer, project) });
    }
  }
  return candidates;
}

function judge(candidates: readonly Candidate[], known: KnownFiles): Judged {
  const places = known.presets.length;
  const scores = new Array<number>(places).fill(0);
  const files: JudgedFile[] = [];
  let exact = 0;
  let edited = 0;
  for (const { path, template, forms } of candidates) {
    const record = known.records.get(template);
    if (forms === undefined) {
      files.push({ path, template, state: 'generated', releases: 0n, scores: [], lines: 0 });
      continue;
    }
    if (record === undefined) continue;
    const releases = forms.releases(record);
    const own = new Array<number>(places).fill(0);
    let lines = 0;
    if (releases !== 0n) {
      exact += 1;
      for (let place = 0; place < places; place += 1) if (has(releases, place)) own[place] = 1;
    } else {
      edited += 1;
      const { told, shared } = forms.lines(record, places);
      lines = Math.max(0, ...shared);
      for (let place = 0; place < places; place += 1) {
        if (told > 0) own[place] = (EDITED * shared[place]!) / told;
        else if (has(record.releases, place)) own[place] = EDITED / 3;
      }
    }
    files.push({ path, template, state: releases === 0n ? 'edited' : 'untouched', releases, scores: own, lines });
    for (const [place, score] of own.entries()) scores[place]! += score;
  }
  return { known, files, exact, ...summed(scores, edited) };
}

function summed(scores: readonly number[], edited: number): Pick<Judged, 'scores' | 'edited' | 'top' | 'doubt'> {
  return { scores, edited, top: Math.max(0, ...scores), doubt: Math.min(0.75, 0.03 * edited) };
}

/** Lines that both authors know tell less than files do. */
const MIXED = 2;

/** Fewer files of ours than these are there by chance. */
const FEW = 2;

/**
 * A project of the real program that was upgraded by this library has files of both: each is judged by whose it is.
 * Undefined where there are not those of both.
 */
function upgradedByUs(real: Judged, own: Judged): Judged | undefined {
  const others = new Map(real.files.map((file) => [file.path, file]));
  const isOurs = ({ path, releases }: JudgedFile) => releases !== 0n && (others.get(path)?.releases ?? 0n) === 0n;
  const ours = own.files.filter(isOurs);
  const mine = new Map(own.files.map((file) => [file.path, file]));
  const isReal = ({ path, releases, lines }: JudgedFile) => {
    const other = mine.get(path);
    if (other === undefined || releases !== 0n) return (other?.releases ?? 0n) === 0n && releases !== 0n;
    return other.releases === 0n && lines > other.lines;
  };
  const theirs = new Set(real.files.filter(isReal).map(({ path }) => path));
  if (ours.length < FEW || theirs.size === 0) return undefined;
  const { presets } = own.known;
  // A preset of ours has what its release has.
  const release = presets.map((preset) => presets.indexOf(`kubebuilder@${resolvePreset(preset).release}`));
  const scores = new Array<number>(presets.length).fill(0);
  const files = [...new Set([...mine.keys(), ...others.keys()])].sort().map((path) => {
    const file = theirs.has(path) ? others.get(path)! : (mine.get(path) ?? others.get(path)!);
    for (const place of presets.keys()) {
      scores[place]! += file.scores[file.scores.length === presets.length ? place : release[place]!] ?? 0;
    }
    return file;
  });
  const counts = [...presets.keys()].map((place) => ours.filter(({ releases }) => has(releases, place)).length);
  const most = Math.max(...counts);
  const reached = new Set([...presets.keys()].filter((place) => counts[place] === most));
  const exact = files.filter(({ releases }) => releases !== 0n).length;
  const edited = files.filter(({ state }) => state === 'edited').length;
  return { known: own.known, files, exact, ...summed(scores, edited), doubt: MIXED, reached };
}

function filed({ path, template, state, releases }: JudgedFile, { presets }: KnownFiles): BaseFile {
  if (state !== 'untouched') return { path, template, state };
  return { path, template, state, presets: presets.filter((_, place) => has(releases, place)) };
}

function confidenceOf({ files, scores }: Judged, place: number | undefined, doubtful: boolean): number {
  if (place === undefined) return 0;
  const known = files.filter(({ state }) => state !== 'generated').length;
  const share = known === 0 ? 0 : Math.min(1, scores[place]! / known);
  return Math.round(share * (doubtful ? 0.5 : 1) * 100) / 100;
}

function evidenceOf(
  { files, known }: Judged,
  place: number,
  {
    cliVersion,
    program,
    runtime,
    runtimes,
  }: {
    readonly cliVersion: string | undefined;
    readonly program: number;
    readonly runtime: string | undefined;
    readonly runtimes: readonly string[];
  },
): Evidence[] {
  const evidence: Evidence[] = [];
  const add = (kind: Evidence['kind'], speaksFor: boolean, path: string, text: string) =>
    evidence.push({ kind, speaks: speaksFor ? 'for' : 'against', path, text });
  const preset = known.presets[place]!;
  for (const { path, state, releases } of files) {
    if (state !== 'untouched') continue;
    const others = known.presets.filter((_, index) => has(releases, index));
    // A file that all presets have alike tells nothing.
    if (others.length === known.presets.length) continue;
    const text = others.length === 1 ? `as ${others[0]} writes it` : `as ${others[0]} to ${others.at(-1)} write it`;
    add('files', has(releases, place), path, text);
  }
  if (cliVersion !== undefined) add('program', program === place, 'PROJECT', `written by version ${cliVersion}`);
  if (runtime !== undefined) {
    const expected = runtimes[place]!;
    const same = runtime === expected;
    add(
      'versions',
      same,
      'go.mod',
      `requires controller-runtime ${runtime}${same ? '' : `, where ${preset} has ${expected}`}`,
    );
  }
  return evidence;
}
