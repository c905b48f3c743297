import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { buildScaffold, diffScaffolds, type ScaffoldOptions } from 'operator-scaffold';
import { writeTree } from 'operator-scaffold/node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saved, screenshot, Visitor } from './browser.ts';

const OPTIONS: ScaffoldOptions = {
  projectName: 'guestbook',
  domain: 'example.com',
  resources: [{ group: 'webapp', version: 'v1', kind: 'Guestbook' }],
};
const FROM = 'kubebuilder@3.14.2';
const TO = 'https-metrics';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await Visitor.start();
});
afterAll(() => visitor.stop());

const ready = (page: Page) => page.getByRole('heading', { name: 'Changes', exact: true }).waitFor();
const paths = (page: Page) => page.locator('.os-file .os-path').evaluateAll((all) => all.map((each) => each.textContent!.trim()));

test('shows what the library says, and links show the same to others', async () => {
  const { page, requests, complaints, close } = await visitor.visit('upgrade-helper.html');
  await ready(page);
  const whole = diffScaffolds({ ...OPTIONS, preset: FROM }, { ...OPTIONS, preset: TO });
  expect((await paths(page)).length).toBe(whole.files.length);

  await page.getByRole('combobox', { name: 'Theme' }).selectOption('metrics');
  await expect.poll(async () => (await paths(page)).length).toBeLessThan(whole.files.length);
  const metrics = await paths(page);
  expect(metrics.join('\n')).toContain('auth_proxy');

  await page.getByRole('combobox', { name: 'From' }).selectOption('kubebuilder@4.5.2');
  await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('kubebuilder@4.16.0');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('all');
  await expect.poll(() => page.url()).toMatch(/#from=kubebuilder@4\.5\.2&to=kubebuilder@4\.16\.0$/);
  await expect.poll(async () => (await paths(page)).length).toBe(
    diffScaffolds({ ...OPTIONS, preset: 'kubebuilder@4.5.2' }, { ...OPTIONS, preset: 'kubebuilder@4.16.0' }).files.length,
  );
  const shown = await paths(page);
  const link = page.url();
  await page.getByRole('button', { name: 'By reason' }).click();
  const anchor = page.locator('.os-reasons article').nth(2);
  const id = (await anchor.getAttribute('id'))!;
  await anchor.locator('.os-anchor').click();
  const reasonLink = page.url();
  expect(reasonLink).toContain(`reason=${id}`);
  expect(complaints).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(visitor.address) && !url.startsWith('blob:'))).toEqual([]);
  await close();

  const other = await visitor.visit(link.slice(visitor.address.length));
  await ready(other.page);
  expect(await paths(other.page)).toEqual(shown);
  await other.close();
  const third = await visitor.visit(reasonLink.slice(visitor.address.length));
  await third.page.locator('article.chosen').waitFor();
  expect(await third.page.locator('article.chosen').getAttribute('id')).toBe(id);
  await expect.poll(() => third.page.evaluate(() => document.activeElement?.id)).toBe(id);
  await third.close();
});

test('a PROJECT file gives the options, a wrong one is told in place', async () => {
  const { page, close } = await visitor.visit('upgrade-helper.html');
  await ready(page);
  await page.getByText('Your project: guestbook').click();
  const field = page.getByLabel('Or paste your PROJECT file');
  await field.fill('version: "2"\n');
  await page.getByRole('button', { name: 'Take these options' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('not version 3');
  await field.fill(
    buildScaffold({ projectName: 'shelves', domain: 'acme.org', resources: [{ group: 'store', version: 'v1beta1', kind: 'Shelf' }] }).get('PROJECT')!,
  );
  await page.getByRole('button', { name: 'Take these options' }).click();
  await page.getByText('Your project: shelves').waitFor();
  await expect.poll(async () => (await paths(page)).join('\n')).toContain('shelf');
  await page.getByRole('textbox', { name: 'projectName' }).fill('Bad Name');
  await page.getByRole('textbox', { name: 'projectName' }).press('Tab');
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('projectName');
  await screenshot(page, 'upgrade-helper-refused');
  await close();
});

test('files side by side and unified, objects by field, ticks that survive a reload', async () => {
  const { page, complaints, close } = await visitor.visit('upgrade-helper.html#from=kubebuilder@4.4.0&to=kubebuilder@4.16.0');
  await ready(page);
  await page.locator('.os-file', { hasText: 'config/manager/manager.yaml' }).locator('summary').click();
  await page.locator('.cm-mergeView .cm-merge-b').waitFor();
  expect(await page.locator('.cm-mergeView .cm-collapsedLines').count()).toBeGreaterThan(0);
  expect(await page.locator('.cm-mergeView .tok-propertyName').count()).toBeGreaterThan(0);
  await page.locator('.cm-mergeView').scrollIntoViewIfNeeded();
  await screenshot(page, 'upgrade-helper-split');
  await page.getByRole('button', { name: 'Unified' }).click();
  await page.locator('.os-diff .cm-deletedChunk').first().waitFor();
  expect(page.url()).toContain('layout=unified');
  expect(page.url()).toContain('file=config/manager/manager.yaml');

  await page.getByRole('button', { name: 'By object' }).click();
  await page.locator('.os-object summary', { hasText: 'Deployment' }).first().click();
  expect(await page.locator('.os-changes dt code').first().textContent()).toMatch(/^(spec|metadata)/);
  await screenshot(page, 'upgrade-helper-objects');

  await page.getByRole('button', { name: 'By file' }).click();
  const box = page.getByLabel('Done with config/manager/manager.yaml');
  await box.check();
  const step = page.locator('.os-list.steps input').first();
  await step.check();
  await page.reload();
  await ready(page);
  expect(await page.getByLabel('Done with config/manager/manager.yaml').isChecked()).toBe(true);
  expect(await page.locator('.os-list.steps input').first().isChecked()).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

test('downloads are what they say: git applies the patch, the zips hold the trees', async () => {
  const { page, close } = await visitor.visit('upgrade-helper.html');
  await ready(page);
  const directory = mkdtempSync(join(tmpdir(), 'site-'));
  const before = buildScaffold({ ...OPTIONS, preset: FROM });
  const after = buildScaffold({ ...OPTIONS, preset: TO });
  await writeTree(before, join(directory, 'guestbook'));
  const patch = await saved(page, 'Patch');
  expect(patch.name).toBe('guestbook-3.14.2-to-https-metrics.patch');
  writeFileSync(join(directory, 'a.patch'), patch.bytes);
  execFileSync('git', ['apply', '../a.patch'], { cwd: join(directory, 'guestbook') });
  for (const { path, content } of after) expect(readFileSync(join(directory, 'guestbook', path), 'utf8'), path).toBe(content);

  const scaffold = await saved(page, 'New scaffold (zip)');
  const files = unzipSync(scaffold.bytes);
  expect(Object.keys(files).sort()).toEqual(after.paths().map((path) => `guestbook/${path}`).sort());
  expect(strFromU8(files['guestbook/PROJECT']!)).toBe(after.get('PROJECT'));

  const chart = await saved(page, 'Its chart (zip)');
  const tree = buildScaffold({ ...OPTIONS, preset: TO, format: 'helm' });
  expect(strFromU8(unzipSync(chart.bytes)['guestbook/Chart.yaml']!)).toBe(tree.get('Chart.yaml'));
  const markdown = await saved(page, 'Markdown for a pull request');
  expect(markdown.bytes.toString()).toContain('kube-rbac-proxy');
  rmSync(directory, { recursive: true });
  await close();
});

test('by keyboard alone: the view is changed and a file opened', async () => {
  const { page, close } = await visitor.visit('upgrade-helper.html');
  await ready(page);
  await page.getByRole('button', { name: 'By object' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.os-object').first().waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await page.locator('.os-file').first().waitFor();
  const tick = page.locator('.os-file .os-tick').first();
  await tick.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.os-file .cm-editor').first().waitFor();
  await close();
});
