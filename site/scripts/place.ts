import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ANY_BASE, BUILT, SITE } from './places.ts';

const TEXT = /\.(html|js|css|json|svg|txt|xml)$/;

/**
 * Makes the built site one for a path to be served from: addresses, the policy of each page, the list of what is kept
 * for use offline.
 *
 * @param base starts and ends with a slash
 */
export function place(base: string, out: string): void {
  if (!/^\/([^\s]*\/)?$/.test(base)) throw new Error(`a base starts and ends with a slash: ${base}`);
  rmSync(out, { recursive: true, force: true });
  cpSync(BUILT, out, { recursive: true });
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(out, join(entry.parentPath, entry.name)))
    .sort();
  const digest = createHash('sha256');
  for (const path of files) {
    const file = join(out, path);
    if (!TEXT.test(path)) {
      digest.update(readFileSync(file));
      continue;
    }
    let text = readFileSync(file, 'utf8').replaceAll(ANY_BASE, base);
    if (path.endsWith('.html')) text = withPolicy(text);
    digest.update(path).update(text);
    writeFileSync(file, text);
  }
  const kept = files.filter((path) => path !== '404.html' && !path.endsWith('.map'));
  const worker = readFileSync(join(SITE, 'scripts/service-worker.js'), 'utf8')
    .replace('__VERSION__', digest.digest('hex').slice(0, 16))
    .replace('[/* files */]', JSON.stringify(kept));
  writeFileSync(join(out, 'sw.js'), worker);
}

/**
 * Scripts from the site alone, and those in the page by their hash; requests to the site alone. Styles may stand in the
 * page: those of highlighted code are attributes, and CodeMirror writes its own while it runs.
 */
function withPolicy(html: string): string {
  const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code]) => `'sha256-${createHash('sha256').update(code!).digest('base64')}'`,
  );
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(hashes)].join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return html.replace(/<meta charset="utf-8">/i, (charset) => `${charset}\n    ${meta}`);
}
