import type { Random } from '../kustomize/random.ts';

/** Characters that mean something to YAML, Go, Helm, a shell, a terminal or a path, and some that mean nothing. */
const TEXTS = [
  '',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\0',
  '\u001b[2J',
  '\u0085',
  '\u2028',
  '\u202e',
  '\ud800',
  '\ufeff',
  '\ufffd',
  '<no value>',
  '{{',
  '}}',
  '{{- fail "x" }}',
  '---\n',
  '...\n',
  '- ',
  '? ',
  ': ',
  '&a ',
  '*a',
  '!!binary ',
  '!<tag:x> ',
  '<<: *a',
  '# +kubebuilder:scaffold:x',
  '#',
  '"',
  "'",
  '`',
  '[',
  ']',
  '{',
  '}',
  '|\n',
  '>-\n',
  '%YAML 1.1\n',
  '../',
  '/etc/passwd',
  'C:x',
  'a\\b',
  '$(A)',
  '$$',
  '(a+)+$',
  '.*',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '~',
  'true',
  '0x1F',
  '1e400',
  '9007199254740993',
  '.nan',
  '2001-01-01',
  '日本',
  '😀',
  'apiVersion: v1\nkind: List\nitems: []\n',
];

export function hostileText(random: Random): string {
  const text = random.pick(TEXTS);
  return random.chance(0.02) ? text.repeat(1 + random.int(3000)) : text;
}

/** What no caller of sound mind passes, most of it no plain data. */
const ODD: readonly ((random: Random) => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => 10n,
  () => Symbol('s'),
  () => () => 'a',
  () => new Date(0),
  () => new Date(Number.NaN),
  () => new Map([['a', 1]]),
  () => new Set([1]),
  () => new Uint8Array([0xff, 0]),
  () => /(a+)+/,
  () => new (class Thing {})(),
  () => new Array(1_000_000),
  () => Object.create(null),
  () => JSON.parse('{"__proto__": {"polluted": true}}'),
  () => ({ toString: 1, valueOf: null, hasOwnProperty: 2, constructor: 3, length: -1 }),
  () => ({
    get a() {
      throw new Error('a getter');
    },
  }),
  () =>
    new Proxy(
      {},
      {
        get: () => {
          throw new TypeError('a trap');
        },
        ownKeys: () => {
          throw new TypeError('a trap');
        },
        getPrototypeOf: () => {
          throw new TypeError('a trap');
        },
      },
    ),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => {
    const self: Record<string, unknown> = {};
    self.self = [self];
    return self;
  },
  () => {
    let shared: object = { a: 1 };
    for (let level = 0; level < 30; level += 1) shared = { left: shared, right: shared };
    return shared;
  },
  (random) => {
    let deep: unknown = 'a';
    const isList = random.chance(0.5);
    for (let level = random.int(6000); level > 0; level -= 1) deep = isList ? [deep] : { a: deep };
    return deep;
  },
];

/** Half of them JSON. */
export function hostileValue(random: Random): unknown {
  if (random.chance(0.5)) return random.pick(ODD)(random);
  switch (random.int(8)) {
    case 0:
      return random.chance(0.5);
    case 1:
      return random.pick([0, -1, 1.5, 1e21, 2 ** 53, -(2 ** 31), 65536]);
    case 2:
      return [];
    case 3:
      return {};
    case 4:
      return [hostileText(random), hostileText(random)];
    case 5:
      return { [hostileText(random)]: hostileText(random) };
    case 6:
      return [{ name: hostileText(random) }, null, []];
    default:
      return hostileText(random);
  }
}

/** A text with a few places changed: lines gone, twice, moved, indented; pieces put in, cut out. */
export function mutatedText(text: string, random: Random): string {
  let result = text;
  for (let count = 1 + random.int(4); count > 0; count -= 1) result = oneChange(result, random);
  return result;
}

function oneChange(text: string, random: Random): string {
  const at = random.int(text.length + 1);
  switch (random.int(9)) {
    case 0:
      return text.slice(0, at) + hostileText(random) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random.int(20));
    case 2:
      return text.slice(0, at);
    case 3:
      return changedLines(text, random, (line) => [line, line]);
    case 4:
      return changedLines(text, random, () => []);
    case 5:
      return changedLines(text, random, (line) => [`  ${line}`]);
    case 6:
      return changedLines(text, random, (line) => [line.replace(/^ {1,2}/, '')]);
    case 7:
      return changedLines(text, random, (line) => {
        const colon = line.indexOf(':');
        return [colon === -1 ? hostileText(random) : `${line.slice(0, colon + 1)} ${hostileText(random)}`];
      });
    default: {
      const from = random.int(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + random.int(400)) + text.slice(at);
    }
  }
}

function changedLines(text: string, random: Random, change: (line: string) => readonly string[]): string {
  const lines = text.split('\n');
  const at = random.int(lines.length);
  lines.splice(at, 1, ...change(lines[at]!));
  return lines.join('\n');
}

/** A copy of data with a few places changed: other values, gone keys, other keys. */
export function mutatedData(data: unknown, random: Random): unknown {
  let result = data;
  for (let count = 1 + random.int(3); count > 0; count -= 1) result = changedData(result, random);
  return result;
}

function changedData(data: unknown, random: Random): unknown {
  if (typeof data !== 'object' || data === null || random.chance(0.1)) {
    return typeof data === 'string' && random.chance(0.5) ? mutatedText(data, random) : hostileValue(random);
  }
  let keys: string[];
  let copy: Record<string, unknown>;
  try {
    keys = Object.keys(data);
    if (keys.length > 100_000) return [];
    copy = Array.isArray(data) ? ([...data] as never) : { ...(data as object) };
  } catch {
    return data;
  }
  if (keys.length === 0) return hostileValue(random);
  const key = random.pick(keys);
  const chance = random.next();
  if (chance < 0.1) delete copy[key];
  else if (chance < 0.15) copy[hostileText(random)] = copy[key];
  else if (chance < 0.2 && Array.isArray(copy)) copy.push(copy[Number(key)]);
  else copy[key] = changedData(copy[key], random);
  return copy;
}

/** A copy of JSON with one text in it changed: its shape stays. */
export function mutatedTexts(data: unknown, random: Random): unknown {
  if (typeof data === 'string') return mutatedText(data, random);
  if (typeof data !== 'object' || data === null) return data;
  const keys = Object.keys(data);
  if (keys.length === 0) return data;
  const key = random.pick(keys);
  const copy: Record<string, unknown> = Array.isArray(data) ? ([...data] as never) : { ...(data as object) };
  copy[key] = mutatedTexts(copy[key], random);
  return copy;
}
