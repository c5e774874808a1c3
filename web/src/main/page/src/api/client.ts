import { text } from '../text';

/** What went wrong, as the server says it (RFC 9457), or in words of the page's own. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail || title);
  }
}

/** An answer and the ETag that an edit of it has to name; empty where the answer has none. */
export interface Answer<T> {
  readonly body: T;
  readonly etag: string;
}

const API = '/api/v1';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export async function get<T>(path: string, signal: AbortSignal, query: Query = {}): Promise<T> {
  return (await read<T>(path, signal, query)).body;
}

export async function read<T>(
  path: string,
  signal: AbortSignal,
  query: Query = {},
): Promise<Answer<T>> {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') asked.set(name, String(value));
  }
  const words = asked.toString();
  return call<T>(`${path}${words ? `?${words}` : ''}`, { signal });
}

/** Changes something; with an ETag only what the caller has seen. */
export async function send<T>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  etag?: string,
): Promise<Answer<T>> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (etag) headers['If-Match'] = etag;
  return call<T>(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** After so long no answer comes any more: better to say so than to show grey shapes for ever. */
const PATIENCE_MS = 30_000;

async function call<T>(path: string, request: RequestInit): Promise<Answer<T>> {
  const { signal } = request;
  const stop = new AbortController();
  const leave = (): void => stop.abort();
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave);
  const timer = setTimeout(leave, PATIENCE_MS);
  try {
    return await answer<T>(path, { ...request, signal: stop.signal });
  } catch (failure) {
    if (!isAbort(failure) || signal?.aborted) throw failure;
    throw new Problem(0, text.failure.late, text.failure.lateDetail);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}

async function answer<T>(path: string, request: RequestInit): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(API + path, request);
  } catch (failure) {
    if (isAbort(failure)) throw failure;
    throw new Problem(0, text.failure.noServer, text.failure.noServerDetail);
  }
  if (!response.ok) throw await problem(response);
  const body = response.status === 204 ? undefined : await response.json();
  return { body: body as T, etag: response.headers.get('ETag') ?? '' };
}

/** What a refusal says. */
export async function problem(response: Response): Promise<Problem> {
  try {
    const said = (await response.json()) as { title?: string; detail?: string };
    return new Problem(response.status, said.title ?? response.statusText, said.detail ?? '');
  } catch {
    return new Problem(response.status, text.failure.strange, text.failure.status(response.status));
  }
}

/** Whether somebody left the view, and nothing went wrong. */
export const isAbort = (failure: unknown): boolean =>
  failure instanceof DOMException && failure.name === 'AbortError';

export const isProblem = (failure: unknown, status: number): boolean =>
  failure instanceof Problem && failure.status === status;
