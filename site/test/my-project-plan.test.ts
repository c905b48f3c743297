import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { applyPlan, auditTree, buildScaffold, FileTree, planUpgrade } from 'operator-scaffold';
import { readTree, writeTree } from 'operator-scaffold/node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers, drop, overhang, saved, screenshot, Visitor } from './browser.ts';

const resources = [{ group: 'webapp', version: 'v1', kind: 'Guestbook' }];
const OLD = buildScaffold({
  projectName: 'old',
  domain: 'example.com',
  preset: 'kubebuilder@3.14.2',
  resources,
  features: { prometheus: true },
});

const MANAGER = 'config/manager/manager.yaml';
const SCAFFOLD = buildScaffold({ projectName: 'shop', domain: 'example.com', preset: 'kubebuilder@4.3.1', resources });
/** With a file of its own, and two things that a later release sets otherwise. */
const SHOP = SCAFFOLD.with({
  'OURS.md': '# Ours\n',
  [MANAGER]: SCAFFOLD.get(MANAGER)!
    .replace('runAsNonRoot: true\n', 'runAsNonRoot: true\n        seccompProfile:\n          type: Localhost\n')
    .replace(/(\n {6}labels:\n)/, '$1        app.kubernetes.io/name: shop-app\n'),
});
const TO = 'kubebuilder@4.16.0';

let visitor: Visitor;
let directory: string;
beforeAll(async () => {
  visitor = await Visitor.start();
  directory = mkdtempSync(join(tmpdir(), 'site-'));
  await writeTree(OLD, join(directory, 'old'));
  await writeTree(SHOP, join(directory, 'shop'));
});
afterAll(async () => {
  await visitor.stop();
  rmSync(directory, { recursive: true });
});

async function open(page: Page, path: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await drop(page, path);
  await page.locator('.os-verdict').waitFor();
}

async function plan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: 'Patch for git apply' }).waitFor();
}

/** What the page's patch makes of a project. */
async function patched(page: Page, tree: FileTree, name: string): Promise<FileTree> {
  const copy = join(directory, name);
  await writeTree(tree, copy);
  writeFileSync(join(directory, `${name}.patch`), (await saved(page, 'Patch for git apply')).bytes);
  execFileSync('git', ['apply', `../${name}.patch`], { cwd: copy });
  return readTree(copy);
}

async function zipped(page: Page): Promise<FileTree> {
  const zip = unzipSync((await saved(page, 'Project as zip')).bytes);
  return FileTree.from(Object.entries(zip).map(([path, bytes]) => [path.replace(/^project\//, ''), bytes] as const));
}

test('the way off the proxy as a patch that git applies and as a zip; on paper', async () => {
  const { page, complaints, close } = await visitor.visit('my-project.html');
  await open(page, join(directory, 'old'));
  expect(await page.getByRole('radio', { name: /Off kube-rbac-proxy/ }).isChecked()).toBe(true);
  await plan(page);
  await page.locator('#steps').scrollIntoViewIfNeeded();
  await screenshot(page, 'my-project-plan', true);
  const after = await patched(page, OLD, 'exit');
  expect(auditTree(after).findings.map(({ rule }) => rule)).not.toContain('proxy-image-gone');
  expect((await zipped(page)).toRecord()).toEqual(after.toRecord());
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Plan', exact: true }).isVisible()).toBe(false);
  await screenshot(page, 'my-project-print', true);
  expect(complaints).toEqual([]);
  await close();
});

test('a step is left out with those that need it; what is done by hand stays ticked', async () => {
  const { page, close } = await visitor.visit('my-project.html');
  await open(page, join(directory, 'old'));
  await plan(page);
  const made = planUpgrade(OLD, { to: 'https-metrics', only: ['metrics'] });
  const needed = made.steps.find(({ id }) => made.steps.some(({ needs }) => needs.includes(id)))!;
  const others = made.steps.filter(({ needs }) => needs.includes(needed.id));
  const box = (title: string) => page.locator('.os-steps label', { hasText: title }).locator('input');
  expect(others.length).toBeGreaterThan(0);
  await box(needed.title).uncheck();
  for (const { title } of others) {
    await expect.poll(() => box(title).isChecked()).toBe(false);
    expect(await box(title).isDisabled()).toBe(true);
  }
  const wanted = applyPlan(OLD, made, { without: [needed.id] });
  expect((await zipped(page)).toRecord()).toEqual(wanted.toRecord());
  expect((await saved(page, 'Markdown for a pull request')).bytes.toString()).toContain('(left out)');
  await box(needed.title).check();
  await expect.poll(() => box(others[0]!.title).isChecked()).toBe(true);

  expect(await page.locator('.os-list.steps input').count()).toBe(made.manual.length);
  await page.locator('.os-list.steps input').first().check();
  await page.reload();
  await open(page, join(directory, 'old'));
  await plan(page);
  expect(await page.locator('.os-list.steps input').first().isChecked()).toBe(true);
  await close();
});

test('the whole upgrade: conflicts with base, yours and theirs, and a choice that is in the patch and the zip', async () => {
  const { page, complaints, close } = await visitor.visit('my-project.html');
  await open(page, join(directory, 'shop'));
  expect(await page.getByRole('radio', { name: /The whole upgrade/ }).isChecked()).toBe(true);
  const targets = await page.getByRole('combobox', { name: 'To', exact: true }).locator('option').allTextContents();
  expect(targets).toContain('kubebuilder@4.4.0');
  expect(targets).not.toContain('kubebuilder@4.2.0');
  await page.getByRole('combobox', { name: 'To', exact: true }).selectOption(TO);
  await plan(page);

  const made = planUpgrade(SHOP, { to: TO });
  expect(made.conflicts.map(({ yours }) => yours).sort()).toEqual(['Localhost', 'shop-app']);
  const conflicts = page.locator('.os-conflict');
  expect(await conflicts.count()).toBe(2);
  const profile = conflicts.filter({ hasText: 'seccompProfile' });
  expect(await profile.locator('.os-side').allTextContents()).toEqual([
    expect.stringMatching(/Before both\s*nothing/),
    expect.stringMatching(/Yours\s*suggested\s*Localhost/),
    expect.stringMatching(/The release\s*RuntimeDefault/),
  ]);
  expect(await profile.getByRole('radio', { name: 'Yours' }).isChecked()).toBe(true);
  await conflicts.first().scrollIntoViewIfNeeded();
  await screenshot(page, 'my-project-conflicts');
  const kept = await patched(page, SHOP, 'yours');
  expect(kept.toRecord()).toEqual(applyPlan(SHOP, made).toRecord());
  expect(kept.get(MANAGER)).toContain('type: Localhost');

  // By keyboard, as everything else here.
  await profile.getByRole('radio', { name: 'Yours' }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await profile.getByRole('radio', { name: 'The release' }).isChecked()).toBe(true);
  const { path, where } = made.conflicts.find(({ yours }) => yours === 'Localhost')!;
  const wanted = applyPlan(SHOP, made, { choices: { [`${path}:${where}`]: 'theirs' } });
  expect(wanted.get(MANAGER)).not.toContain('type: Localhost');
  await expect.poll(async () => (await zipped(page)).get(MANAGER)).toBe(wanted.get(MANAGER));
  expect((await patched(page, SHOP, 'theirs')).toRecord()).toEqual(wanted.toRecord());
  const markdown = (await saved(page, 'Markdown for a pull request')).bytes.toString();
  expect(markdown).toContain('shop-app');
  expect(markdown).not.toContain('Localhost');

  await screenshot(page, 'my-project-upgrade', true);
  await page.emulateMedia({ media: 'print' });
  await screenshot(page, 'my-project-upgrade-print', true);
  expect(complaints).toEqual([]);
  await close();
});

test('a plan for everybody: axe finds nothing serious, and a phone shows it without scrolling sideways', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, close } = await visitor.visit('my-project.html', { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
    await open(page, join(directory, colorScheme === 'light' ? 'shop' : 'old'));
    await page.getByRole('radio', { name: /The whole upgrade/ }).check();
    await plan(page);
    expect(await barriers(page)).toEqual([]);
    await page.locator('.os-file summary').first().click();
    await page.locator('.os-file .cm-editor').first().waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overhang(page)).toBe(0);
    await screenshot(page, `my-project-upgrade-phone-${colorScheme}`, true);
    await close();
  }
});

test('from another release than the one that was found; what the library refuses is told in place', async () => {
  const { page, close } = await visitor.visit('my-project.html');
  await open(page, join(directory, 'shop'));
  await plan(page);
  await page.getByRole('combobox', { name: 'From' }).selectOption('kubebuilder@4.2.0');
  await expect.poll(() => page.locator('.os-figures').textContent()).toContain('kubebuilder@4.2.0 → https-metrics');
  await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('kubebuilder@4.3.1');
  await expect.poll(() => page.locator('.os-figures').textContent()).toContain('kubebuilder@4.2.0 → kubebuilder@4.3.1');
  await page.getByRole('combobox', { name: 'From' }).selectOption('');
  await expect.poll(() => page.locator('.os-figures').textContent()).toContain('kubebuilder@4.3.1 → kubebuilder@4.3.1');
  await page.getByText('Nothing is to be done.').waitFor();
  // A target that is older than the project now is not left standing.
  await page.getByRole('combobox', { name: 'From' }).selectOption('kubebuilder@4.15.0');
  await expect.poll(() => page.locator('.os-figures').textContent()).toContain('kubebuilder@4.15.0 → https-metrics');

  await page.getByLabel('Open a zip or files').setInputFiles({ name: 'readme.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await page.getByText('no file here is of a scaffold').waitFor();
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('nothing here tells which release');
  await close();
});
