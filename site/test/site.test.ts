import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { place } from '../scripts/place.ts';
import { DIST } from '../scripts/places.ts';
import { barriers, overhang, screenshot, Visitor } from './browser.ts';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await Visitor.start();
});
afterAll(() => visitor.stop());

describe('the site from a sub-path', () => {
  test('search finds a rule of the audit, and opens its page', async () => {
    const { page, complaints, close } = await visitor.visit('docs/index.html');
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox').fill('registry closed sidecar image');
    const found = page.locator('.VPLocalSearchBox .results a').filter({ hasText: /proxy|image/i }).first();
    await found.waitFor();
    await screenshot(page, 'search');
    await found.click();
    await page.waitForURL(/docs\//);
    expect(await page.locator('h1').first().textContent()).not.toContain('404');
    expect(complaints).toEqual([]);
    await close();
  });

  test('search finds every part of the documents', async () => {
    const { page, close } = await visitor.visit('docs/index.html');
    await page.keyboard.press('Control+k');
    const links = page.locator('.VPLocalSearchBox .results a');
    for (const [words, path] of [
      ['kubebuilder 4.16.0', 'docs/releases/4.16.0'],
      ['D30', 'docs/defects/d30'],
      ['leaving the proxy', 'docs/leaving-the-proxy'],
      ['proxy-image-gone', 'docs/audit/proxy-image-gone'],
      ['chart values update edits', 'docs/charts'],
      ['kustomize replacements', 'docs/kustomize'],
      ['diff reasons', 'docs/diffs'],
      ['embedding memfs', 'docs/embedding'],
      ['plugin protocol', 'docs/plugins'],
      ['multigroup option', 'docs/options'],
      ['unknown-option', 'docs/errors'],
      ['planUpgrade', 'api/index/functions/planUpgrade'],
    ] as const) {
      await page.getByRole('searchbox').fill(words);
      await expect
        .poll(() => links.evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).pathname)), { message: words })
        .toContainEqual(expect.stringContaining(path));
    }
    await close();
  });

  test('each kind of page is there', async () => {
    const { page, complaints, close } = await visitor.visit('index.html');
    for (const [path, heading] of [
      ['docs/releases/4.16.0.html', '4.16.0'],
      ['docs/defects/d30.html', 'Defect D30'],
      ['docs/audit/proxy-image-gone.html', 'image of the proxy'],
      ['docs/charts.html', 'hart'],
      ['docs/leaving-the-proxy.html', 'proxy'],
      ['docs/kustomize.html', 'ustomize'],
      ['docs/diffs.html', 'iff'],
      ['docs/embedding.html', 'Embedding'],
      ['docs/plugins.html', 'lugin'],
      ['docs/options.html', 'ption'],
      ['docs/errors.html', 'rror'],
      ['api/index/functions/buildScaffold.html', 'buildScaffold'],
      ['examples/embed-in-a-generator-ts.html', 'embed-in-a-generator'],
      ['start/maintainer.html', 'operator'],
    ] as const) {
      const answer = await page.goto(visitor.address + path);
      expect(answer?.status(), path).toBe(200);
      expect(await page.locator('h1').first().textContent(), path).toContain(heading);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test('each function of the API has a page', () => {
    const names = readdirSync(join(DIST, 'api/index/functions')).map((name) => name.replace('.html', ''));
    expect(names).toEqual(expect.arrayContaining(['auditTree', 'buildChart', 'diffScaffolds', 'planUpgrade']));
    const page = readFileSync(join(DIST, 'api/index/functions/buildChart.html'), 'utf8');
    expect(page).toContain('id="example"');
  });

  test('every page has a policy that lets it send nothing away', () => {
    const pages = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(150);
    for (const path of pages) {
      const html = readFileSync(join(DIST, path), 'utf8');
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("connect-src 'self'");
      expect(policy, path).not.toMatch(/script-src[^;]*(unsafe|https?:|\*)/);
      // What comes before the policy is not held by it.
      expect(html.indexOf('Content-Security-Policy'), path).toBeLessThan(html.indexOf('<script'));
      expect(html, path).not.toContain('/__base__/');
    }
  });

  test('works offline after the first load, pages included that nobody has opened', async () => {
    const { page, context, close } = await visitor.visit('index.html', { serviceWorkers: 'allow' });
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      if (active?.state === 'activated') return;
      await new Promise((done) => active?.addEventListener('statechange', done, { once: true }));
    });
    await context.setOffline(true);
    await page.goto(`${visitor.address}upgrade-helper.html`);
    await page.getByRole('heading', { name: 'What breaks' }).waitFor();
    await page.goto(`${visitor.address}docs/kustomize.html`);
    expect(await page.locator('h1').first().textContent()).toContain('ustomize');
    await close();
  });

  test('the first load of a tool is below 350 kB, without the library and the editor', async () => {
    for (const path of ['index.html', 'upgrade-helper.html', 'my-project.html', 'chart.html']) {
      const html = readFileSync(join(DIST, path), 'utf8');
      const { page, requests, close } = await visitor.visit(path);
      await page.waitForLoadState('networkidle');
      // Prefetched pages that are linked are of later visits.
      const parts = requests
        .filter((url) => /\.(js|css)$/.test(url) && !/assets\/(worker\/|chunks\/editor\.)/.test(url))
        .filter((url) => !/assets\/[^/]*\.md\./.test(url) || html.includes(url.split('/').at(-1)!));
      const sizes = new Map(
        [...new Set(parts)].map((url) => {
          const file = new URL(url).pathname.replace('/operator-scaffold/', '');
          return [file, gzipSync(readFileSync(join(DIST, file))).length] as const;
        }),
      );
      const total = [...sizes.values()].reduce((a, b) => a + b, gzipSync(html).length);
      console.log(`${path}: ${Math.round(total / 1000)} kB in ${sizes.size + 1} files`);
      expect(total, JSON.stringify([...sizes])).toBeLessThan(350_000);
      await close();
    }
  });
});

test('the same build serves from the root of a server', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'site-'));
  place('/', directory);
  const root = await Visitor.start(directory, '/');
  const { page, complaints, close } = await root.visit('upgrade-helper.html');
  await page.getByRole('heading', { name: 'What breaks' }).waitFor();
  await page.goto(`${root.address}docs/charts.html`);
  expect(await page.locator('h1').first().textContent()).toContain('hart');
  expect(complaints).toEqual([]);
  await close();
  await root.stop();
  rmSync(directory, { recursive: true });
});

describe('for everybody', () => {
  const PAGES = ['index', 'upgrade-helper', 'my-project', 'chart', 'docs/charts', 'docs/releases/4.16.0', 'api/index/functions/buildChart'];

  test.each(['light', 'dark'] as const)('axe finds nothing serious in the %s theme', async (colorScheme) => {
    for (const path of PAGES) {
      const { page, close } = await visitor.visit(`${path}.html`, { colorScheme, reducedMotion: 'reduce', bypassCSP: true });
      await page.waitForLoadState('networkidle');
      await screenshot(page, `${path.replaceAll('/', '-')}-${colorScheme}`);
      expect(await barriers(page), path).toEqual([]);
      await close();
    }
  });

  test('a phone shows every page without scrolling sideways', async () => {
    for (const path of PAGES) {
      const { page, close } = await visitor.visit(`${path}.html`, { viewport: { width: 360, height: 740 }, hasTouch: true });
      await page.waitForLoadState('networkidle');
      await screenshot(page, `${path.replaceAll('/', '-')}-phone`);
      expect(await overhang(page), path).toBe(0);
      await close();
    }
  });
});
