import { InputMemo } from '../../core/memo.ts';
import { Refusal } from '../errors/refusal.ts';

type Labels = ReadonlyMap<string, string>;
type Requirement = (labels: Labels) => boolean;

const PARSED = new InputMemo<readonly Requirement[]>();

/**
 * Whether labels (or annotations) fit a selector of Kubernetes: `a=b,c!=d,e in (f,g),h notin (i),j,!k,l>1`. An empty
 * selector fits all.
 *
 * @throws Refusal for a selector that Kubernetes does not accept
 */
export function matchesLabels(selector: string, labels: Labels): boolean {
  if (selector === '') return true;
  return PARSED.get(selector, () => parse(selector)).every((fits) => fits(labels));
}

interface Token {
  readonly text: string;
  readonly symbol: boolean;
}

function parse(selector: string): readonly Requirement[] {
  const tokens = tokenize(selector);
  const requirements: Requirement[] = [];
  let position = 0;
  const invalid = (reason: string): never => {
    throw new Refusal('kustomization-invalid', `not a selector: ${reason}`, {
      expected: 'a selector such as app=web,tier in (a,b)',
      received: selector,
    });
  };
  const peek = () => tokens[position];
  const next = () => tokens[position++];
  const word = (what: string): string => {
    const token = next();
    if (token === undefined || token.symbol) return invalid(`${what} is missing`);
    return token.text;
  };
  const list = (): string[] => {
    if (next()?.text !== '(') return invalid('( is missing');
    const values: string[] = [];
    for (;;) {
      const token = peek();
      if (token?.text === ',' || token?.text === ')') values.push('');
      else values.push(word('a value'));
      const end = next();
      if (end?.text === ')') return values;
      if (end?.text !== ',') return invalid(') is missing');
    }
  };
  const value = (): string => {
    const token = peek();
    return token === undefined || token.text === ',' ? '' : word('a value');
  };
  const checked = (values: readonly string[]): readonly string[] => {
    const bad = values.find((text) => text.length > 63 || !/^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(text));
    return bad === undefined ? values : invalid(`${bad} is not a label value`);
  };
  while (position < tokens.length) {
    const negated = peek()?.text === '!' && peek()?.symbol === true;
    if (negated) next();
    const key = word('a key');
    if (!isQualifiedName(key)) invalid(`${key} is not a label key`);
    const operator = peek();
    if (negated || operator === undefined || operator.text === ',') {
      requirements.push((labels) => labels.has(key) !== negated);
    } else {
      next();
      requirements.push(requirement(key, operator, { value, list, checked, invalid }));
    }
    const comma = next();
    if (comma === undefined) break;
    if (comma.text !== ',') invalid(`, is missing before ${comma.text}`);
    if (position >= tokens.length) invalid('a key is missing');
  }
  return requirements;
}

interface Values {
  value(): string;
  list(): string[];
  checked(values: readonly string[]): readonly string[];
  invalid(reason: string): never;
}

function requirement(key: string, operator: Token, read: Values): Requirement {
  switch (operator.text) {
    case '=':
    case '==': {
      const [value] = read.checked([read.value()]);
      return (labels) => labels.get(key) === value;
    }
    case '!=': {
      const [value] = read.checked([read.value()]);
      return (labels) => labels.get(key) !== value;
    }
    case 'in': {
      const values = new Set(read.checked(read.list()));
      return (labels) => labels.has(key) && values.has(labels.get(key) as string);
    }
    case 'notin': {
      const values = new Set(read.checked(read.list()));
      return (labels) => !values.has(labels.get(key) ?? '\0');
    }
    case '>':
    case '<': {
      const text = read.value();
      if (!/^[+-]?\d+$/.test(text)) return read.invalid(`${text} is not an integer`);
      const limit = BigInt(text.replace('+', ''));
      return (labels) => {
        const own = labels.get(key);
        if (own === undefined || !/^[+-]?\d+$/.test(own)) return false;
        const number = BigInt(own.replace('+', ''));
        return operator.text === '>' ? number > limit : number < limit;
      };
    }
    default:
      return read.invalid(`${operator.text} is not an operator`);
  }
}

function tokenize(selector: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(==|!=|[=!<>,()]|[^\s=!<>,()]+)/gy;
  const text = selector.trimEnd();
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) break;
    tokens.push({ text: match[1] as string, symbol: /^[=!<>,()]/.test(match[1] as string) });
  }
  return tokens;
}

function isQualifiedName(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = slash === -1 ? key : key.slice(slash + 1);
  if (prefix !== undefined) {
    const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
    if (prefix.length > 253 || !subdomain.test(prefix)) return false;
  }
  return name.length <= 63 && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name);
}
