/**
 * Records what the real releases write into Makefiles, and their comments, as digests:
 * src/upgrade/whole/files/generated/known-entries.ts.
 *
 *     npx tsx scripts/record-known-entries.ts DIR
 *
 * DIR is where scripts/record-release-files.ts keeps what it scaffolded: DIR/4.15.0/NAME.json, paths to texts. Folders of
 * releases that have no preset, such as DIR/3.9.0, are read, too: a project of theirs is upgraded from the nearest preset.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from 'semver';
import { digestOf } from '../src/base/fingerprints/digest.ts';
import { RELEASES } from '../src/presets/releases.ts';
import { fromParts, readDockerfile } from '../src/upgrade/whole/files/dockerfile/read-dockerfile.ts';
import { lineDigest } from '../src/upgrade/whole/files/known-entries.ts';
import { normalRecipe, normalValue, plainSpaces } from '../src/upgrade/whole/files/makefile/normal-form.ts';
import { readMakefile } from '../src/upgrade/whole/files/makefile/read-makefile.ts';

const [directory = '.'] = process.argv.slice(2);
const WITH_COMMENTS =
  /^(Makefile|Dockerfile|\.dockerignore|\.gitignore|\.golangci\.yml|\.custom-gcl\.yml|\.github\/.*|\.devcontainer\/.*\.sh)$/;
const found = new Map<string, Set<string>>();
const presets = new Set(RELEASES.map(({ version }) => version));
for (const version of readdirSync(directory).sort(compare)) {
  const isOlder = !presets.has(version);
  for (const name of readdirSync(join(directory, version))) {
    if (!name.endsWith('.json')) continue;
    const files = JSON.parse(readFileSync(join(directory, version, name), 'utf8')) as Record<string, string> | null;
    for (const [path, text] of Object.entries(files ?? {})) {
      if (path === 'Makefile') record(text, isOlder);
      if (path === 'Dockerfile' && isOlder) images(text);
      if (path.endsWith('.sh')) script(path, text);
      if (WITH_COMMENTS.test(path)) for (const line of text.split('\n')) comment(line.trim());
    }
  }
}
const lines = [...found]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([key, items]) => `${key}\t${[...items].join(' ')}\n`);
writeFileSync(
  'src/upgrade/whole/files/generated/known-entries.ts',
  `// Recorded from the real releases by scripts/record-known-entries.ts: digests of parts of Makefiles, of images and of comments.
export const KNOWN_ENTRIES = \`
${lines.join('')}\`;
`,
);

function comment(line: string): void {
  if (line.startsWith('#')) add('comments\t', digestOf(line));
}

/** What no preset has can be no edit of what a preset has. */
function images(text: string): void {
  for (const { keyword, value } of readDockerfile(text)) {
    if (keyword === 'FROM') add('value\timage', digestOf(fromParts(value).image));
  }
}

function script(path: string, text: string): void {
  const lines = text.split('\n').map(plainSpaces);
  const commands = lines.filter((line) => line !== '' && (!line.startsWith('#') || line.startsWith('#!')));
  add(`recipe\tscript ${path}`, commands.map(digestOf).join());
}

function record(text: string, isOlder: boolean): void {
  for (const entry of readMakefile(text)) {
    const { kind, key, value, body } = entry;
    if (kind === 'variable' && (isOlder || value.includes('$'))) add(`value\t${key}`, digestOf(normalValue(value)));
    if (body.length > 0)
      add(
        `recipe\t${key}`,
        normalRecipe(body)
          .map((line) => lineDigest(line))
          .join(),
      );
  }
}

function add(key: string, item: string): void {
  const items = found.get(key) ?? new Set();
  found.set(key, items.add(item));
}
