import { didOf } from './ids.ts';

/** How close someone stands to the maintainers; told for readers, never written into any record. */
type Ring = 'maintainer' | 'core' | 'second' | 'newcomer' | 'stranger' | 'sybil';

export interface Person {
  /** Short name: key of this table and first label of the handle. */
  readonly name: string;
  readonly fullName: string;
  readonly ring: Ring;
  /** Offset their client writes into `createdAt`; `Z` for UTC. */
  readonly zone: string;
  /** The day their identity first appears on the stream. */
  readonly since: string;
  /** Ends every commit with a Signed-off-by trailer. */
  readonly signsOff?: boolean;
  readonly bio?: string;
}

export const PEOPLE: readonly Person[] = [
  {
    name: 'mara',
    fullName: 'Mara Lindqvist',
    ring: 'maintainer',
    zone: '+01:00',
    since: '2025-11-01',
    bio: 'keeps lantern lit',
  },
  {
    name: 'tomas',
    fullName: 'Tomás Ferreira',
    ring: 'maintainer',
    zone: 'Z',
    since: '2025-11-01',
    bio: 'queues, webhooks, tides',
  },
  {
    name: 'ines',
    fullName: 'Inès Caron',
    ring: 'maintainer',
    zone: '+02:00',
    since: '2025-11-01',
    signsOff: true,
    bio: 'small safe boxes',
  },

  {
    name: 'alice',
    fullName: 'Alice Moreau',
    ring: 'core',
    zone: '+02:00',
    since: '2025-11-30',
    bio: 'parsers and prose',
  },
  { name: 'bjorn', fullName: 'Björn Aasen', ring: 'core', zone: '+01:00', since: '2025-11-01', bio: 'author of ferry' },
  { name: 'dalia', fullName: 'Dalia Rahimi', ring: 'core', zone: 'Z', since: '2025-12-28', signsOff: true },
  { name: 'emeka', fullName: 'Emeka Obi', ring: 'core', zone: '+01:00', since: '2026-01-04', bio: 'CI gardener' },
  { name: 'freya', fullName: 'Freya Holm', ring: 'core', zone: 'Z', since: '2025-11-02', bio: 'front of the back end' },
  {
    name: 'goran',
    fullName: 'Goran Petrović',
    ring: 'core',
    zone: '+02:00',
    since: '2025-11-01',
    signsOff: true,
    bio: 'C, still',
  },
  { name: 'hana', fullName: 'Hana Sato', ring: 'core', zone: '+09:00', since: '2025-11-02' },

  {
    name: 'carol',
    fullName: 'Carol Nguyen',
    ring: 'second',
    zone: '-05:00',
    since: '2026-02-01',
    bio: 'likes small diffs',
  },
  { name: 'kenji', fullName: 'Kenji Watanabe', ring: 'second', zone: '+09:00', since: '2026-02-20' },
  { name: 'lucia', fullName: 'Lucía Ortega', ring: 'second', zone: 'Z', since: '2026-02-24', bio: '' },
  { name: 'mateo', fullName: 'Mateo Rossi', ring: 'second', zone: '-03:00', since: '2025-12-18' },
  {
    name: 'noor',
    fullName: 'Noor Haddad',
    ring: 'second',
    zone: '+03:00',
    since: '2025-11-28',
    bio: 'sqlite in strange places',
  },
  { name: 'oskar', fullName: 'Oskar Nowak', ring: 'second', zone: 'Z', since: '2025-11-09', signsOff: true },

  {
    name: 'nico',
    fullName: 'Nico Baum',
    ring: 'newcomer',
    zone: '+02:00',
    since: '2026-08-10',
    bio: 'first pull requests!',
  },
  { name: 'priya', fullName: 'Priya Menon', ring: 'newcomer', zone: '+05:30', since: '2026-04-02' },
  { name: 'quinn', fullName: 'Quinn Abara', ring: 'newcomer', zone: '-08:00', since: '2026-05-19' },
  { name: 'ravi', fullName: 'Ravi Deshmukh', ring: 'newcomer', zone: '+05:30', since: '2025-12-12' },
  { name: 'sanna', fullName: 'Sanna Virtanen', ring: 'newcomer', zone: '+03:00', since: '2026-04-11' },

  { name: 'teo', fullName: 'Teo Marsh', ring: 'stranger', zone: 'Z', since: '2025-11-29' },
  { name: 'uma', fullName: 'Uma Castell', ring: 'stranger', zone: '-04:00', since: '2026-02-17' },
  { name: 'viktor', fullName: 'Viktor Hale', ring: 'stranger', zone: 'Z', since: '2026-03-29' },
  { name: 'wen', fullName: 'Wen Li', ring: 'stranger', zone: '+08:00', since: '2026-01-19' },

  { name: 'devhelper77', fullName: 'Dev Helper', ring: 'sybil', zone: 'Z', since: '2026-09-01' },
  { name: 'quickpatch', fullName: 'Quick Patch', ring: 'sybil', zone: 'Z', since: '2026-09-01' },
  { name: 'mergebuddy', fullName: 'Merge Buddy', ring: 'sybil', zone: 'Z', since: '2026-09-01' },
  { name: 'fixbot-pro', fullName: 'FixBot Pro', ring: 'sybil', zone: 'Z', since: '2026-09-01' },
  { name: 'nightowl404', fullName: 'Night Owl', ring: 'sybil', zone: 'Z', since: '2026-09-01' },
  { name: 'codesprout', fullName: 'Code Sprout', ring: 'sybil', zone: 'Z', since: '2026-09-01' },
];

const byName = new Map(PEOPLE.map((person) => [person.name, person]));

export const personNamed = (name: string): Person => {
  const person = byName.get(name);
  if (person === undefined) throw new TypeError(`nobody in the demo world is called ${name}`);
  return person;
};

export const didOfPerson = (name: string): string => didOf(personNamed(name).name);

export const handleOf = (name: string): string => `${personNamed(name).name}.example.com`;

/** The operator's trusted roots. */
export const SEED_NAMES: readonly string[] = PEOPLE.filter(({ ring }) => ring === 'maintainer').map(({ name }) => name);
