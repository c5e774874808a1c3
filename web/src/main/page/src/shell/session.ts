import { get, send } from '../api/client';
import { reopenEvents } from '../api/events';
import type { Session } from '../api/types';

/** Who is looking at the page; asked once, and again after signing in or out. */
const NOBODY: Session = { role: 'nobody', channels: [] };

let known: Promise<Session> | null = null;
const watchers: ((session: Session) => void)[] = [];

export function session(): Promise<Session> {
  known ??= get<Session>('/session', new AbortController().signal).catch(() => {
    known = null;
    return NOBODY;
  });
  return known;
}

export function onSession(watcher: (session: Session) => void): void {
  watchers.push(watcher);
  session().then(watcher);
}

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
  const now = await session();
  for (const watcher of watchers) watcher(now);
}

export const mayOwn = (who: Session): boolean =>
  who.role === 'open' || who.role === 'owner' || who.role === 'operator';
