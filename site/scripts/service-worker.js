// Keeps the whole site for use offline. Pages come from the network where there is one, so that a new version is seen
// at once; all else has a name that changes with its content, and comes from what is kept.
const VERSION = '__VERSION__';
const FILES = [/* files */];

const CACHE = `operator-scaffold ${self.registration.scope}`;
const scope = new URL(self.registration.scope);
const addressOf = (path) => new URL(path, scope).href;

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

async function keep() {
  const cache = await caches.open(CACHE);
  const state = await cache.match(addressOf('sw.js?version'));
  const same = state !== undefined && (await state.text()) === VERSION;
  const wanted = [];
  for (const path of FILES) {
    const immutable = path.startsWith('assets/');
    if (same || (immutable && (await cache.match(addressOf(path))) !== undefined)) continue;
    wanted.push(path);
  }
  // A few at a time: who reads the page in the meantime has the line first.
  const next = async () => {
    for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
      await cache.add(new Request(addressOf(path), { cache: path.startsWith('assets/') ? 'default' : 'no-cache' }));
    }
  };
  await Promise.all([next(), next(), next(), next()]);
  await cache.put(addressOf('sw.js?version'), new Response(VERSION));
}

self.addEventListener('activate', (event) => {
  event.waitUntil(drop().then(() => self.clients.claim()));
});

async function drop() {
  const cache = await caches.open(CACHE);
  const kept = new Set([...FILES, 'sw.js?version'].map(addressOf));
  for (const request of await cache.keys()) if (!kept.has(request.url)) await cache.delete(request);
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  // Nothing of this site asks anybody else for anything.
  if (url.origin !== scope.origin) return event.respondWith(Response.error());
  if (event.request.method !== 'GET' || !url.pathname.startsWith(scope.pathname)) return;
  event.respondWith(event.request.mode === 'navigate' ? page(event.request, url) : part(event.request, url));
});

async function page(request, url) {
  try {
    return await fetch(request);
  } catch {
    const path = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname;
    const kept = await (await caches.open(CACHE)).match(new URL(path, scope).href);
    return kept ?? Response.error();
  }
}

async function part(request, url) {
  const kept = await (await caches.open(CACHE)).match(url.origin + url.pathname);
  return kept ?? fetch(request);
}
