import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { auditTree, buildScaffold } from 'operator-scaffold';
import { writeTree } from 'operator-scaffold/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drop, saved, screenshot, Visitor } from './browser.ts';

const OLD = buildScaffold({
  projectName: 'old',
  domain: 'example.com',
  preset: 'kubebuilder@3.14.2',
  resources: [{ group: 'webapp', version: 'v1', kind: 'Guestbook' }],
  features: { prometheus: true },
});

const SERVICE = 'config/rbac/auth_proxy_service.yaml';
/** As OLD, with a Service that leads to a port which no container has. */
const BROKEN = OLD.with({ [SERVICE]: OLD.get(SERVICE)!.replace('targetPort: https', 'targetPort: metrics') });

let visitor: Visitor;
let directory: string;
beforeAll(async () => {
  visitor = await Visitor.start();
  directory = mkdtempSync(join(tmpdir(), 'site-'));
  await writeTree(BROKEN, join(directory, 'broken'));
});
afterAll(async () => {
  await visitor.stop();
  rmSync(directory, { recursive: true });
});

test('a dropped directory: its release, the broken link, the findings; and nothing leaves the page', async () => {
  const { page, context, requests, complaints, close } = await visitor.visit('my-project.html', { serviceWorkers: 'allow' });
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await drop(page, join(directory, 'broken'));
  await page.locator('.os-verdict.broken').waitFor();
  expect(await page.locator('.os-points').first().textContent()).toContain('kubebuilder@3.14.2');
  const report = auditTree(BROKEN);
  expect(await page.locator('.os-findings li').count()).toBe(report.findings.length);
  const broken = report.drawings.flatMap(({ links }) => links.filter((link) => link.broken));
  expect(await page.locator('.os-wiring path.link.broken').count()).toBe(broken.length);
  expect(broken.length).toBeGreaterThan(0);
  expect(await page.locator('.os-wiring .label.broken').first().textContent()).toContain('8443 → metrics');
  await page.locator('.os-wiring').first().scrollIntoViewIfNeeded();
  await screenshot(page, 'my-project-wiring');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'my-project-wiring-dark', true);

  const before = requests.length;
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.locator('.os-steps li').first().waitFor();
  const later = requests.slice(before).filter((url) => !url.startsWith('blob:'));
  expect(later.filter((url) => !url.startsWith(`${visitor.address}assets/`))).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(visitor.address) && !url.startsWith('blob:'))).toEqual([]);

  // Even code that tries does not get through: neither from the page, nor from its workers.
  const sent = await page.evaluate(async () => {
    const tries = [fetch('https://example.com/'), fetch('http://127.0.0.1:9/')].map((each) => each.then(() => 'sent', () => 'refused'));
    return Promise.all(tries);
  });
  expect(sent).toEqual(['refused', 'refused']);
  expect(complaints.filter((text) => !/Content Security Policy|example\.com|127\.0\.0\.1:9/.test(text))).toEqual([]);
  // What has been loaded once works without a network, to the end.
  await context.setOffline(true);
  await page.getByRole('radio', { name: /A NetworkPolicy/ }).check();
  await expect.poll(async () => (await saved(page, 'Markdown for a pull request')).bytes.toString()).toContain('3.15');
  await close();
});

test('a zip with a directory in it, and the directory picker', async () => {
  const { page, close } = await visitor.visit('my-project.html');
  const zip = zipSync(Object.fromEntries([...OLD].map(({ path, content }) => [`old-main/${path}`, strToU8(content)])));
  await page.getByLabel('Open a zip or files').setInputFiles({ name: 'old.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
  await page.locator('.os-verdict.broken').waitFor();
  expect(await page.locator('#verdict').textContent()).toBe('old');

  // The browser's own dialogue cannot be answered from here; what it gives is a directory as this one is.
  await page.evaluate(async (files) => {
    const root = await navigator.storage.getDirectory();
    for (const [path, content] of files) {
      const parts = path.split('/');
      let directory = root;
      for (const part of parts.slice(0, -1)) directory = await directory.getDirectoryHandle(part, { create: true });
      const writable = await (await directory.getFileHandle(parts.at(-1)!, { create: true })).createWritable();
      await writable.write(content);
      await writable.close();
    }
    Object.assign(window, { showDirectoryPicker: async () => root });
  }, Object.entries(OLD.with({ PROJECT: OLD.get('PROJECT')!.replace('projectName: old', 'projectName: picked') }).toRecord()));
  await page.getByRole('button', { name: 'Open a directory' }).click();
  await expect.poll(() => page.locator('#verdict').textContent()).toBe('picked');
  await close();
});

test('what is no project is told, and what is no zip', async () => {
  const { page, close } = await visitor.visit('my-project.html');
  await page.getByLabel('Open a zip or files').setInputFiles({ name: 'old.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') });
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Open a zip or files').setInputFiles({ name: 'readme.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await page.getByText('no file here is of a scaffold').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await close();
});
