import { big, type Words } from '../words.ts';
import type { Language } from './scene.ts';

export const JAVA: Language = {
  path: ({ noun, verb }) => `desk/src/main/java/org/example/${noun}/${big(verb)}${big(noun)}.java`,
  scenes: [
    ({ noun, other, verb, quality, count }: Words) => [
      ` public final class ${big(verb)}${big(noun)} {`,
      `-    private static final int ${quality.toUpperCase()}_ROWS = ${count};`,
      `+    /** Rows of a ${quality} ${other} on one page. */`,
      `+    private static final int ${quality.toUpperCase()}_ROWS = ${count + 5};`,
      ' ',
      `     List<${big(noun)}> ${verb}(List<${big(noun)}> ${noun}s) {`,
      `-        List<${big(noun)}> kept = new ArrayList<>(${noun}s);`,
      `-        kept.sort(Comparator.comparing(${big(noun)}::${other}));`,
      '-        return kept;',
      `+        return ${noun}s.stream()`,
      `+                .sorted(Comparator.comparing(${big(noun)}::${other}))`,
      `+                .limit(${quality.toUpperCase()}_ROWS)`,
      '+                .toList();',
      '     }',
    ],
    ({ noun, other, quality, reason }: Words) => [
      `     String ${other}Of(${big(noun)} ${noun}) {`,
      `-        return ${noun}.${other}();`,
      `+        // Before, ${reason}.`,
      `+        return ${noun}.is${big(quality)}() ? ${noun}.${other}().strip() : "";`,
      '     }',
    ],
    ({ noun, other, verb, count }: Words) => [
      '     @Test',
      `     void ${verb}s${big(noun)}s() {`,
      `-        assertEquals(1, ${verb}.${verb}(List.of(sample)).size());`,
      `+        assertEquals(List.of(sample), ${verb}.${verb}(List.of(sample)));`,
      '     }',
      '+',
      '+    @Test',
      `+    void ${verb}sMany${big(other)}s() {`,
      `+        assertTrue(${verb}.${verb}(Collections.nCopies(${count}, sample)).size() <= ${count});`,
      '+    }',
    ],
  ],
};
