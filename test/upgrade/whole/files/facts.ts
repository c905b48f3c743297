import { parse } from 'yaml';
import type { JsonObject, JsonValue } from '../../../../src/kubernetes/object.ts';
import { fromParts, readDockerfile } from '../../../../src/upgrade/whole/files/dockerfile/read-dockerfile.ts';
import { readGoModLines } from '../../../../src/upgrade/whole/files/go-mod/read-go-mod.ts';
import { readJson } from '../../../../src/upgrade/whole/files/json/read-json.ts';
import { normalRecipe, normalValue } from '../../../../src/upgrade/whole/files/makefile/normal-form.ts';
import { readMakefile } from '../../../../src/upgrade/whole/files/makefile/read-makefile.ts';
import { itemKeys } from '../../../../src/upgrade/whole/files/yaml/item-key.ts';
import { toSecondForm } from '../../../../src/upgrade/whole/files/yaml/second-linter-form.ts';

/** What a file says, by what it says it of; texts for people are left out. */
export function factsOf(path: string, text: string): Map<string, string> {
  if (path === 'Makefile') return makefile(text);
  if (path === 'Dockerfile') return dockerfile(text);
  if (path === 'go.mod') return goMod(text);
  if (path.endsWith('ignore')) return patterns(text);
  if (path.endsWith('.json')) return flat(readJson(text)?.value ?? null);
  if (path.endsWith('.golangci.yml')) {
    const value = parse(text) as JsonObject;
    return flat(String(value.version) === '2' ? value : toSecondForm(value).value);
  }
  if (/\.ya?ml$/.test(path)) return flat(parse(text) as JsonValue);
  return patterns(text);
}

/** Recipes and prerequisites word by word, for both sides may change one line. */
function makefile(text: string): Map<string, string> {
  const facts = new Map<string, string>();
  const words = (key: string, line: string) => {
    for (const word of line.split(/\s+/)) if (word !== '') facts.set(`${key} ${word}`, '');
  };
  for (const { kind, key, operator, value, body } of readMakefile(text)) {
    if (kind === 'prose') continue;
    facts.set(key, kind === 'variable' ? `${operator} ${normalValue(value)}` : '');
    if (kind === 'rule') words(`${key} needs`, value);
    for (const line of normalRecipe(body)) words(`${key} does`, line);
  }
  return facts;
}

/** Images in parts, wherever their text stands. */
function dockerfile(text: string): Map<string, string> {
  const facts = new Map<string, string>();
  const entries = readDockerfile(text).filter(({ key }) => key !== '');
  const given = new Map(entries.filter(({ keyword }) => keyword === 'ARG').map(({ value }) => pair(value)));
  const used = new Set<string>();
  for (const { key, keyword, value } of entries) {
    if (keyword !== 'FROM') {
      if (keyword === 'RUN') for (const word of value.split(' ')) facts.set(`${key} ${word}`, '');
      else facts.set(key, value);
      continue;
    }
    const { flags, image, alias } = fromParts(value);
    const name = image.replace(/[${}]/g, '');
    if (image.startsWith('$')) used.add(name);
    const parts = imageFacts(image.startsWith('$') ? (given.get(name) ?? '') : image);
    for (const [part, fact] of Object.entries({ flags, alias, ...parts })) facts.set(`${key} ${part}`, fact);
  }
  for (const name of used) facts.delete(`ARG ${name}`);
  return facts;
}

function pair(text: string): [string, string] {
  const place = text.indexOf('=');
  return place === -1 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}

function imageFacts(image: string) {
  const [name = '', tag = ''] = image.replace(/^docker\.io\//, '').split(/:(?!.*\/)/);
  const [version = ''] = /^[\d.]*/.exec(tag) ?? [];
  return { name, version, variant: tag.slice(version.length) };
}

/** What go mod tidy writes by itself is none of anybody's. */
function goMod(text: string): Map<string, string> {
  const lines = readGoModLines(text).filter(({ kind, isIndirect }) => kind === 'directive' && !isIndirect);
  return new Map(lines.map(({ key, words }) => [key, words.join(' ')]));
}

function patterns(text: string): Map<string, string> {
  const lines = text.split('\n').map((line) => line.trim());
  return new Map(lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => [line, '']));
}

const PROSE = new Set(['name', 'description', 'desc']);

function flat(value: JsonValue, at = '', facts = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) {
    const keys = itemKeys(value as JsonValue[]);
    for (const [index, item] of value.entries()) flat(item as JsonValue, `${at}[${keys[index]}]`, facts);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (!PROSE.has(key)) flat(item as JsonValue, `${at}.${key}`, facts);
    }
  } else if (typeof value === 'string' && /^(?:\S+\/)?golang:/.test(value)) {
    for (const [part, fact] of Object.entries(imageFacts(value))) facts.set(`${at} ${part}`, fact);
  } else facts.set(at, JSON.stringify(value) ?? '');
  return facts;
}
