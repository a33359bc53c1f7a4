/** Words for names, all with a plural in -s. */
export const NOUNS: readonly string[] = (
  'anchor arrow badge barrel basket beacon bridge bundle button cabin candle canvas carrier castle chapter circle ' +
  'column corner counter crate digest drawer engine fabric feather ferryman filter folder garden gate harbor hammer ' +
  'island kettle ladder ledger letter locker marker meadow mirror needle orchard packet parcel pebble pencil picket ' +
  'pillar planet pocket river rocket saddle sample shelf signal socket spindle stamp ticket timber tunnel valley wagon window'
).split(' ');

export const ADJECTIVES: readonly string[] = (
  'able amber bold brave brisk calm clear clever copper cosy crisp curious deep early eager fair fresh gentle glad ' +
  'golden grand green happy hidden honest kind late light lively lone loud lucky merry mild modest narrow neat noble ' +
  'northern open patient plain polite proud quick quiet ready royal silent silver simple slow smooth soft solid steady ' +
  'still sunny swift tall tidy warm wide wise young'
).split(' ');

/** Words of the demo's changes in whose place a change of the large world has its own. */
export const OWN_WORDS: readonly string[] = (
  'session bucket cookie hook event queue entry relay audit topic delivery batch store message handler worker limiter ' +
  'cache column reader writer config retry depth'
).split(' ');
