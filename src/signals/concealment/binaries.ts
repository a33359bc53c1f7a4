import type { BinaryContent, Change, FileChange } from '../../domain/index.ts';
import { areaOf } from '../size/file-area.ts';
import type { Found } from '../text/collect.ts';
import { foundInName } from './found-in.ts';

const PROGRAM =
  /\.(?:exe|dll|so(?:\.\d{1,4}){0,3}|dylib|a|o|ko|obj|lib|jar|war|ear|aar|class|wasm|py[cod]|node|bin|elf|sys|com|scr|msi|apk|dex|ipa|deb|rpm|appimage|efi|rom|fw|xpi|crx|vsix|beam|nupkg|gem|whl|crate|egg|phar)$/i;
const ARCHIVE = /\.(?:zip|tar|t?gz|tgz|t?bz2?|t?xz|txz|lzma|lz4?|t?zst|7z|rar|br|cab|cpio|iso|img|dmg|Z)$/i;

/** Where xz's backdoor was unpacked from: what runs when the project is built or its continuous integration runs. */
const isBuild = ({ path }: FileChange): boolean => {
  const area = areaOf(path);
  return (
    area === 'build' ||
    area === 'machine' ||
    /(?:^|\/)(?:Makefile|configure|CMakeLists)|\.(?:m4|cmake|am|ac)$/i.test(path)
  );
};

const sized = (content: BinaryContent | null): string => {
  if (content === null || content.size === null) return 'the change does not hold its content';
  return `${content.form === 'delta' ? 'a delta of ' : ''}${content.size} byte${content.size === 1 ? '' : 's'}`;
};

const judge = (file: FileChange, touchesBuild: boolean): Pick<Found, 'rule' | 'severity' | 'message'> => {
  const size = sized(file.content);
  const isTest = areaOf(file.path) === 'tests';
  const isArchive = ARCHIVE.test(file.path);
  if (PROGRAM.test(file.path) || (isArchive && !isTest)) {
    const message = `Nobody can read what this ${isArchive ? 'archive' : 'program'} does (${size}).`;
    return { rule: 'path-binary-executable', severity: 'medium', message };
  }
  if (!isTest)
    return {
      rule: 'path-binary',
      severity: 'low',
      message: `This file is binary, so no line of it was read (${size}).`,
    };
  const message = touchesBuild
    ? `Nobody can read this binary test file (${size}), and the same change touches what runs when the project is built.`
    : `Nobody can read this binary test file (${size}).`;
  return { rule: 'path-binary-test-file', severity: touchesBuild ? 'medium' : 'low', message };
};

/** Binary files that are added or changed. A submodule is none of them, nor is a file whose mode or name alone changes. */
export function* binaries(change: Change): Generator<Found> {
  const touchesBuild = change.files.some(isBuild);
  for (const file of change.files) {
    if (!file.binary || file.kind === 'deleted' || file.hunks.length > 0) continue;
    yield foundInName(file, judge(file, touchesBuild));
  }
}
