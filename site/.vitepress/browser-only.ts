import type { Plugin } from 'vite';

/** Tools are of the browser alone: the half that makes the pages would pack the library a second time. */
export function browserOnly(): Plugin {
  const nothing = '\0nothing';
  return {
    name: 'browser-only',
    enforce: 'pre',
    resolveId: (source, _importer, { ssr }) =>
      ssr === true && /\/components\/(UpgradeHelper|MyProject|ChartPage)\.vue$/.test(source) ? nothing : undefined,
    load: (id) => (id === nothing ? 'export default { render: () => null };' : undefined),
  };
}
