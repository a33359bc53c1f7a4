import type { Ecosystem } from '../../context.ts';
import { Notes, stated } from '../notes.ts';
import { LONGEST_LINE_CHARS, type Reader } from '../reading.ts';

/** One thing that a line of settings may say: its first group is the key, its second the value. */
interface Shape {
  readonly kind: 'registry' | 'unchecked';
  readonly pattern: RegExp;
}

const VALUE = String.raw`["']?([^"'\s]{1,1000})["']?`;
const OFF = String.raw`["']?(false|off|0|never)\b`;

const shape = (kind: Shape['kind'], keys: string, value: string): Shape => ({
  kind,
  pattern: new RegExp(`^(?:export\\s{1,9})?["']?(${keys})["']?\\s{0,20}[:=]?\\s{0,20}${value}`, 'i'),
});

const NPM: readonly Shape[] = [
  shape('registry', '(?:@[\\w.-]{1,100}:)?registry|npmRegistryServer', VALUE),
  shape(
    'unchecked',
    'strict-ssl|enableStrictSsl|enableHardenedMode|checksumBehavior',
    String.raw`["']?(false|ignore)\b`,
  ),
  shape('unchecked', 'unsafeHttpWhitelist|yarnPath|yarn-path|node-options', VALUE),
];
const PIP: readonly Shape[] = [
  shape('registry', '(?:extra-)?index-url|find-links|url|index|default-index', VALUE),
  shape('unchecked', 'trusted-host|allow-insecure-host', VALUE),
  shape('unchecked', 'verify_ssl', OFF),
];
const CARGO: readonly Shape[] = [
  shape('registry', 'replace-with|registry|index|local-registry|directory', VALUE),
  shape('unchecked', 'check-revoke', OFF),
];

/** Settings for one package manager; `#` and `;` start comments. */
const settingsReader =
  (ecosystem: Ecosystem, shapes: readonly Shape[]): Reader =>
  (lines) => {
    const notes = new Notes(ecosystem, false);
    for (const line of lines) {
      const text = line.text.trim();
      if (text.length > LONGEST_LINE_CHARS) notes.unnamed(line);
      else if (!/^[#;]/.test(text)) {
        for (const { kind, pattern } of shapes) {
          const [, key, value] = pattern.exec(text) ?? [];
          if (key !== undefined && value !== undefined) notes.setting(kind, key, stated(value, line));
        }
      }
    }
    return notes.finish();
  };

/** `.npmrc`, `.yarnrc`, `.yarnrc.yml`, `bunfig.toml`. */
export const readNpmSettings: Reader = settingsReader('npm', NPM);
/** `pip.conf`, `pip.ini`, `uv.toml`. */
export const readPipSettings: Reader = settingsReader('PyPI', PIP);
/** `.cargo/config.toml`. */
export const readCargoSettings: Reader = settingsReader('crates.io', CARGO);

/** Settings of the Go command that choose where modules come from, or that switch its checks off (go.dev/ref/mod). */
const GO_PLACE = /\b(GOPROXY)\s{0,9}[=:]\s{0,9}["']?([^"'\s;&]{1,500})/;
const GO_UNCHECKED =
  /\b(GONOSUMCHECK|GONOSUMDB|GOINSECURE|GONOSUMVERIFY)\s{0,9}[=:]\s{0,9}["']?([^"'\s;&]{1,500})|\b(GOSUMDB)\s{0,9}[=:]\s{0,9}["']?(off)\b|\b(GOFLAGS)\s{0,9}[=:]\s{0,9}["']?[^"';&]{0,200}(-insecure|-modcacherw=insecure)/;
const OTHER_PLACES: readonly (readonly [Ecosystem, RegExp])[] = [
  [
    'PyPI',
    /\b((?:PIP|UV)_(?:EXTRA_)?(?:INDEX_URL|DEFAULT_INDEX|INDEX))\s{0,9}[=:]\s{0,9}["']?(https?:[^"'\s;&]{1,500})/,
  ],
  ['npm', /\b((?:npm_config|NPM_CONFIG)_(?:registry|REGISTRY))\s{0,9}[=:]\s{0,9}["']?(https?:[^"'\s;&]{1,500})/],
];

/** Environment variables set in scripts, containers and workflows. */
export const readEnvironment: Reader = (lines) => {
  const readings = [new Notes('Go', false), new Notes('PyPI', false), new Notes('npm', false)] as const;
  const [go, python, npm] = readings;
  for (const line of lines) {
    const { text } = line;
    if (text.length > LONGEST_LINE_CHARS || /^\s*(?:#|\/\/)/.test(text)) continue;
    const place = GO_PLACE.exec(text);
    if (place !== null) go.setting('registry', 'GOPROXY', stated(place[2] ?? '', line));
    const unchecked = GO_UNCHECKED.exec(text)
      ?.slice(1)
      .filter((part) => part !== undefined);
    if (unchecked !== undefined) go.setting('unchecked', unchecked[0] ?? '', stated(unchecked[1] ?? '', line));
    for (const [ecosystem, pattern] of OTHER_PLACES) {
      const [, key, value] = pattern.exec(text) ?? [];
      if (key !== undefined && value !== undefined)
        (ecosystem === 'npm' ? npm : python).setting('registry', key, stated(value, line));
    }
  }
  const finished = readings.map((notes) => notes.finish());
  return { entries: [], settings: finished.flatMap(({ settings }) => settings), unnamed: [] };
};
