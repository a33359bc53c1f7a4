import fc from 'fast-check';
import type { Identity } from './author.ts';

/** Somebody, with the forms in which a template writes them. Every form says the same of everybody: it is one identity. */
export interface Person {
  readonly name: string;
  readonly label: string;
  readonly handle: string;
  readonly did: string;
  readonly email: string;
}

export const identityOf = ({ name, handle, did, email }: Person): Identity => ({
  did,
  handle,
  names: [name],
  emails: [email],
});

/** Syllables that no word of a program or of English ends up made of. */
const syllable = fc.constantFrom('zor', 'vak', 'qui', 'jelb', 'xan', 'oof', 'ybe', 'ruz', 'ekk');
const oddWord = fc.array(syllable, { minLength: 2, maxLength: 4 }).map((parts) => `q${parts.join('')}`);
const didSuffix = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'),
  minLength: 24,
  maxLength: 24,
});
const ending = fc.constantFrom('bsky.social', 'dev', 'com', 'example.org', 'tngl.sh', 'voyage');

const title = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const personOf = (
  words: fc.Arbitrary<readonly string[]>,
  labels: fc.Arbitrary<string>,
  cased: (word: string) => string,
): fc.Arbitrary<Person> =>
  fc.tuple(words, labels, ending, didSuffix, fc.boolean()).map(([parts, label, tld, suffix, hidden]) => ({
    name: parts.map(cased).join(' '),
    label,
    handle: `${label}.${tld}`,
    did: `did:plc:${suffix}`,
    email: hidden ? `1234567+${label}@users.noreply.github.com` : `${parts.join('.').toLowerCase()}@mail.example`,
  }));

/** People whose words stand in no list: real names of many kinds, and made-up ones. */
export const distinctPerson: fc.Arbitrary<Person> = fc.oneof(
  personOf(fc.array(oddWord, { minLength: 1, maxLength: 3 }), oddWord, title),
  personOf(
    fc.constantFrom(
      ['Alice', 'Jones'],
      ['José', 'García'],
      ['bjørn'],
      ['Zbigniew', 'Jędrzejewski'],
      ['Łukasz'],
      ['Ana', 'de', 'Souza'],
    ),
    fc.constantFrom('alicejones', 'jgarcia', 'zbyszek', 'bjorn', 'lukaszek', 'lz1998', 'asouza'),
    (word) => word,
  ),
);

/** What code is full of: names of files, commands and placeholders, in every case and with look-alike letters. */
const COMMON_LABELS = [
  'config',
  'test',
  'main',
  'index',
  'user',
  'home',
  'mark',
  'exec',
  'person',
  'person1',
  'person12',
  'github',
  'null',
  'a',
  'git',
  'mail',
] as const;

/** People called like what is found in code. Their full names and bare labels tell nothing. */
export const commonPerson: fc.Arbitrary<Person> = personOf(
  fc.constantFrom(
    ['Mark'],
    ['TEST'],
    ['config'],
    ['Will'],
    ['t\u0435st'],
    ['Person1'],
    ['ＭＡＩＮ'],
    ['us\u200ber'],
    ['null'],
  ),
  fc.constantFrom(...COMMON_LABELS),
  (word) => word,
);

/** A place where a person is named as such: taken out whoever it is. */
const SHAPES: readonly ((person: Person) => string)[] = [
  ({ email }) => `// write to ${email}, please`,
  ({ email }) => `const to = 'mailto:${email}?subject=x';`,
  ({ name, email }) => `# Signed-off-by: ${name} <${email}>`,
  ({ name, email }) => `Co-authored-by: ${name} <${email}>`,
  ({ name, email }) => `  "author": "${name} <${email}>",`,
  ({ name }) => ` * @author ${name}`,
  ({ name }) => `// Author: ${name}`,
  ({ name }) => `# Copyright (c) 2024 ${name}`,
  ({ name, email }) => `/* Copyright 2019-2024 ${name} <${email}>. All rights reserved. */`,
  ({ handle }) => `say("thanks, @${handle}!")`,
  ({ handle }) => `open('at://${handle}/app.bsky.feed.post/3k');`,
  ({ did }) => `const owner = "${did}";`,
  ({ did }) => `at://${did}/sh.tangled.repo/abc`,
  ({ did }) => `https://plc.directory/${did}`,
  ({ handle }) => `<a href="https://bsky.app/profile/${handle}">x</a>`,
  ({ handle }) => `see https://tangled.org/@${handle}/core`,
  ({ handle }) => `git clone https://tangled.sh/${handle}/core`,
  ({ handle }) => `"url": "git@knot.example.net:${handle}/core"`,
  ({ did }) => `get("/xrpc/repo?did=${encodeURIComponent(did)}")`,
  ({ handle }) => `?uri=${encodeURIComponent(`at://${handle}/app.bsky.feed.post/3k`)}`,
  ({ email }) => `open("mailto%3A${encodeURIComponent(email)}")`,
  ({ name, email }) => `<p>&copy; 2024 ${name} &lt;${email.replace('@', '&#64;')}&gt;</p>`,
  ({ label }) => `"https:\\u002f\\u002fgithub.com\\u002f${label}"`,
  ({ label }) => `![me](https://github.com/${label}.png)`,
  ({ label }) => `by [@${label}](https://github.com/${label})`,
  ({ label }) => `HOME=/home/${label}/src`,
  ({ label }) => `open("/Users/${label}")`,
  ({ label }) => `cd C:\\Users\\${label}\\src`,
  ({ label }) => `git clone https://${label}:secret@git.example.net/x.git`,
  ({ label }) => `https://git.sr.ht/~${label}/tools`,
];

const homoglyphs = (word: string): string => word.replaceAll('a', 'а').replaceAll('e', '\u0435').replaceAll('o', 'о');
const hiddenIn = (word: string): string => `${word.slice(0, 2)}\u200b${word.slice(2)}`;

/** A place where a person's words stand bare: taken out if they are not common. */
const WORDS: readonly ((person: Person) => string)[] = [
  ({ label }) => `const ${label}Client = new ${title(label)}Client();`,
  ({ label }) => `export ${label.toUpperCase()}_KEY=1`,
  ({ label }) => `func get${title(label)}() {}`,
  ({ label }) => `let my_${label}_2 = "${label}";`,
  ({ label }) => `import x from '../${label}/y';`,
  ({ label }) => `go get github.com/${label}/tool`,
  ({ label }) => `// ${homoglyphs(label)} was here; ${hiddenIn(label)} too`,
  ({ label }) => `// ＨＩ ${label.toUpperCase().normalize('NFC')}!`,
  ({ name }) => `msg = "${name}"`,
  ({ name }) => `msg = "${name.toUpperCase()}"`,
  ({ name }) => `(${name.replaceAll(' ', '_')})`,
  ({ handle }) => `url = "https://${handle}/about"`,
  ({ handle, label }) => `"${handle}" != "${label}"`,
  ({ label }) => `go("/login?next=%2F${label}%2Frepo&from%3a${label}")`,
  ({ label }) => `print("hello\\n${label}\\t${label}\\x1b[1m${label}\\u002f${label}")`,
  ({ label }) => `&quot;${label}&quot;&#x2F;${label}%20${title(label)}`,
];

/** Lines that name nobody, or somebody else, or look like what we write. */
export const FIXED: readonly string[] = [
  '',
  'const config = require("config"); // main test',
  'exec(user, index, null)',
  '@Override',
  '  @app.route("/users/:id")',
  '  "@types/node": "20.1.0", "left-pad@1.2.3": 1',
  'import "github.com/gin-gonic/gin"',
  'git clone git@github.com:owner/repo.git',
  'Person1 person1 PERSON_1 person12 personа3',
  'mail person1@mail.invalid or person2@mail.invalid',
  'someone@else.example wrote it',
  '// Reviewed-by: Grace Hopper <grace@navy.example>',
  'did:web:elsewhere.example',
  'a\u202eb \u200b zero',
  '@media (min-width: 1px) { a { b: c } }',
  'for (int i = 0; i < 10; i++) sum += i;',
  "next('%2Fusers%2Flist?a=%C3%A9&amp;b=%25'); // \\n \\u{1f600} \\ud83d \\x1b[0m",
];

/** Parts of one template line, by index into the lists above. */
export type Part = { readonly kind: 'shape' | 'word' | 'fixed'; readonly index: number };

const partOf = (kinds: readonly Part['kind'][]): fc.Arbitrary<Part> =>
  fc
    .constantFrom(...kinds)
    .chain((kind) =>
      fc.nat({ max: { shape: SHAPES, word: WORDS, fixed: FIXED }[kind].length - 1 }).map((index) => ({ kind, index })),
    );

const written = ({ kind, index }: Part, person: Person): string => {
  if (kind === 'fixed') return FIXED[index] ?? '';
  return (kind === 'shape' ? SHAPES : WORDS)[index]?.(person) ?? '';
};

/** A series of two mails, whose words and headers are the author's own, with the template's lines in three files. */
export interface Template {
  readonly lines: readonly { readonly mark: '+' | '-' | ' '; readonly part: Part }[];
  readonly path: Part | null;
  readonly unended: boolean;
}

export const templateOf = (kinds: readonly Part['kind'][], withPaths: boolean): fc.Arbitrary<Template> =>
  fc.record({
    lines: fc.array(
      fc.record({ mark: fc.constantFrom('+' as const, '-' as const, ' ' as const), part: partOf(kinds) }),
      { minLength: 1, maxLength: 12 },
    ),
    path: withPaths ? fc.option(fc.constant({ kind: 'word', index: 3 } as const)) : fc.constant(null),
    unended: fc.boolean(),
  });

const count = (text: readonly string[], marks: string): number =>
  text.filter((line) => marks.includes(line[0] ?? '?')).length;

const fileOf = (path: string, lines: readonly string[], unended: boolean): string =>
  `diff --git a/${path} b/${path}\nindex 1111111..2222222 100644\n--- a/${path}\n+++ b/${path}\n` +
  `@@ -5,${count(lines, ' -')} +5,${count(lines, ' +')} @@ func main() {\n${lines.join('\n')}\n` +
  `${unended ? '\\ No newline at end of file\n' : ''}`;

/** The patch that the author would send: the template's lines, under mail headers and prose of the author's. */
export const patchOf = ({ lines, path, unended }: Template, author: Person, prose: string): string => {
  const texts = lines.map(({ mark, part }) => `${mark}${written(part, author)}`);
  const where = path === null ? 'src/main.c' : `src/${author.label}/${title(author.label)}Config.ts`;
  const mail = (n: number): string =>
    `From ${'0123456789abcdef0123456789abcdef01234567'} Mon Sep 17 00:00:00 2001\nFrom: ${author.name} <${author.email}>\n` +
    `Date: Mon, 1 Jan 2024 0${n}:00:00 +0000\nSubject: [PATCH ${n}/2] ${prose}\n\n${prose} by ${author.handle}\n\n` +
    `Signed-off-by: ${author.name} <${author.email}>\n---\n src | 2 +-\n\n`;
  const renamed = `diff --git a/docs/${author.did}.md b/docs/${author.email}.txt\nsimilarity index 100%\nrename from docs/${author.did}.md\nrename to docs/${author.email}.txt\n`;
  return `${mail(1)}${fileOf(where, texts, unended)}-- \n2.39.5\n\n${mail(2)}${renamed}${fileOf('README.md', texts, false)}-- \n2.39.5\n\n`;
};
