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
  source = new EventSource('/api/v1/events');
  for (const type of TYPES) {
    source.addEventListener(type, (event) => {
      const said = JSON.parse((event as MessageEvent<string>).data) as ShowEvent;
      for (const listener of [...listeners]) listener(said);
    });
  }
}

function closeWhenUnheard(): void {
  if (listeners.size > 0) return;
  source?.close();
  source = null;
}
