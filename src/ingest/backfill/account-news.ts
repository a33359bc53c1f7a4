import type { KnownAccount } from './ports.ts';
import type { RepoStatus } from './repo-status.ts';

interface AccountNews {
  readonly active: boolean;
  readonly status: string | null;
}

/** Not there for the moment, by the word of somebody in between; nobody's records leave the view for it. */
const PASSING = new Set(['desynchronized', 'throttled']);
/** What only the account itself, by way of its PDS, can do and undo. */
const ITS_OWN = new Set(['deactivated', 'deleted']);

/**
 * What a PDS's word on an account of its own adds to what is known of it; null when nothing. A takedown by somebody else,
 * such as a relay, is neither undone by the PDS nor covered up by what the account itself does there.
 */
export const accountNews = (status: RepoStatus, known: KnownAccount | null, pdsHost: string): AccountNews | null => {
  const isGone = known?.active === false && !PASSING.has(known.status ?? '');
  if (status.kind !== 'active') {
    const why = status.kind === 'absent' ? 'deleted' : status.status;
    const isKnown = isGone || (known?.active === false && known.status === why);
    return isKnown ? null : { active: false, status: why };
  }
  const mayReturn = isGone && (known.source === pdsHost || ITS_OWN.has(known.status ?? ''));
  return mayReturn ? { active: true, status: null } : null;
};
