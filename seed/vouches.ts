/** One act on a vouch record: at `by`'s repository, under the subject's DID. */
interface VouchAct {
  readonly at: string;
  readonly by: string;
  readonly of: string;
  readonly kind: 'vouch' | 'denounce' | 'withdrawn';
  readonly reason?: string;
  /** Pull requests of `changes/`. */
  readonly evidence?: readonly string[];
  /** When the record says it was made, where that is long before its event (a migrated record). */
  readonly madeAt?: string;
}

const vouch = (at: string, by: string, of: string, more: Partial<VouchAct> = {}): VouchAct => ({
  at,
  by,
  of,
  kind: 'vouch',
  ...more,
});

const MAINTAINERS: readonly VouchAct[] = [
  vouch('2025-11-03 08:10', 'mara', 'tomas'),
  vouch('2025-11-04 09:25', 'tomas', 'mara'),
  vouch('2025-11-10 10:02', 'mara', 'ines', { reason: 'knows what a nonce is' }),
  vouch('2025-12-01 13:41', 'ines', 'mara'),
  vouch('2026-01-20 18:00', 'tomas', 'ines'),
];

/** One hop. */
const CORE: readonly VouchAct[] = [
  vouch('2025-11-08 19:33', 'tomas', 'bjorn', { reason: 'wrote ferry' }),
  vouch('2025-11-12 20:15', 'tomas', 'hana'),
  vouch('2025-11-15 11:20', 'ines', 'goran'),
  vouch('2025-11-20 09:09', 'mara', 'freya', { evidence: ['lantern-01'] }),
  vouch('2026-01-12 10:44', 'mara', 'alice', { reason: 'met at the parser meetup, careful' }),
  vouch('2026-01-16 14:30', 'ines', 'dalia', { reason: 'long time user' }),
  vouch('2026-01-22 08:02', 'mara', 'emeka'),
  vouch('2026-02-14 21:00', 'tomas', 'freya'),
  vouch('2026-03-02 12:12', 'tomas', 'alice', { evidence: ['lantern-06'] }),
  vouch('2026-04-11 16:37', 'tomas', 'goran', { evidence: ['ferry-02'] }),
  vouch('2026-05-30 07:55', 'mara', 'hana'),
];

/** Two hops, and friendships inside the core, which shorten no path. */
const SECOND: readonly VouchAct[] = [
  vouch('2025-12-14 03:22', 'hana', 'noor', { evidence: ['tidepool-02'] }),
  vouch('2025-12-20 17:48', 'bjorn', 'oskar', { evidence: ['ferry-01'] }),
  vouch('2026-01-08 10:31', 'freya', 'mateo'),
  vouch('2026-01-30 18:21', 'bjorn', 'freya'),
  vouch('2026-02-02 19:05', 'goran', 'oskar'),
  vouch('2026-02-09 09:40', 'alice', 'carol', { reason: 'reads before writing', evidence: ['lantern-07'] }),
  vouch('2026-02-22 01:10', 'hana', 'goran'),
  vouch('2026-03-03 15:55', 'dalia', 'kenji'),
  vouch('2026-03-19 11:28', 'emeka', 'lucia', { evidence: ['tidepool-06'] }),
  vouch('2026-04-05 13:07', 'alice', 'bjorn'),
  vouch('2026-05-01 08:44', 'emeka', 'alice', { evidence: ['lantern-05', 'lantern-06'] }),
  vouch('2026-05-22 20:16', 'oskar', 'kenji', { evidence: ['ferry-06', 'ferry-08'] }),
  vouch('2026-06-11 16:02', 'noor', 'mateo'),
];

/** Three hops, and what was taken back. */
const NEWCOMERS: readonly VouchAct[] = [
  vouch('2025-12-13 03:00', 'hana', 'ravi', { madeAt: '2025-03-14 05:20', reason: 'colleague' }),
  vouch('2026-03-25 14:14', 'freya', 'teo', { reason: 'seems nice' }),
  { at: '2026-05-06 09:30', by: 'freya', of: 'teo', kind: 'withdrawn' },
  vouch('2026-04-20 19:11', 'oskar', 'sanna'),
  {
    at: '2026-07-28 20:02',
    by: 'oskar',
    of: 'sanna',
    kind: 'denounce',
    reason: 'the pull requests are generated and nobody answers questions about them',
    evidence: ['lantern-14', 'tidepool-12'],
  },
  vouch('2026-06-18 07:33', 'kenji', 'priya', { evidence: ['tidepool-08'] }),
  vouch('2026-07-09 18:27', 'mateo', 'quinn', { evidence: ['lantern-13'] }),
  vouch('2026-08-21 21:50', 'carol', 'nico', { reason: 'asked good questions about lantern' }),
];

/** Vouches upwards and sideways, by people nobody vouches for: they carry nothing. */
const STRANGERS: readonly VouchAct[] = [
  vouch('2026-03-11 22:40', 'uma', 'mara'),
  vouch('2026-04-01 09:15', 'viktor', 'wen'),
  vouch('2026-09-05 01:30', 'devhelper77', 'alice'),
  { at: '2026-09-20 10:18', by: 'tomas', of: 'fixbot-pro', kind: 'denounce', reason: 'spam in five repositories' },
  { at: '2026-09-21 00:09', by: 'mergebuddy', of: 'goran', kind: 'denounce', reason: 'rude and closes everything' },
];

const CLIQUE = ['devhelper77', 'quickpatch', 'mergebuddy', 'fixbot-pro', 'nightowl404', 'codesprout'] as const;

/** Everybody for everybody else, within an hour. */
const clique = (): VouchAct[] =>
  CLIQUE.flatMap((by) => CLIQUE.filter((of) => of !== by).map((of) => ({ by, of }))).map(({ by, of }, index) =>
    vouch(`2026-09-02 02:${String(index * 2).padStart(2, '0')}`, by, of, { reason: 'great contributor!' }),
  );

export const VOUCHES: readonly VouchAct[] = [
  ...MAINTAINERS,
  ...CORE,
  ...SECOND,
  ...NEWCOMERS,
  ...STRANGERS,
  ...clique(),
];
