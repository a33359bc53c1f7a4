/** A finding that a sample should give. */
export interface Label {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly side: 'old' | 'new';
}

/** A change and all that should be found in it. */
export interface Sample {
  readonly name: string;
  readonly diff: string;
  readonly labels: readonly Label[];
}

/** A rule, the line it speaks of, and the side when it is not the new one. */
type Wanted = readonly [rule: string, line: number, side?: 'old'];

/** A change of one file; each line begins with `+`, `-` or a blank. A file of added lines alone is new. */
export const sample = (
  name: string,
  file: string,
  lines: readonly string[],
  wanted: readonly Wanted[] = [],
): Sample => {
  const isNew = lines.every((line) => line.startsWith('+'));
  const [oldCount, newCount] = [
    lines.filter((line) => line[0] !== '+').length,
    lines.filter((line) => line[0] !== '-').length,
  ];
  const header = isNew
    ? ['new file mode 100644', 'index 0000000..1234567', '--- /dev/null', `+++ b/${file}`, `@@ -0,0 +1,${newCount} @@`]
    : ['index 1234567..89abcde 100644', `--- a/${file}`, `+++ b/${file}`, `@@ -1,${oldCount} +1,${newCount} @@`];
  return {
    name,
    diff: [`diff --git a/${file} b/${file}`, ...header, ...lines, ''].join('\n'),
    labels: wanted.map(([rule, line, side]): Label => ({ rule, file, line, side: side ?? 'new' })),
  };
};

/** The same change as a mail of a series, with its commit's message; what is wanted of the message stands under `(commit message 1)`. */
export const mailed = (
  { name, diff, labels }: Sample,
  message: readonly string[],
  wanted: readonly Wanted[] = [],
): Sample => ({
  name,
  diff: [
    `From ${'0'.repeat(40)} Mon Sep 17 00:00:00 2001`,
    'From: A Person <a@example.org>',
    'Date: Fri, 2 Jan 2026 10:00:00 +0000',
    `Subject: [PATCH] ${message[0] ?? ''}`,
    '',
    ...message.slice(1),
    '---',
    diff,
  ].join('\n'),
  labels: [
    ...labels,
    ...wanted.map(([rule, line]): Label => ({ rule, file: '(commit message 1)', line, side: 'new' })),
  ],
});
