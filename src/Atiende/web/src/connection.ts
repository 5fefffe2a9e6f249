// Whether the server answers. Whoever finds that it does not calls lost(); everyone who waits is told when it is back.
import { hide, show } from './notices';
import { text } from './texts';

const firstWaitMs = 1_000;
const longestWaitMs = 10_000;
const probeMs = 5_000;

let waiting: Array<() => void> = [];
let probing = false;
let wake: (() => void) | undefined;

/** Resolves when the server answers again; shows a notice until then. */
export function lost(): Promise<void> {
  const back = new Promise<void>(resolve => waiting.push(resolve));
  if (!probing) void probe();
  return back;
}

async function probe(): Promise<void> {
  probing = true;
  let waitMs = firstWaitMs;
  show('offline', { message: text('offline'), tone: 'warning' });
  do {
    await new Promise<void>(resolve => {
      wake = resolve;
      setTimeout(resolve, waitMs * (0.75 + Math.random() / 2)); // Spread, so that a restart is not met by everyone at once.
    });
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  } while (!(await answers()));

  probing = false;
  hide('offline');
  show('online', { message: text('online'), tone: 'success', forMs: 2_500 });
  const told = waiting;
  waiting = [];
  for (const tell of told) tell();
}

async function answers(): Promise<boolean> {
  try {
    const reply = await fetch('/health/ready', { cache: 'no-store', signal: AbortSignal.timeout(probeMs) });
    return reply.ok;
  } catch {
    return false;
  }
}

window.addEventListener('online', () => wake?.());

/** Tells that the person is signed out, with a link that comes back here. What was typed stays where it is. */
export function signedOut(): void {
  const here = location.pathname + location.search;
  show('signed-out', {
    message: text('signed-out'),
    tone: 'warning',
    link: { href: `/sign-in?returnUrl=${encodeURIComponent(here)}`, label: text('sign-in') },
  });
}
