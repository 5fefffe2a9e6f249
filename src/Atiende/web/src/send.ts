// Photographs of sheets from a telephone. The page works without this file. With it each photograph is kept in this browser (IndexedDB)
// from the moment it is chosen until the server says that it is stored: with no signal it waits, and goes by itself when there is one.
// The page itself is kept by send-worker.ts, so that it opens without a signal too.
interface Waiting { id: string; door: string; name: string; sender: string; photo: Blob; at: number }
interface Answer { photos: Array<{ name: string | null; refused: string | null; stored: string | null }>; again?: string }

const againMs = 20_000;
const door = location.pathname;
const form = document.querySelector<HTMLFormElement>('#send-form');
const list = document.querySelector<HTMLElement>('#send-list');
const state = document.querySelector<HTMLElement>('#send-state');
const counts = document.querySelector<HTMLElement>('#send-count');
const input = document.querySelector<HTMLInputElement>('#photos');
const word = (name: string): string => form?.dataset[name] ?? '';

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('atiende-sheets', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos', { keyPath: 'id' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('no database'));
  });
}

async function run<T>(mode: IDBTransactionMode, work: (photos: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const data = await database();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = data.transaction('photos', mode);
      const request = work(transaction.objectStore('photos'));
      // Only what is written through is kept.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('not kept'));
    });
  } finally {
    data.close();
  }
}

const all = async (): Promise<Waiting[]> =>
  (await run('readonly', photos => photos.getAll() as IDBRequest<Waiting[]>)).filter(one => one.door === door).sort((one, other) => one.at - other.at);

function line(id: string, name: string): HTMLElement {
  const there = document.getElementById(`photo-${id}`);
  if (there) return there;

  const item = document.createElement('li');
  item.id = `photo-${id}`;
  const title = document.createElement('span');
  title.textContent = name;
  const said = document.createElement('strong');
  item.append(title, ' ', said);
  list?.append(item);
  return item;
}

function say(id: string, name: string, text: string, kind: string): void {
  const item = line(id, name);
  item.className = kind;
  item.querySelector('strong')!.textContent = text;
}

function tell(text: string): void {
  if (state) state.textContent = text;
}

/** How many are where: what waits is counted in this browser's own store, not on the page. */
async function count(): Promise<void> {
  if (!counts) return;
  const waiting = (await all()).length;
  const [stored, refused] = ['stored', 'refused'].map(kind => list?.querySelectorAll(`.${kind}`).length ?? 0);
  counts.textContent = waiting + stored! + refused! === 0 ? ''
    : [[word('countStored'), stored], [word('countWaiting'), waiting], ...(refused ? [[word('countRefused'), refused]] : [])].map(([name, many]) => `${name}: ${many}`).join(' · ');
}

let busy = false;

/** Two windows of one browser do not send the same at once. */
async function send(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    if (navigator.locks) await navigator.locks.request('atiende-sheets', { ifAvailable: true }, lock => lock ? sendAll() : undefined);
    else await sendAll();
  } finally {
    busy = false;
  }
}

async function sendAll(): Promise<void> {
  for (const one of await all()) {
    const stopped = await post(one);
    await count();
    if (stopped) return tell(stopped);
  }

  if (list?.querySelector('.stored') && !(await all()).length) tell(word('all'));
}

/** Why the rest must wait too; nothing where it may go on. */
async function post(one: Waiting): Promise<string> {
  say(one.id, one.name, word('sending'), 'sending');
  const body = new FormData();
  body.append('id', one.id);
  body.append('sender', one.sender);
  body.append('photos', one.photo, one.name);
  const wait = (why: string): string => {
    say(one.id, one.name, word('waiting'), 'waiting');
    return why;
  };
  try {
    const answer = await fetch(door, { method: 'POST', body, headers: { Accept: 'application/json' } });
    if (answer.status === 404) return wait(word('gone'));
    if (answer.status === 429) return wait(((await answer.json()) as Answer).again ?? word('busy'));
    if (answer.status !== 200 && answer.status !== 422) return wait(word('busy'));

    const [photo] = ((await answer.json()) as Answer).photos;
    if (photo?.stored) say(one.id, one.name, `${word('stored')} ${new Date(photo.stored).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`, 'stored');
    else say(one.id, one.name, `${word('refused')} ${photo?.refused ?? ''}`, 'refused');
    await run('readwrite', photos => photos.delete(one.id));
    return '';
  } catch {
    return wait(word('offline'));
  }
}

async function keep(files: File[], sender: string): Promise<void> {
  // What waits is not the first thing to go where the telephone is full.
  await navigator.storage?.persist?.().catch(() => false);
  for (const file of files) {
    const id = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte, at) =>
      ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
    if (file.size > Number(word('mostBytes'))) {
      say(id, file.name, word('large'), 'refused');
      continue;
    }

    // The bytes themselves: a file that is only pointed at may be gone when there is a signal again.
    const photo = new Blob([await file.arrayBuffer()], { type: file.type });
    await run('readwrite', photos => photos.put({ id, door, name: file.name, sender, photo, at: Date.now() } satisfies Waiting));
    say(id, file.name, word('waiting'), 'waiting');
    await count();
  }
}

form?.addEventListener('submit', event => {
  const files = [...(input?.files ?? [])];
  if (!files.length || form.dataset['plain']) return;

  event.preventDefault();
  const sender = form.querySelector<HTMLSelectElement>('[name=sender]')?.value ?? '';
  keep(files, sender).then(() => {
    form.reset();
    const chosen = form.querySelector<HTMLSelectElement>('[name=sender]');
    if (chosen) chosen.value = sender;
    return send();
  }).catch(() => {
    // No room in this browser, or none allowed: then they are sent as the page would, and not before that is said.
    form.dataset['plain'] = 'yes';
    tell(word('unkept'));
  });
});

if (form) {
  addEventListener('online', () => void send());
  addEventListener('offline', () => tell(word('offline')));
  setInterval(() => void send(), againMs);
  all().then(waiting => {
    for (const one of waiting) say(one.id, one.name, word('waiting'), 'waiting');
    return count().then(send);
  }).catch(() => { form.dataset['plain'] = 'yes'; });

  // The page is kept with what it is made of, once it is here whole. Where there is no secure connection there is no worker, and no more than that.
  navigator.serviceWorker?.register(form.dataset['worker']!).then(() => navigator.serviceWorker.ready).then(ready => {
    ready.active?.postMessage([location.href.split('#')[0], ...performance.getEntriesByType('resource').map(one => one.name).filter(name => name.startsWith(location.origin))]);
  }).catch(() => undefined);
}

export {};
