import type { MarkdownRenderer } from 'vitepress';

const KNOWN = /^<\/?(a|br|details|summary|sub|sup|ClientOnly|UpgradeHelper|MyProject|ChartPage)(?=[\s/>])[^>]*>$|^<!--[\s\S]*-->$/;

/**
 * VitePress takes a page for a template. Documents are none: a tag that they may not mean as one, such as `<name>`, is
 * text, and so are braces.
 */
export function plainText(md: MarkdownRenderer): void {
  const { escapeHtml } = md.utils;
  const tags = (text: string) =>
    text.replace(/<!--[\s\S]*?-->|<[^>]*>?/g, (tag) => (KNOWN.test(tag) ? tag : escapeHtml(tag)));
  const braces = (text: string) => text.replaceAll('{{', '&#123;&#123;');
  md.renderer.rules.html_inline = (tokens, at) => braces(tags(tokens[at]!.content));
  md.renderer.rules.html_block = (tokens, at) => braces(tags(tokens[at]!.content));
  md.renderer.rules.text = (tokens, at) => braces(escapeHtml(tokens[at]!.content));
}
