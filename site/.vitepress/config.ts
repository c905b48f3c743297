import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTheme, defineConfig } from 'vitepress';
import { browserOnly } from './browser-only.ts';
import { plainText } from './plain-text.ts';
import { ANY_BASE, BUILT, SITE, SOURCE } from '../scripts/places.ts';

const SECTIONS = [
  ['Presets', 'docs/releases'],
  ['Upgrades', 'docs/upgrading'],
  ['Audit rules', 'docs/audit'],
  ['Defects', 'docs/defects'],
  ['Examples', 'examples'],
  ['Project', 'project'],
] as const;

export default defineConfig({
  srcDir: SOURCE,
  outDir: BUILT,
  cacheDir: join(SITE, '.cache/vitepress'),
  base: ANY_BASE,
  lang: 'en',
  title: 'operator-scaffold',
  description: 'Scaffolds, charts, diffs and upgrades of Kubernetes operators, and the way off kube-rbac-proxy.',
  // The map of all pages is a file of its own, which a browser keeps, and not a part of every page.
  metaChunk: true,
  head: [
    ['link', { rel: 'icon', href: `${ANY_BASE}icon.svg`, type: 'image/svg+xml' }],
    ['meta', { name: 'referrer', content: 'no-referrer' }],
  ],
  themeConfig: {
    nav: [
      { text: 'Upgrade helper', link: '/upgrade-helper' },
      { text: 'My project', link: '/my-project' },
      { text: 'Chart', link: '/chart' },
      { text: 'Documentation', link: '/docs/', activeMatch: '^/(docs|start|project|examples|programs)' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: { '/': documents(), ...sections(), '/api/': api() },
    search: { provider: 'local' },
    outline: [2, 3],
    externalLinkIcon: true,
    docFooter: { prev: false, next: false },
  },
  markdown: {
    config: plainText,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vite: {
    // In a directory of its own, what the worker loads is told from what pages load, however its parts are called.
    worker: {
      format: 'es',
      rollupOptions: {
        output: { entryFileNames: 'assets/worker/[name]-[hash].js', chunkFileNames: 'assets/worker/[name]-[hash].js' },
      },
    },
    build: { chunkSizeWarningLimit: 2000 },
    plugins: [browserOnly()],
  },
});

function documents(): DefaultTheme.SidebarItem[] {
  return [
    {
      text: 'Start',
      items: [
        { text: 'I write a generator', link: '/start/generator' },
        { text: 'I have charts in CI', link: '/start/charts' },
        { text: 'I maintain an operator', link: '/start/maintainer' },
      ],
    },
    {
      text: 'Guides',
      items: [
        ...pages('docs').filter(({ link }) => !link?.endsWith('/index')),
        { text: 'Short programs', link: '/programs' },
      ],
    },
    {
      text: 'More',
      items: SECTIONS.map(([text, directory]) => ({ text, link: pages(directory, directory === 'examples')[0]!.link! })),
    },
  ];
}

/** Lists of their own, each for the pages that are in it. */
function sections(): Record<string, DefaultTheme.SidebarItem[]> {
  return Object.fromEntries(
    SECTIONS.map(([text, directory]) => [
      `/${directory}/`,
      [{ text: '← Documentation', link: '/docs/' }, { text, items: pages(directory, directory === 'examples') }],
    ]),
  );
}

function api(): DefaultTheme.SidebarItem[] {
  const modules = ['index', 'node/index'].filter((name) => existsSync(join(SOURCE, 'api', name)));
  return modules.flatMap((module) =>
    ['functions', 'classes', 'interfaces', 'type-aliases'].map((kind) => ({
      text: `${module === 'index' ? '' : 'node: '}${kind.replace('-', ' ')}`,
      items: pages(`api/${module}/${kind}`),
    })),
  );
}

/** The pages of a directory by their headings, as people order versions. */
function pages(directory: string, deep = false): DefaultTheme.SidebarItem[] {
  const path = join(SOURCE, directory);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: deep, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => {
      const heading = /^# (.*)$/m.exec(readFileSync(join(path, name), 'utf8'))?.[1] ?? name;
      return { text: plain(heading), link: `/${directory}/${name.replace(/\.md$/, '')}` };
    });
}

function rank(name: string): number {
  return name === 'index.md' ? 0 : 1;
}

function plain(heading: string): string {
  return heading
    .replace(/^(Function|Class|Interface|Type Alias): /, '')
    .replace(/[`\\]/g, '')
    .replace(/\(\)$/, '');
}
