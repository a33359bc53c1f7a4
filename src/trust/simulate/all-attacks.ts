import type { Attack } from './attack.ts';
import { boughtVouches } from './attacks/bought-vouches.ts';
import { camouflage } from './attacks/camouflage.ts';
import { compromisedMember } from './attacks/compromised-member.ts';
import { denounceStorm } from './attacks/denounce-storm.ts';
import { foundOut } from './attacks/found-out.ts';
import { infiltration } from './attacks/infiltration.ts';
import { isolatedClique } from './attacks/isolated-clique.ts';
import { mistakenVouch } from './attacks/mistaken-vouch.ts';
import { vouchFarming } from './attacks/vouch-farming.ts';
import { whitewashing } from './attacks/whitewashing.ts';

/** Every attack there is, the cheapest first. */
export const attacks: readonly Attack[] = [
  isolatedClique,
  mistakenVouch,
  boughtVouches,
  compromisedMember,
  infiltration,
  vouchFarming,
  camouflage,
  foundOut,
  whitewashing,
  denounceStorm,
];

/** What there is to know of an attack without carrying it out. */
export type AttackFacts = Pick<Attack, 'name' | 'description' | 'aim' | 'parameters'>;
