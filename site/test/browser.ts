import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { ARTIFACTS, DIST } from '../scripts/places.ts';
import { serve, type Served } from './serve.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The path that the site is built for, unless it is told another. */
export const BASE = '/operator-scaffold/';

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every address that the page, its workers and its service worker asked for. */
  readonly requests: readonly string[];
  /** What the browser complained about: errors of scripts, refusals by the policy, files that are not there. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export class Visitor {
  private constructor(
    private readonly browser: Browser,
    private readonly server: Served,
  ) {}

  static async start(directory = DIST, base = BASE): Promise<Visitor> {
    const server = await serve(directory, base);
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    return new Visitor(browser, server);
  }

  get address(): string {
    return this.server.address;
  }

  async visit(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      // Where it is not what is tested: it would fetch the whole site each time.
      serviceWorkers: 'block',
      ...options,
    });
    const requests: string[] = [];
    const complaints: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(this.address + path);
    return { page, context, requests, complaints, close: () => context.close() };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

export async function screenshot(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`), fullPage });
}

/** What a click on a button saves. */
export async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await waiting;
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/** Drops a directory where the page takes it, as a person drags it from a file manager. */
export async function drop(page: Page, path: string): Promise<void> {
  const zone = (await page.locator('.os-drop').boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const at = { x: zone.x + zone.width / 2, y: zone.y + 20 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

/** What axe calls serious or worse; the page is to be visited with `bypassCSP`, since axe is a script of ours. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
}

/** By how many pixels a page is wider than the window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}
