import type { ShowEvent } from './types';

const TYPES = [
  'went-live',
  'ended',
  'segment-stored',
  'title-changed',
  'changed',
  'marked',
  'restored',
  'reset',
];

type Listener = (event: ShowEvent) => void;

/** One connection for the whole page, open as long as some view listens. */
const listeners = new Set<Listener>();
let source: EventSource | null = null;
/** It was refused for a while, and nobody knows what happened meanwhile. */
let missed = false;

/** The browser itself tries again only where a connection breaks; after a bad answer it gives up. */
const AGAIN_MS = 5000;

/** Calls until the signal; `reset` means that some were missed. */
export function onEvents(signal: AbortSignal, listener: Listener): void {
  if (signal.aborted) return;
  listeners.add(listener);
  open();
  signal.addEventListener('abort', () => {
    listeners.delete(listener);
    // The next view listens in the same turn: only then is it known that nobody does.
    queueMicrotask(closeWhenUnheard);
  });
}

/** After signing in or out: others' events may be seen now, or no more. */
export function reopenEvents(): void {
  source?.close();
  source = null;
  if (listeners.size > 0) open();
}

function open(): void {
  if (source && source.readyState !== EventSource.CLOSED) return;
  const opened = new EventSource('/api/v1/events');
  source = opened;
  for (const type of TYPES) {
    opened.addEventListener(type, (event) =>
      tell(JSON.parse((event as MessageEvent<string>).data) as ShowEvent),
    );
  }
  opened.addEventListener('open', () => {
    if (missed) tell({ type: 'reset', at: new Date().toISOString() });
    missed = false;
  });
  opened.addEventListener('error', () => {
    if (opened.readyState !== EventSource.CLOSED) return;
    missed = true;
    setTimeout(() => {
      if (source === opened && listeners.size > 0) open();
    }, AGAIN_MS);
  });
}

function tell(event: ShowEvent): void {
  for (const listener of [...listeners]) listener(event);
}

function closeWhenUnheard(): void {
  if (listeners.size > 0) return;
  source?.close();
  source = null;
}
