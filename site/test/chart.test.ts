import { strFromU8, unzipSync } from 'fflate';
import { buildChart, buildScaffold, renderYaml } from 'operator-scaffold';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saved, screenshot, Visitor } from './browser.ts';

const MANIFESTS = renderYaml(
  buildScaffold({ projectName: 'shelves', resources: [{ group: 'store', version: 'v1', kind: 'Shelf', webhooks: { validation: true } }] }),
);

let visitor: Visitor;
beforeAll(async () => {
  visitor = await Visitor.start();
});
afterAll(() => visitor.stop());

test('pasted manifests, an option, the report, the preview and the zip', async () => {
  const { page, requests, complaints, close } = await visitor.visit('chart.html');
  await page.getByLabel('Manifests').fill(MANIFESTS);
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel('version', { exact: true }).fill('not a version');
  await page.getByRole('button', { name: 'Build the chart' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('semver');
  await page.getByLabel('version', { exact: true }).fill('1.4.0');
  await page.getByLabel('crds').selectOption('crds');
  await page.getByRole('button', { name: 'Build the chart' }).click();
  await page.getByRole('heading', { name: 'shelves 1.4.0' }).waitFor();
  const chart = buildChart(MANIFESTS, { version: '1.4.0', crds: 'crds' });
  expect(await page.locator('.os-tree button').allTextContents()).toEqual(chart.paths());
  await page.locator('.os-tree button', { hasText: 'Chart.yaml' }).click();
  await expect.poll(() => page.locator('.os-preview .cm-content').textContent()).toContain('version: 1.4.0');
  await screenshot(page, 'chart-built', true);
  const zip = await saved(page, 'Chart as zip');
  expect(zip.name).toBe('shelves-1.4.0.zip');
  expect(strFromU8(unzipSync(zip.bytes)['shelves/values.yaml']!)).toBe(chart.get('values.yaml'));
  expect(requests.filter((url) => !url.startsWith(visitor.address) && !url.startsWith('blob:'))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

/** A definition of a kind, of about 100 kB. */
function definition(at: number): string {
  const names = { kind: `Shelf${at}`, plural: `shelf${at}s`, singular: `shelf${at}`, listKind: `Shelf${at}List` };
  const fields = Array.from(
    { length: 900 },
    (_, row) => `              field${row}:\n                type: string\n                description: ${'what it is for, '.repeat(4)}\n`,
  );
  return [
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n',
    `metadata:\n  name: ${names.plural}.store.my.domain\nspec:\n  group: store.my.domain\n  names: ${JSON.stringify(names)}\n`,
    '  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n',
    '        type: object\n        properties:\n          spec:\n            type: object\n            properties:\n',
    ...fields,
  ].join('');
}

test('7.5 MB of manifests: the page stays usable, and the work can be broken off', async () => {
  const text = [MANIFESTS, ...Array.from({ length: 75 }, (_, at) => definition(at))].join('---\n');
  expect(text.length).toBeGreaterThan(7_500_000);
  const { page, complaints, close } = await visitor.visit('chart.html');
  const build = page.getByRole('button', { name: 'Build the chart' });
  await page.getByLabel('Open a zip or files').setInputFiles({ name: 'all.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await page.getByText(/^\s*all\.yaml, \d/).waitFor();
  await build.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => page.locator('.os-busy').textContent()).toBe('');
  await page.getByText('Options', { exact: true }).click();
  // The longest time in which the page did not answer, while the chart is built.
  await page.evaluate(() => {
    const state = Object.assign(window, { longest: 0 });
    let last = performance.now();
    setInterval(() => {
      state.longest = Math.max(state.longest, performance.now() - last);
      last = performance.now();
    }, 10);
  });
  await build.click();
  await page.getByText('of manifests, and building').waitFor();
  await page.getByLabel('appVersion').fill('v2');
  await page.getByRole('heading', { name: /^shelves/ }).waitFor({ timeout: 120_000 });
  const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
  console.log(`longest time without an answer: ${Math.round(longest)} ms`);
  expect(longest).toBeLessThan(1500);
  await screenshot(page, 'chart-large', true);
  expect(complaints).toEqual([]);
  await close();
});
