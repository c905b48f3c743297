import { describeValue, type Issue } from '../core/errors.ts';
import { suggestion } from '../core/nearest.ts';
import type { ResourceOptions } from '../options/generated/types.ts';
import { usageIssue } from './usage.ts';

const EXPECTED = '[GROUP/]VERSION/KIND[:defaulting,validation,conversion=v2]';
const WORDS = ['defaulting', 'validation', 'conversion', 'cluster-scoped', 'no-controller', 'core'];

type Draft = { -readonly [Key in keyof ResourceOptions]: ResourceOptions[Key] } & {
  webhooks: { defaulting?: boolean; validation?: boolean; conversion?: boolean; spoke?: string[] };
};

/** A resource of `webapp/v1/Guestbook:defaulting,conversion=v2+v3`, or what is wrong with it. */
export function readResource(text: string): { resource?: ResourceOptions; issues: readonly Issue[] } {
  const [name = '', words = ''] = splitOnce(text, ':');
  const parts = name.split('/');
  const issues: Issue[] = [];
  if (parts.length < 2 || parts.length > 3) {
    const message = 'not a group, a version and a kind';
    return { issues: [usageIssue('--resource', message, { expected: EXPECTED, received: describeValue(text) })] };
  }
  const [kind = '', version = '', group] = parts.reverse();
  const resource: Draft = { ...(group === undefined || group === '' ? {} : { group }), version, kind, webhooks: {} };
  for (const word of words === '' ? [] : words.split(',')) {
    const issue = apply(word, resource);
    if (issue !== undefined) issues.push(issue);
  }
  const { webhooks, ...rest } = resource;
  return { resource: Object.keys(webhooks).length === 0 ? rest : resource, issues };
}

function apply(text: string, resource: Draft): Issue | undefined {
  const [word = '', value] = splitOnce(text, '=');
  if (value !== undefined && word !== 'conversion') {
    return usageIssue('--resource', `${word} takes no value`, { received: describeValue(text) });
  }
  switch (word) {
    case 'defaulting':
    case 'validation':
      resource.webhooks[word] = true;
      return undefined;
    case 'conversion':
      resource.webhooks.conversion = true;
      if (value !== undefined) resource.webhooks.spoke = value.split('+');
      return undefined;
    case 'cluster-scoped':
      resource.api = { namespaced: false };
      return undefined;
    case 'no-controller':
      resource.controller = false;
      return undefined;
    case 'core':
      resource.core = true;
      return undefined;
    default:
      return usageIssue('--resource', 'there is no such word', {
        expected: WORDS.join(', '),
        received: describeValue(word),
        ...suggestion(word, WORDS),
      });
  }
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}
