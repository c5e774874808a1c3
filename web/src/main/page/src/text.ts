/** Days, months and numbers are written as here too. */
const LOCALE = 'en-GB';

const counted = (one: string, many: string) => (count: number) =>
  `${count.toLocaleString(LOCALE)} ${count === 1 ? one : many}`;

/** All that the page says. */
export const text = {
  locale: LOCALE,
  product: 'Aircheck',
  titleOf: (view: string) => `${view} – Aircheck`,
  skip: 'To the content',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  again: 'Try again',
  more: 'Show more',
  copied: 'Copied',
  live: 'Live',
  since: (time: string) => `since ${time}`,
  untitled: (channel: string, when: string) => `${channel}, ${when}`,
  open: 'Open to whoever uses this machine: it listens on loopback, and no tokens were made.',
  footer: 'Every moment of every show, as it was sent.',
  licences: 'Licences of what this page holds',

  nav: {
    label: 'Main',
    home: 'Home',
    toHome: 'To the start page',
    shows: 'My shows',
    status: 'Status',
  },
  scheme: { toDark: 'Use dark colours', toLight: 'Use light colours' },

  search: {
    placeholder: 'Search shows and channels',
    title: (words: string) => `Shows with “${words}”`,
    leave: 'All shows',
    nothing: (words: string) => `Nothing found for “${words}”`,
    hint: 'A show is found by words of its title and of its channel’s name. All of the words must be in them.',
  },

  home: {
    title: 'Live now and latest shows',
    liveNow: 'Live now',
    onAir: counted('channel on air', 'channels on air'),
    quiet: 'Nobody is live',
    quietWords: 'When somebody goes live, it shows here by itself.',
    latest: 'Latest shows',
    nothing: 'No shows yet',
    nothingWords: 'Send the first one, with OBS or ffmpeg; it is recorded from its first second.',
    publish: (host: string) => `ffmpeg -re -i show.mp4 -c copy -f flv rtmp://${host}/live/me`,
  },

  counts: {
    shows: counted('show', 'shows'),
    channels: counted('channel', 'channels'),
    viewers: counted('viewer', 'viewers'),
    segments: counted('segment', 'segments'),
    files: counted('file', 'files'),
  },

  units: {
    /** Each 1024 of the one before. */
    bytes: ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'],
    megabits: (count: string) => `${count} Mbit/s`,
    kilobits: (count: string) => `${count} kbit/s`,
    seconds: (count: string) => `${count} s`,
    none: '–',
  },

  times: {
    hours: counted('hour', 'hours'),
    minutes: counted('minute', 'minutes'),
    seconds: counted('second', 'seconds'),
    justNow: 'just now',
    /** A day of another year. */
    ofYear: (day: string, year: number) => `${day} ${year}`,
    range: (from: string, to: string) => `${from}–${to}`,
  },

  /** What people know codecs by. */
  codecs: {
    hevc: 'HEVC (H.265)',
    av1: 'AV1',
    avc: 'H.264',
    vp9: 'VP9',
    aac: 'AAC',
    mp3: 'MP3',
    opus: 'Opus',
    flac: 'FLAC',
    ac3: 'Dolby AC-3',
  },

  visibility: { public: 'Public', unlisted: 'Unlisted', private: 'Private' },

  channel: {
    watchLive: 'Watch live',
    copyRtmp: 'Copy RTMP address',
    kept: 'Kept',
    locked: 'Locked',
    leaving: 'Being deleted',
    policy: 'Rules',
    shows: 'Shows',
    showsOf: (day: string) => `Shows of ${day}`,
    nothing: 'No shows here',
    nothingWords: 'Nothing of this channel is kept for this time.',
  },

  calendar: {
    label: 'Days with shows',
    earlier: 'Earlier days',
    later: 'Later days',
    all: 'All days',
    day: (name: string, shows: string, length: string) => `${name}: ${shows}, ${length}`,
  },

  rules: {
    none: 'kept until somebody deletes it',
    off: 'off',
    days: counted('day', 'days'),
    names: {
      'keep-for': 'Keep for',
      'keep-last': 'Keep the last',
      'keep-at-least': 'Keep at least',
      'at-most': 'At most',
      'total-at-most': 'All channels at most',
      'bundle-after': 'Bundle after',
      'to-infrequent': 'To infrequent access after',
      'to-archive-instant': 'To the instant archive after',
      'to-archive': 'To the archive after',
    } as Readonly<Record<string, string>>,
  },

  expiry: {
    by: (rule: string) => `by “${rule}”.`,
    someTime: 'some time',
    onAir: 'On air: kept at least until it is over.',
    locked: 'Locked: nobody and no rule deletes it.',
    kept: 'Kept until somebody deletes it.',
    keptBy: (rule: string) => `Kept by “${rule}”.`,
    expires: (when: string) => `Kept until ${when}`,
    due: 'The next run of the rules takes it',
    marked: (when: string) => `Deleted. It can be had back until ${when}.`,
  },

  show: {
    at: (time: string) => `Show at ${time}`,
    lockedBadge: 'Locked',
  },

  shows: {
    title: 'My shows',
    signIn: 'Sign in to see your shows',
    signInWords:
      'Shows are named, kept, cut and deleted by whoever holds a token of their channel.',
    channel: 'Channel',
    allChannels: 'All my channels',
    kept: 'Kept',
    deleted: 'Deleted, to be had back',
    usedBy: (shows: string, channels: string) => `used by ${shows} in ${channels}`,
    nothing: 'No shows',
    nothingWords: 'What you send is here while it runs and afterwards.',
    name: 'Title',
    renameTitle: 'Name this show',
    rename: (name: string) => `Rename ${name}`,
    lock: (name: string) => `Keep ${name} for ever`,
    clip: (name: string) => `Make a clip of ${name}`,
    download: (name: string) => `Download ${name} as MP4`,
    remove: (name: string) => `Delete ${name}`,
    removed: 'Deleted.',
    undo: 'Undo',
    restore: 'Have it back',
    restored: 'It is back.',
  },

  watch: {
    gone: 'There is no such show',
    goneWords:
      'It may have been deleted or have expired, or it is not for you to see. Its link may also be cut short.',
    share: 'Link at this moment',
    guest: 'Link for a guest',
    guestCopied: 'Copied: whoever has it may watch for a day',
    download: 'Download MP4',
    clip: 'Clip',
    rename: 'Rename',
    lock: 'Keep',
    copyRtmp: 'RTMP address',
    side: 'About this show',
    moments: 'Moments',
    began: 'It began',
    wentOn: 'It went on',
    cameBack: (pause: string) => `Back after ${pause}`,
    missing: (length: string) => `${length} missing`,
  },

  chat: {
    title: 'Chat',
    none: 'No chat was recorded with this show.',
  },

  clip: {
    badge: 'Clip',
    untitled: (of: string) => `Clip of ${of}`,
    whole: 'The whole show',
    list: 'Clips',
    none: 'No clips.',
    editor: 'Make a clip',
    start: 'From',
    end: 'To',
    here: 'Here',
    hereOf: (mark: string) => `${mark}: here`,
    title: 'Title',
    titlePlaceholder: 'What happens in it',
    length: (words: string) =>
      `${words}. A clip keeps its part of the show, also when the show has expired.`,
    noRange: 'The end must be after the start, and both in the show: 1:02:30.5',
    preview: 'Preview',
    make: 'Make clip',
    made: 'The clip is made.',
    watch: 'Watch it',
    download: 'Download it',
    removeOf: (name: string) => `Delete clip ${name}`,
    removed: 'The clip is deleted.',
  },

  player: {
    timeline: 'Position in the show',
    of: (at: string, length: string) => `${at} of ${length}`,
    gap: (length: string) => `${length} missing here`,
    pause: (length: string) => `Back after ${length}`,
    play: 'Play (k)',
    pause_: 'Pause (k)',
    mute: 'Mute (m)',
    unmute: 'Sound on (m)',
    volume: 'Volume',
    volumeIs: (percent: number) => `Volume ${percent} %`,
    back: 'Back 10 seconds (j)',
    forward: 'Forward 10 seconds (l)',
    speed: 'Speed (< and >)',
    speedIs: (speed: number) => `${speed}×`,
    where: (at: string, length: string) => `${at} / ${length}`,
    backToLive: 'Back to live',
    copyLink: 'Copy link at this moment (c)',
    linkCopied: 'Link to this moment copied',
    fullscreen: 'Full screen (f)',
    leaveFullscreen: 'Leave full screen (f)',
    loading: 'Loading',
    tapToUnmute: 'Sound on',
    cannot: 'This cannot be played now',
    gone: 'Its media are not there any more, or are not yet.',
    forbidden: 'Watching this needs a sign-in, or a link that has not expired.',
    network: 'The server cannot be reached, or takes too long.',
    begun: 'The show has only just begun. It starts here by itself, in some seconds.',
    broken: (details: string) =>
      `The browser could not go on with these media (${details || 'no reason given'}).`,
    noMediaSource: 'This browser can neither play HLS nor take media from a page. A newer one can.',
  },

  keys: {
    title: 'Keys',
    list: [
      ['Space k', 'play or pause'],
      ['j l', '10 seconds back, forward'],
      ['← →', '5 seconds back, forward'],
      ['PgDn PgUp', 'a minute back, forward'],
      ['0 … 9', 'to a tenth of the show'],
      ['Home End', 'to the start; to the end, or live'],
      [', .', 'a picture back, forward'],
      ['< >', 'slower, faster'],
      ['↑ ↓', 'louder, softer'],
      ['m', 'sound off or on'],
      ['f', 'full screen'],
      ['c', 'copy a link to this moment'],
      ['i o', 'clip: from here, to here'],
      ['?', 'this list'],
    ] as readonly (readonly [string, string])[],
  },

  refusal: {
    title: 'This browser cannot play this show',
    words: (codecs: string) =>
      `It was sent in ${codecs}, and is kept exactly so. Another browser may play it (Safari, or Edge on Windows, know HEVC), and a player such as VLC or mpv does.`,
    rtmp: 'Open in a player',
  },

  archived: {
    title: 'This show is being brought back',
    hours:
      'It lies in the archive, where bytes are cheap and slow. It takes some minutes to some hours.',
    readyAt: (when: string) =>
      `It lies in the archive, where bytes are cheap and slow. It should be here ${when}.`,
    stay: 'You may close this page: it goes on by itself. Stay, and it starts when it is there.',
  },

  status: {
    title: 'Status',
    node: (name: string, version: string, roles: string, uptime: string) =>
      `${name}, Aircheck ${version}: ${roles}; up for ${uptime}`,
    onAir: 'On air',
    uploadLag: 'Upload lag',
    none: 'none',
    nothingWaits: 'Nothing waits for the store',
    waiting: (segments: string, size: string) => `${segments}, ${size} wait for the store`,
    troubled: (count: number) => `${count} of them cannot be stored: see “aircheck store status”.`,
    spool: 'Spool',
    spoolWords: (files: string, free: string, state: string) =>
      `${files}; ${free} free on the disk, ${state}`,
    verified: 'Last verification',
    never: 'never',
    notHere: 'No such job runs on this node',
    next: (time: string) => `Next: ${time}`,
    takes: 'Takes on air',
    noTakes: 'Nothing is on air',
    takeHeads: ['Channel', 'On air', 'Rate', 'Keyframes', 'Lag', 'Gaps', 'Viewers', 'State'],
    jobs: 'Jobs',
    noJobs: 'This node runs no jobs',
    jobHeads: ['Job', 'Last result', 'Last run', 'Took', 'Next run', 'What it said'],
  },

  signIn: {
    short: 'Sign in',
    title: 'Sign in',
    out: 'Sign out',
    left: 'Signed out',
    notLeft: (why: string) => `You are still signed in. ${why}`,
    token: 'Token',
    words: 'With a token from whoever runs this server. They make one with',
    command: 'aircheck tokens create',
    unknown: 'This token is not known here. It may have been taken back.',
  },

  missing: {
    title: 'There is nothing here',
    words: 'The address may be cut short, or what was here has moved.',
  },

  failure: {
    page: 'The page has stumbled',
    noServer: 'The server cannot be reached',
    noServerDetail: 'It may be starting anew, or the network is away.',
    late: 'The server does not answer',
    lateDetail: 'It may have too much to do: in a while it may be there again.',
    changed: 'Somebody else has changed it',
    changedDetail: 'It has changed since it was shown here: look again, then decide.',
    strange: 'An answer that the page does not understand',
    status: (status: number) => `The server, or something before it, has answered ${status}.`,
  },
} as const;
