/** Small pictures along a show: a WebVTT file whose cues name parts of sheets. */
export interface Tile {
  readonly start: number;
  readonly end: number;
  readonly sheet: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const CUE = /^((?:\d+:)?\d+:\d+\.\d+)\s+-->\s+((?:\d+:)?\d+:\d+\.\d+)/;
const PART = /^(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/;

export function parseStoryboard(vtt: string, base: string): Tile[] {
  const tiles: Tile[] = [];
  let times: [number, number] | null = null;
  for (const line of vtt.split(/\r?\n/)) {
    const cue = CUE.exec(line);
    const part = PART.exec(line.trim());
    if (cue) times = [seconds(cue[1] ?? ''), seconds(cue[2] ?? '')];
    else if (part && times) {
      const [x = 0, y = 0, width = 0, height = 0] = part.slice(2).map(Number);
      const sheet = new URL(part[1] ?? '', base).href;
      tiles.push({ start: times[0], end: times[1], sheet, x, y, width, height });
      times = null;
    }
  }
  return tiles;
}

const seconds = (stamp: string): number =>
  stamp.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** The tile that shows an offset, else the last one before it. */
export function tileAt(tiles: readonly Tile[], offset: number): Tile | null {
  let low = 0;
  let high = tiles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tiles[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return tiles[Math.max(0, low - 1)] ?? null;
}

/** So long a live show's storyboard is good; then there is more of it. */
const FRESH_MS = 20_000;
/** So long nobody asks again for one that was not there. */
const MISSING_MS = 3000;

/** Fetched when somebody first points at the timeline; no pictures is no error. */
export class Storyboard {
  private tiles: readonly Tile[] = [];
  private askedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly address: string,
    private readonly grows: () => boolean,
    private readonly signal: AbortSignal,
  ) {}

  /** Calls when there are more pictures than before: who points at the timeline need not move. */
  onMore: () => void = () => {};

  at(offset: number): Tile | null {
    void this.refresh();
    return tileAt(this.tiles, offset);
  }

  private async refresh(): Promise<void> {
    const now = performance.now();
    const patience = this.tiles.length === 0 ? MISSING_MS : FRESH_MS;
    if ((this.tiles.length > 0 && !this.grows()) || now - this.askedAt < patience) return;
    this.askedAt = now;
    try {
      const answer = await fetch(this.address, { signal: this.signal });
      if (!answer.ok) return;
      const base = new URL(this.address, location.href).href;
      this.tiles = parseStoryboard(await answer.text(), base);
      this.onMore();
    } catch {
      // The timeline works without pictures.
    }
  }
}
