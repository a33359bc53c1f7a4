/** What the ordinary changes are about: things in a catalogue of a library, and what is done with them. */
const NOUNS =
  'shelf,loan,title,author,branch,copy,notice,holding,label,volume,chapter,index,margin,column,footer,panel,ticket,route,stop,season,recipe,measure,garden,plot,sensor,reading,station,tide,valley,summit,parcel,crate,pallet,batch,sample,series,legend,axis,palette,layer,outline,glyph,phrase,stanza,track,album,score,tempo'.split(
    ',',
  );
const VERBS =
  'list,group,merge,sort,count,render,format,collect,split,trim,pair,align,wrap,label,sum,scale,place,fold,print,draw,shift,spread'.split(
    ',',
  );
const QUALITIES =
  'wide,narrow,early,late,plain,short,long,first,last,empty,full,recent,older,quiet,visible,local'.split(',');
const REASONS = [
  'the table was a column too wide on small screens',
  'the order differed between the two lists',
  'empty rows were shown as zero',
  'the heading was counted twice',
  'names with an accent were sorted to the end',
  'a half was always rounded down',
  'the last page had one row too few',
  'the old name said less than it does',
];

/** Words of one stretch of the diff, drawn from a source of chance in [0,1). */
export interface Words {
  readonly noun: string;
  readonly other: string;
  readonly verb: string;
  readonly quality: string;
  readonly reason: string;
  /** A whole number from 1 to 99. */
  readonly count: number;
  readonly odd: boolean;
}

/** One of the items. @throws RangeError when there is none. */
export const oneOf = <T>(items: readonly T[], random: () => number): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('items must not be empty');
  return item;
};

/** Draws words; `noun` and `other` differ. */
export const wordsFrom = (random: () => number): Words => {
  const noun = oneOf(NOUNS, random);
  return {
    noun,
    other: oneOf(
      NOUNS.filter((each) => each !== noun),
      random,
    ),
    verb: oneOf(VERBS, random),
    quality: oneOf(QUALITIES, random),
    reason: oneOf(REASONS, random),
    count: 1 + Math.floor(random() * 99),
    odd: random() < 0.5,
  };
};

/** The word with a capital letter: `Shelf`. */
export const big = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
