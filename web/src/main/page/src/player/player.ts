import type { Codecs, Timeline } from '../api/types';
import { text } from '../text';
import { edgeAfter, timeAt } from './clock';
import { inFlv } from './codecs';
import { type Engine, flvEngine, hlsEngine } from './engines';

/** Where a show comes from. */
export interface Source {
  readonly hls: string;
  /** HTTP-FLV from an offset on. */
  readonly flv: string;
  readonly liveFlv: string | null;
  /** Of a show that has just begun nothing is known yet. */
  readonly codecs: Codecs | null;
}

/**
 * idle: nothing loaded; archive: by HLS, at an offset; recent: of a live show what HLS has not listed
 * yet, by HTTP-FLV from an offset; edge: as it comes, by HTTP-FLV; failed: see {@link Player.problem}.
 */
export type Mode = 'idle' | 'archive' | 'recent' | 'edge' | 'failed';

/** This near to the edge one is live. */
const LIVE_WITHIN_SECONDS = 4;
/** HLS lists a piece when it is whole: what is newer than this it may not have. */
const HLS_BEHIND_SECONDS = 25;
/** After so long a pause the live stream is let go; by then HLS has what was on the screen. */
const LET_GO_MS = 30_000;
/** So often HTTP-FLV is tried again before HLS has to do. */
const EDGE_TRIES = 2;

/** A show in a video element, by offsets on the show's clock, whatever feeds it. */
export class Player extends EventTarget {
  mode: Mode = 'idle';
  problem: { readonly words: string; readonly status: number } | null = null;
  private engine: Engine | null = null;
  private turn = 0;
  private edgeTries = 0;
  /** Where the edge was left by a pause: going on is going on from there. */
  private leftAt: number | null = null;
  private askedAt = performance.now();
  private seekingTo: number | null = null;
  /** It has played since it was loaded: a pause is somebody's, not the loading's. */
  private settled = false;
  /** Where the FLV that is playing began. */
  private base = 0;
  private atHlsEdge = false;
  private letGo = 0;

  constructor(
    readonly video: HTMLVideoElement,
    private source: Source,
    private clock: Timeline,
    signal: AbortSignal,
  ) {
    super();
    signal.addEventListener('abort', () => this.unload());
    video.addEventListener('pause', () => this.paused(), { signal });
    const arrived = () => {
      this.seekingTo = null;
    };
    const settled = () => {
      this.settled = true;
      // Also when it is a key of the keyboard or a headset that plays, which asks nobody here.
      this.leftAt = null;
      arrived();
    };
    video.addEventListener('seeked', arrived, { signal });
    video.addEventListener('playing', settled, { signal });
  }

  get timeline(): Timeline {
    return this.clock;
  }

  get live(): boolean {
    return this.clock.live;
  }

  /** The show goes on, or is over: what is known of its clock now. */
  learn(timeline: Timeline): void {
    this.clock = timeline;
    this.askedAt = performance.now();
    this.changed();
  }

  /**
   * What it is coded in is known now, so HLS has its first piece. Where HTTP-FLV leaves some of it
   * out, HLS goes on; what could not begin before, begins.
   */
  learnCodecs(codecs: Codecs): void {
    this.source = { ...this.source, codecs };
    if (this.mode === 'failed') {
      // Whoever had paused it finds it paused.
      return this.leftAt === null ? void this.seek(this.position()) : this.loseStream();
    }
    const lacking = this.mode === 'edge' || this.mode === 'recent';
    if (!lacking || inFlv(codecs)) return;
    if (this.leftAt !== null) this.loseStream();
    else if (this.mode === 'recent') void this.loadArchive(this.position(), !this.video.paused);
    else void this.loadHlsEdge();
  }

  length(): number {
    return edgeAfter(this.clock, (performance.now() - this.askedAt) / 1000);
  }

  position(): number {
    if (this.seekingTo !== null) return this.seekingTo;
    if (this.leftAt !== null) return this.leftAt;
    if (this.mode === 'edge' || this.mode === 'failed') return this.length();
    const at = this.mode === 'recent' ? this.base + this.video.currentTime : this.video.currentTime;
    return Math.min(at, this.length());
  }

  timeOfDay(): number | null {
    return timeAt(this.clock, this.position());
  }

  atEdge(): boolean {
    return this.live && this.leftAt === null && (this.mode === 'edge' || this.atHlsEdge);
  }

  /** Goes to an offset; in a live show near its edge, to the edge itself. */
  async seek(offset: number): Promise<void> {
    const target = Math.max(0, Math.min(offset, this.length()));
    if (this.live && this.length() - target < LIVE_WITHIN_SECONDS) return this.goLive();
    const play = this.mode === 'idle' || this.mode === 'failed' || !this.video.paused;
    this.leftAt = null;
    this.atHlsEdge = false;
    this.seekingTo = target;
    this.changed();
    if (this.mode === 'archive' && !this.isRecent(target)) this.video.currentTime = target;
    else await this.loadAt(target, play);
  }

  /** To where it happens now. */
  async goLive(): Promise<void> {
    this.edgeTries = 0;
    this.atHlsEdge = false;
    this.leftAt = null;
    this.seekingTo = null;
    await this.loadEdge();
  }

  async play(): Promise<void> {
    const left = this.leftAt;
    if (left !== null) {
      this.leftAt = null;
      if (this.mode !== 'archive' || this.isRecent(left)) return this.loadAt(left, true);
      this.seekingTo = left;
      this.video.currentTime = left;
    }
    if (this.mode === 'archive' && !this.live && this.video.ended) {
      this.video.currentTime = 0;
    }
    await this.start();
  }

  async toggle(): Promise<void> {
    if (this.video.paused) await this.play();
    else this.video.pause();
  }

  /** Browsers refuse sound before somebody has touched the page: then it plays without. */
  private async start(): Promise<void> {
    if (this.mode === 'failed') return;
    try {
      await this.video.play();
    } catch (refused) {
      if (!(refused instanceof DOMException) || refused.name !== 'NotAllowedError') return;
      this.video.muted = true;
      await this.video.play().catch(() => this.changed());
      this.dispatchEvent(new Event('silenced'));
    }
  }

  private paused(): void {
    const flv = this.mode === 'edge' || this.mode === 'recent';
    if (flv && !this.video.ended && this.settled) {
      this.leftAt = this.position();
      clearTimeout(this.letGo);
      this.letGo = setTimeout(() => this.loseStream(), LET_GO_MS);
    }
    this.changed();
  }

  /**
   * Whoever pauses for long must not fill the memory with what is sent meanwhile. The archive shows
   * its last picture, which may be of a moment earlier: going on is still from where it was left.
   */
  private loseStream(): void {
    const left = this.leftAt;
    if (left === null || !this.video.paused || this.mode === 'archive') return;
    void this.loadArchive(left, false);
  }

  private isRecent(offset: number): boolean {
    return this.live && this.length() - offset < HLS_BEHIND_SECONDS;
  }

  private async loadAt(offset: number, play: boolean): Promise<void> {
    if (!this.isRecent(offset) || !(await this.loadRecent(offset, play))) {
      await this.loadArchive(offset, play);
    }
  }

  private async loadRecent(offset: number, play: boolean): Promise<boolean> {
    const { flv, codecs } = this.source;
    if (!inFlv(codecs)) return false;
    const address = `${flv}?start=${offset.toFixed(3)}`;
    this.base = offset;
    const stream = { address, atEdge: false };
    const loaded = await this.load('recent', () =>
      flvEngine(this.video, stream, this.events('recent')),
    );
    if (loaded && play) await this.start();
    return loaded;
  }

  private async loadArchive(offset: number, play = true): Promise<void> {
    const reach = this.live ? Math.max(0, this.length() - HLS_BEHIND_SECONDS) : offset;
    const from = Math.min(offset, reach);
    await this.load('archive', () =>
      hlsEngine(this.video, this.source.hls, from, this.events('archive')),
    );
    if (play) await this.start();
  }

  private async loadEdge(): Promise<void> {
    const { liveFlv, codecs } = this.source;
    if (liveFlv === null || !inFlv(codecs) || this.edgeTries > EDGE_TRIES) {
      return this.loadHlsEdge();
    }
    const stream = { address: liveFlv, atEdge: true };
    const loaded = await this.load('edge', () =>
      flvEngine(this.video, stream, this.events('edge')),
    );
    if (!loaded) return this.loadHlsEdge();
    await this.start();
  }

  private async loadHlsEdge(): Promise<void> {
    this.atHlsEdge = true;
    await this.loadArchive(this.length());
  }

  /** There is nothing more to play. */
  stop(): void {
    this.unload();
    this.mode = 'idle';
    this.changed();
  }

  /** False where this browser has no such engine. */
  private async load(mode: Mode, make: () => Promise<Engine | null>): Promise<boolean> {
    this.unload();
    const turn = ++this.turn;
    this.mode = mode;
    this.problem = null;
    this.changed();
    let engine: Engine | null;
    try {
      engine = await make();
    } catch {
      // The engine is a file of its own, and has not come.
      if (turn === this.turn) this.fail(text.player.network, 0);
      return true;
    }
    if (turn !== this.turn) {
      engine?.destroy();
      return true;
    }
    this.engine = engine;
    return engine !== null;
  }

  private unload(): void {
    this.turn++;
    clearTimeout(this.letGo);
    this.settled = false;
    this.engine?.destroy();
    this.engine = null;
  }

  private events(mode: Mode) {
    const turn = this.turn;
    return {
      failed: (words: string, status: number) => {
        if (this.turn !== turn) return;
        const begun = status === 503 && this.live && this.source.codecs === null;
        if (mode === 'archive') this.fail(begun ? text.player.begun : words, status);
        else this.streamLost(mode);
      },
      unsupported: (codecs: readonly string[]) => {
        if (this.turn !== turn) return;
        this.stop();
        this.dispatchEvent(new CustomEvent('unsupported', { detail: codecs }));
      },
      ended: () => {
        if (this.turn === turn) this.streamLost(mode);
      },
    };
  }

  /** The publisher is gone for a moment, or the show is over; the archive has what was sent. */
  private streamLost(mode: Mode): void {
    if (this.leftAt !== null && this.video.paused) {
      this.loseStream();
      return;
    }
    const at = this.position();
    this.edgeTries++;
    if (mode === 'recent') void this.loadArchive(at);
    else if (this.edgeTries <= EDGE_TRIES && this.live) void this.loadEdge();
    else if (this.live) void this.loadHlsEdge();
    else void this.loadArchive(Math.max(0, at - LIVE_WITHIN_SECONDS));
  }

  /** To try again is to go on where it failed; at the edge, where that is then. */
  private fail(words: string, status: number): void {
    this.seekingTo = this.atEdge() ? null : this.position();
    this.unload();
    this.mode = 'failed';
    this.problem = { words, status };
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
