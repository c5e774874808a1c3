import { get, isProblem, send } from '../api/client';
import { reopenEvents } from '../api/events';
import type { Session } from '../api/types';

/** Who is looking at the page; asked once, and again after signing in or out. */
const NOBODY: Session = { role: 'nobody', channels: [] };

const AGAIN_MS = 5000;

let known: Promise<Session> | null = null;
let later = 0;
const watchers: ((session: Session) => void)[] = [];

/** Fails where it cannot be known now: a server that is busy has not signed anybody out. */
export function session(): Promise<Session> {
  known ??= get<Session>('/session', new AbortController().signal).catch((failure: unknown) => {
    known = null;
    if (isProblem(failure, 401)) return NOBODY;
    throw failure;
  });
  return known;
}

export function onSession(watcher: (session: Session) => void): void {
  watchers.push(watcher);
  void session().then(watcher, tellLater);
}

/** One look for all who wait. */
function tellLater(): void {
  clearTimeout(later);
  later = setTimeout(() => void tellAll(), AGAIN_MS);
}

const tellAll = (): Promise<void> =>
  session().then((now) => {
    for (const watcher of watchers) watcher(now);
  }, tellLater);

export async function signIn(token: string): Promise<void> {
  await send<Session>('POST', '/session', { token });
  await changed();
}

export async function signOut(): Promise<void> {
  await send<undefined>('DELETE', '/session');
  await changed();
}

async function changed(): Promise<void> {
  known = null;
  reopenEvents();
  await tellAll();
}

export const mayOwn = (who: Session): boolean =>
  who.role === 'open' || who.role === 'owner' || who.role === 'operator';
