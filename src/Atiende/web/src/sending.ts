// Sends a file in pieces to an address that takes them (IUploadDoor): begun once, gone on from where it stands after a broken line, a reload of
// the page or a restart of the server, finished into an attachment. The file itself waits in this browser's IndexedDB meanwhile.

export interface Waiting { id: number; owner: string; key: string; url: string; name: string; file: Blob; isPublic: boolean; at: number; location?: string; kept?: string }
export interface Kept { id: string; name: string }

/** Why the server does not take it, in words for the person. */
export class NotTaken extends Error {}

const pieceBytes = 512 * 1024;
const firstWaitMs = 1_000;
const longestWaitMs = 10_000;
const keptMs = 20 * 3_600_000; // The server forgets it after a day.
const store = 'files';

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('atiende-uploads', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: 'id', autoIncrement: true });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function within<T>(mode: IDBTransactionMode, work: (files: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const base = await database();
    return await new Promise<T>((resolve, reject) => {
      const asked = work(base.transaction(store, mode).objectStore(store));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } catch {
    return undefined; // A private window keeps nothing: then a reload loses what is on its way, and no more.
  }
}

/** Puts a file on its way; what is returned is remembered over a reload. */
export async function remember(file: File, owner: string, key: string, url: string, isPublic: boolean): Promise<Waiting> {
  const waiting = { owner, key, url, name: file.name, file, isPublic, at: Date.now() };
  const id = await within<IDBValidKey>('readwrite', files => files.add(waiting));
  return { ...waiting, id: typeof id === 'number' ? id : -1 };
}

export async function update(waiting: Waiting): Promise<void> {
  if (waiting.id >= 0) await within('readwrite', files => files.put(waiting));
}

export async function forget(waiting: Waiting): Promise<void> {
  if (waiting.id >= 0) await within('readwrite', files => files.delete(waiting.id));
}

/** What was on its way when the page was left. */
export async function remembered(owner: string, key: string): Promise<Waiting[]> {
  const all = await within<Waiting[]>('readonly', files => files.getAll() as IDBRequest<Waiting[]>) ?? [];
  for (const old of all.filter(waiting => Date.now() - waiting.at > keptMs)) await forget(old);
  return all.filter(waiting => waiting.owner === owner && waiting.key === key && Date.now() - waiting.at <= keptMs);
}

/** Sends it whole. */
export async function send(waiting: Waiting, token: string, told: (sent: number) => void, stop: AbortSignal): Promise<Kept> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await attempt(waiting, token, sent => {
        waitMs = firstWaitMs;
        told(sent);
      }, stop);
    } catch (failed) {
      if (failed instanceof NotTaken || stop.aborted) throw failed;
      // The line, or the server for a moment: it goes on from where it stands.
      await new Promise(resolve => setTimeout(resolve, waitMs));
    }
  }
}

async function attempt(waiting: Waiting, token: string, told: (sent: number) => void, signal: AbortSignal): Promise<Kept> {
  const headers = { RequestVerificationToken: token };
  let offset = 0;
  if (waiting.location) {
    const here = await fetch(waiting.location, { method: 'HEAD', signal, cache: 'no-store', redirect: 'manual' });
    if (here.status === 404) delete waiting.location;
    else if (here.ok) offset = Number(here.headers.get('Upload-Offset'));
    else throw new Error(`${here.status}`);
  }

  if (!waiting.location) {
    const begun = await checked(await fetch(waiting.url, {
      method: 'POST', signal, redirect: 'manual',
      headers: { ...headers, 'Upload-Length': `${waiting.file.size}`, 'Upload-Name': encodeURIComponent(waiting.name), 'Upload-Public': `${waiting.isPublic}` },
    }));
    waiting.location = begun.headers.get('Location') ?? '';
    await update(waiting);
  }

  while (offset < waiting.file.size) {
    told(offset);
    const piece = await fetch(waiting.location, {
      method: 'PATCH', signal, redirect: 'manual', body: waiting.file.slice(offset, offset + pieceBytes),
      headers: { ...headers, 'Upload-Offset': `${offset}`, 'Content-Type': 'application/offset+octet-stream' },
    });
    if (piece.status !== 409) await checked(piece);
    offset = Number(piece.headers.get('Upload-Offset') ?? offset);
  }

  told(offset);
  return await (await checked(await fetch(waiting.location, { method: 'POST', signal, redirect: 'manual', headers }))).json() as Kept;
}

// What is wrong with the file stays wrong; anything else may pass.
async function checked(reply: Response): Promise<Response> {
  if (reply.ok) return reply;
  if ([413, 415, 422, 429].includes(reply.status)) throw new NotTaken((await reply.text()).slice(0, 300));
  if ([400, 401, 403, 404].includes(reply.status) || reply.type === 'opaqueredirect') throw new NotTaken('');
  throw new Error(`${reply.status}`);
}
