/** What the API answers: docs/API.md has the meaning of each name. */
export interface ChannelMedia {
  readonly liveFlv: string | null;
  readonly rtmp: string | null;
  readonly archiveRtmp: string | null;
}

export type ShowState = 'live' | 'ended' | 'marked' | 'removing';

/** A show as lists of channels and events have it. */
export interface ShowBrief {
  readonly id: string;
  readonly channel: string;
  readonly title: string | null;
  readonly state: ShowState;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly duration: number;
  readonly bytes: number;
  readonly locked: boolean;
  readonly markedAt: string | null;
  readonly deleteAt: string | null;
  readonly markedBy: string | null;
}

export type Visibility = 'public' | 'unlisted' | 'private';

export interface Channel {
  readonly channel: string;
  readonly title: string | null;
  readonly live: boolean;
  readonly broadcasts: number;
  readonly bytes: number;
  readonly lastStartedAt: string | null;
  readonly visibility: Visibility;
  readonly mayEdit: boolean;
  readonly latest: ShowBrief | null;
  readonly media: ChannelMedia;
}

export interface Rule {
  readonly rule: string;
  readonly channels: string;
  readonly amount: number | null;
  readonly unit: string;
}

export interface ChannelDetail extends Channel {
  readonly locked: number;
  readonly beingDeleted: { readonly broadcasts: number; readonly bytes: number };
  readonly rules: readonly Rule[];
}

export interface Day {
  readonly date: string;
  readonly broadcasts: number;
  readonly duration: number;
  readonly bytes: number;
  readonly live: boolean;
}

export interface Media {
  readonly watch: string;
  readonly hls: string;
  readonly flv: string;
  readonly mp4: string;
  readonly thumb: string;
  readonly storyboard: string;
  readonly rtmp: string | null;
  readonly liveFlv: string | null;
}

export interface Expiry {
  readonly state: 'on-air' | 'locked' | 'kept' | 'expires' | 'due' | 'marked';
  readonly at: string | null;
  readonly deleteAt: string | null;
  readonly rule: string | null;
}

export interface Show extends ShowBrief {
  readonly visibility: Visibility;
  readonly ownVisibility: Visibility | null;
  readonly mayEdit: boolean;
  readonly expiry: Expiry;
  readonly media: Media;
}

export interface Codecs {
  readonly video: string | null;
  readonly audio: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

export interface ShowDetail extends Show {
  readonly codecs: Codecs | null;
  readonly availability: 'ready' | 'archived' | 'restoring';
  readonly readyAt: string | null;
}

export interface Take {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly endReason: string | null;
}

export interface Stretch {
  readonly take: string;
  readonly start: number;
  readonly end: number;
  readonly startedAt: string;
}

export interface Gap {
  readonly take: string;
  readonly at: number;
  readonly missing: number;
  readonly reason: string;
}

export interface Timeline {
  readonly id: string;
  readonly live: boolean;
  readonly duration: number;
  readonly takes: readonly Take[];
  readonly stretches: readonly Stretch[];
  readonly gaps: readonly Gap[];
}

export interface Clip {
  readonly id: string;
  readonly broadcast: string;
  readonly channel: string;
  readonly title: string | null;
  /** Null where its show has gone. */
  readonly start: number | null;
  readonly end: number | null;
  readonly duration: number;
  readonly bytes: number;
  readonly createdAt: string;
  readonly visibility: Visibility;
  readonly mayEdit: boolean;
  readonly codecs: Codecs | null;
  readonly media: Media;
}

export type Role = 'open' | 'nobody' | 'viewer' | 'owner' | 'operator';

export interface Session {
  readonly role: Role;
  readonly name?: string | null;
  readonly channels: readonly string[];
  readonly mayOperate?: boolean;
}

export interface ShowPage {
  readonly broadcasts: readonly Show[];
  readonly cursor: string | null;
}

export interface ChannelPage {
  readonly channels: readonly Channel[];
  readonly cursor: string | null;
}

export interface ClipPage {
  readonly clips: readonly Clip[];
  readonly cursor: string | null;
}

export interface ShowEvent {
  readonly type: string;
  readonly at: string;
  readonly channel?: string;
  readonly broadcast?: ShowBrief;
}
