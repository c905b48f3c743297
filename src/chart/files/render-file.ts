import Mustache from 'mustache';
import { CHART_TEMPLATES } from '../generated/templates.ts';

/** A file of charts-templates/ filled in. */
export function renderFile(name: keyof typeof CHART_TEMPLATES, view: object): string {
  const tokens: string[][] = JSON.parse(CHART_TEMPLATES[name]);
  return new Mustache.Writer().renderTokens(tokens, new Mustache.Context(view), {}, undefined, {
    escape: (text) => String(text),
  });
}
