import { big, type Words } from '../words.ts';
import type { Language } from './scene.ts';

export const PYTHON: Language = {
  path: ({ noun, other, verb }) => `catalogue/${noun}s/${verb}_${other}.py`,
  scenes: [
    ({ noun, other, verb, quality, reason }: Words) => [
      ` def ${verb}_${noun}s(${noun}s):`,
      `-    """${big(verb)} the ${noun}s."""`,
      `+    """${big(verb)} the ${noun}s, ${quality} ones first.`,
      '+',
      `+    Until now ${reason}.`,
      '+    """',
      `-    return sorted(${noun}s, key=lambda ${noun}: ${noun}.${other})`,
      `+    return sorted(${noun}s, key=lambda ${noun}: (not ${noun}.is_${quality}, ${noun}.${other}))`,
      ' ',
    ],
    ({ noun, other, quality, count }: Words) => [
      ' @dataclass(frozen=True)',
      ` class ${big(noun)}:`,
      `     ${other}: str`,
      `-    ${quality}: int = ${count}`,
      `+    ${quality}: int = ${count + 1}`,
      `+    ${other}_width: float = ${count}.5`,
      ' ',
      '     def __str__(self):',
      `-        return self.${other}`,
      `+        return f"{self.${other}} ({self.${quality}})"`,
    ],
    ({ noun, other, verb, count }: Words) => [
      ` def test_${verb}_${noun}():`,
      `     made = ${verb}_${noun}s([${big(noun)}("${other}"), ${big(noun)}("${noun}")])`,
      `-    assert len(made) == 2`,
      `+    assert [each.${other} for each in made] == ["${noun}", "${other}"]`,
      ' ',
      `+`,
      `+def test_${verb}_no_${noun}():`,
      `+    assert ${verb}_${noun}s([]) == []`,
      `+    assert ${verb}_${noun}s([${big(noun)}("")] * ${count})[0].${other} == ""`,
    ],
    ({ noun, other, quality, odd }: Words) => [
      ` def ${quality}_${other}(rows):`,
      '-    totals = {}',
      `+    totals = defaultdict(${odd ? 'int' : 'float'})`,
      '     for row in rows:',
      `-        if row.${noun} not in totals:`,
      `-            totals[row.${noun}] = 0`,
      `         totals[row.${noun}] += row.${other}`,
      '-    return totals',
      '+    return dict(totals)',
    ],
  ],
};
