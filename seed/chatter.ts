/** What else happens between people: none of it is trust, all of it is on the stream. */
export interface Comment {
  readonly at: string;
  readonly by: string;
  /** A pull request of `changes/`, or an issue below. */
  readonly on: string;
  readonly text: string;
  /** Index of the round it is about. */
  readonly round?: number;
  /** Written by a client of before `feed.comment`. */
  readonly legacy?: boolean;
}

export interface Issue {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly repo: string;
  readonly title: string;
  readonly body: string;
  readonly closed?: { readonly at: string; readonly by: string };
}

export const ISSUES: readonly Issue[] = [
  {
    id: 'issue-1',
    at: '2025-12-11 15:20',
    by: 'alice',
    repo: 'lantern',
    title: 'What is the key?',
    body: 'The README passes `key` to the manager. How long, from where, may it change?',
    closed: { at: '2026-01-20 12:51', by: 'mara' },
  },
  {
    id: 'issue-2',
    at: '2026-01-30 02:11',
    by: 'hana',
    repo: 'tidepool',
    title: 'Deliveries disappear',
    body: '212 events for one hook since Wednesday, all answered with 404.',
    closed: { at: '2026-02-02 08:50', by: 'tomas' },
  },
  {
    id: 'issue-3',
    at: '2026-08-10 17:02',
    by: 'kenji',
    repo: 'lantern',
    title: 'No focus ring on the sign-in page',
    body: 'Since the last release I cannot see where I am when using the keyboard.',
    closed: { at: '2026-08-11 08:43', by: 'freya' },
  },
  {
    id: 'issue-4',
    at: '2026-10-07 18:36',
    by: 'bjorn',
    repo: 'ferry',
    title: 'Two readers, one of them sleeps',
    body: 'With two consumers on one queue, throughput is that of one. The wake channel holds a single token.',
  },
];

export const COMMENTS: readonly Comment[] = [
  { at: '2025-11-06 16:40', by: 'mara', on: 'lantern-01', text: 'Never seen that, but sure.', legacy: true },
  {
    at: '2025-12-03 18:58',
    by: 'mara',
    on: 'lantern-03',
    text: 'Session ids must not be guessable. Thanks, but no.',
    legacy: true,
  },
  { at: '2025-12-07 11:02', by: 'bjorn', on: 'ferry-02', text: 'Is 5 seconds a promise?', legacy: true },
  {
    at: '2026-02-18 21:15',
    by: 'bjorn',
    on: 'ferry-04',
    text: 'Panics for everybody who does not set `Draining`.',
    round: 0,
  },
  { at: '2026-02-20 19:23', by: 'oskar', on: 'ferry-04', text: 'True. nil means never now.', round: 1 },
  { at: '2026-03-18 14:01', by: 'ines', on: 'strongroom-04', text: 'logrotate does this. Why should we?' },
  {
    at: '2026-03-24 08:14',
    by: 'emeka',
    on: 'strongroom-04',
    text: 'It copies and truncates, and lines written in between are lost.',
  },
  { at: '2026-05-05 14:20', by: 'mara', on: 'lantern-12', text: 'Where does `options` come from?', round: 0 },
  {
    at: '2026-06-07 18:10',
    by: 'bjorn',
    on: 'ferry-09',
    text: 'The race detector disagrees: https://ci.example.com/ferry/611',
  },
  { at: '2026-06-22 20:36', by: 'freya', on: 'lantern-14', text: 'The code says this already.' },
  { at: '2026-08-11 08:20', by: 'freya', on: 'issue-3', text: 'My fault, on it.' },
  { at: '2026-08-20 01:13', by: 'viktor', on: 'pebble-09', text: 'merged' },
  { at: '2026-09-11 01:20', by: 'mergebuddy', on: 'ferry-13', text: 'LGTM! Great work @devhelper77' },
  { at: '2026-09-11 01:24', by: 'codesprout', on: 'ferry-13', text: 'LGTM! Please merge' },
  {
    at: '2026-09-11 07:48',
    by: 'bjorn',
    on: 'ferry-13',
    text: 'The copy is there because the array is written to again.',
  },
  { at: '2026-10-11 18:59', by: 'oskar', on: 'issue-4', text: 'Second round of the pull request passes it on.' },
  { at: '2026-10-24 03:15', by: 'quickpatch', on: 'live-02', text: 'LGTM, much simpler now.' },
  { at: '2026-10-24 03:16', by: 'devhelper77', on: 'live-02', text: 'Confirmed working, approve.' },
  { at: '2026-10-24 09:03', by: 'carol', on: 'live-01', text: 'Happy to split this if it is too much at once.' },
  { at: '2026-10-31 09:12', by: 'noor', on: 'live-05', text: 'Thanks! The range in pyproject.toml agrees with you.' },
];

export const FOLLOWS: readonly (readonly [at: string, by: string, of: string])[] = [
  ['2025-11-05 20:11', 'freya', 'mara'],
  ['2025-11-09 08:12', 'oskar', 'bjorn'],
  ['2025-12-18 22:05', 'mateo', 'freya'],
  ['2026-01-13 11:30', 'alice', 'mara'],
  ['2026-02-01 20:51', 'carol', 'alice'],
  ['2026-02-25 09:00', 'lucia', 'emeka'],
  ['2026-04-12 18:20', 'sanna', 'tomas'],
  ['2026-08-10 16:01', 'nico', 'carol'],
  ['2026-09-02 04:00', 'devhelper77', 'mara'],
  ['2026-09-02 04:01', 'quickpatch', 'mara'],
];

export const STARS: readonly (readonly [at: string, by: string, repo: string])[] = [
  ['2025-11-07 09:42', 'tomas', 'lantern'],
  ['2025-11-30 10:10', 'alice', 'lantern'],
  ['2025-12-13 05:59', 'ravi', 'tidepool'],
  ['2026-02-01 20:49', 'carol', 'lantern'],
  ['2026-02-21 07:17', 'kenji', 'ferry'],
  ['2026-03-30 19:33', 'viktor', 'pebble'],
  ['2026-05-19 22:22', 'quinn', 'lantern'],
  ['2026-08-10 16:12', 'nico', 'tidepool'],
  ['2026-10-03 12:40', 'dalia', 'strongroom'],
];

export const PUBLIC_KEYS: readonly (readonly [at: string, by: string, title: string])[] = [
  ['2025-11-01 09:00', 'mara', 'laptop'],
  ['2025-11-01 11:03', 'bjorn', 'work'],
  ['2026-02-01 20:40', 'carol', ''],
  ['2026-09-01 08:10', 'devhelper77', 'key'],
];

/** Label definitions of mara, and who put them on which pull request. */
export const LABELS = {
  definitions: [
    { key: 'documentation', color: '#7aa2f7', at: '2025-11-02 09:05' },
    { key: 'needs-tests', color: '#e0af68', at: '2025-11-02 09:06' },
  ],
  ops: [
    { at: '2026-01-20 12:49', by: 'mara', on: 'lantern-05', add: 'documentation' },
    { at: '2026-05-05 14:21', by: 'mara', on: 'lantern-12', add: 'needs-tests' },
    { at: '2026-10-13 08:00', by: 'freya', on: 'open-01', add: 'needs-tests' },
  ],
} as const;
