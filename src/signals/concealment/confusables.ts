/**
 * Letters that most fonts draw like an ASCII one, from Unicode's confusables.txt (UTS 39): pairs of the letter and its
 * twin, for the alphabets that people write words of code in. Not the whole table: rare scripts and symbols are left out.
 */
const PAIRS: Readonly<Record<string, string>> = {
  cyrillic: 'аaеeоoрpсcуyхxіiјjѕsԁdһhӏlԛqԝwѵvгrпnкkтtвbмmүyѡwАAВBЕEІIЈJКKМMНHОOРPСCТTУYХXЅSԌGԚQԜWЗ3ҮYѴVӀIЬbԀDҺH',
  greek: 'αaοoνvρpιiυuκkτtγyχxηnωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹCͿJϳjϲc',
  armenian: 'աwգqհhյjոnսuօoցgքpԱUՍUՏSՕOՀZԼLզqկlղnհhւıԳqտsիhԵtՌnՒr',
  cherokee: 'ᎠDᎡRᎢTᎥiᎩYᎪAᎫJᎬEᎳWᎷMᎻHᎽYᏀGᏂhᏃZᏎ4ᏏbᏒRᏔWᏕSᏙVᏚSᏞLᏟCᏢPᏦKᏧdᏮ6ᏴBꭰdꮓzꮪsꮩvꮯcꮲpꮶk',
  lisu: 'ꓐBꓑPꓒdꓓDꓔTꓖGꓗKꓙJꓚCꓜZꓝFꓟMꓠNꓡLꓢSꓣRꓦVꓧHꓪWꓫXꓬYꓮAꓰEꓲIꓳOꓴU',
  coptic: 'ⲀAⲂBⲈEⲎHⲒIⲔKⲘMⲚNⲞOⲟoⲢPⲣpⲤCⲥcⲦTⲨYⲬXⲭx',
};

const TWINS: ReadonlyMap<string, string> = new Map(
  Object.values(PAIRS).flatMap((pairs) => {
    const letters = [...pairs];
    return letters.flatMap((letter, index): [string, string][] =>
      index % 2 === 0 ? [[letter, letters[index + 1] ?? '']] : [],
    );
  }),
);

/** The word with each letter replaced by the ASCII one that looks like it; null when some letter has no such twin. */
export const skeletonOf = (word: string): string | null => {
  const letters: string[] = [];
  for (const letter of word) {
    const twin = letter <= '\x7f' ? letter : TWINS.get(letter);
    if (twin === undefined) return null;
    letters.push(twin);
  }
  return letters.join('');
};
