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

test('7.5 MB of manifests: the page stays usable, and the work can be broken off', async () => {
  const line = 'x'.repeat(90);
  const big = Array.from({ length: 750 }, (_, at) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shelves-data-${at}\n  namespace: shelves-system\ndata:\n${Array.from({ length: 100 }, (_, row) => `  key${row}: ${line}\n`).join('')}`,
  ).join('---\n');
  const text = `${MANIFESTS}---\n${big}`;
  expect(text.length).toBeGreaterThan(7_500_000);
  const { page, complaints, close } = await visitor.visit('chart.html');
  await page.getByLabel('Open a zip or files').setInputFiles({ name: 'all.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await page.getByText('all.yaml, 7.').waitFor();
  await page.getByRole('button', { name: 'Build the chart' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => page.locator('.os-busy').textContent()).toBe('');
  // The longest time in which the page did not answer, while the chart is built.
  const gap = page.evaluate(async () => {
    let longest = 0;
    let last = performance.now();
    const end = last + 120_000;
    while (performance.now() < end && document.querySelector('#report') === null) {
      await new Promise((done) => setTimeout(done, 10));
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    return longest;
  });
  await page.getByRole('button', { name: 'Build the chart' }).click();
  await page.getByText('of manifests, and building').waitFor();
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel('appVersion').fill('v2');
  await page.getByRole('heading', { name: /^shelves/ }).waitFor();
  const longest = await gap;
  console.log(`longest time without an answer: ${Math.round(longest)} ms`);
  expect(longest).toBeLessThan(1500);
  expect(complaints).toEqual([]);
  await close();
});
