import Mustache from 'mustache';
import { CHART_TEMPLATES } from '../generated/templates.ts';

/** A file of charts-templates/ filled in. Its tags are `<% %>`, so that Helm's own braces stand in it as they are. */
export function renderFile(name: keyof typeof CHART_TEMPLATES, view: object): string {
  return Mustache.render(CHART_TEMPLATES[name], view, {}, { tags: ['<%', '%>'], escape: (text) => String(text) });
}
