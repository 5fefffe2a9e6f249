// Keeps the page for photographs of sheets, and what it is made of, in the browser: it opens without a signal too, and what waits there is seen.
// With a signal everything comes from the server, as ever.
interface Worker {
  addEventListener(type: 'install' | 'activate' | 'message' | 'fetch', heard: (event: Heard) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
interface Heard { request: Request; data: unknown; waitUntil(work: Promise<unknown>): void; respondWith(answer: Promise<Response>): void }

const worker = self as unknown as Worker;
const name = 'atiende-sheets';

async function fresh(request: Request): Promise<Response> {
  const pages = await caches.open(name);
  try {
    const answer = await fetch(request);
    if (answer.ok) await pages.put(request.url, answer.clone());
    else if (answer.status === 404) await pages.delete(request.url);
    return answer;
  } catch (noWay) {
    const there = await pages.match(request.url);
    if (there) return there;
    throw noWay;
  }
}

/** Keeps these, and of the program's files no others: those are of versions before. */
async function keep(addresses: string[]): Promise<void> {
  const pages = await caches.open(name);
  for (const { url } of await pages.keys()) if (new URL(url).pathname.startsWith('/dist/') && !addresses.includes(url)) await pages.delete(url);
  await Promise.all(addresses.map(async address => {
    const answer = await fetch(address);
    if (answer.ok) await pages.put(address, answer);
  }));
}

worker.addEventListener('install', event => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', event => event.waitUntil(keep(event.data as string[])));
worker.addEventListener('fetch', event => {
  if (event.request.method === 'GET' && new URL(event.request.url).origin === location.origin) event.respondWith(fresh(event.request));
});

export {};
