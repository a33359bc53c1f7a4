import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/opt/homebrew/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic'];

/** A headless Chromium: the one of the system if there is one, else the shell that comes with `npm install`. */
export const launchBrowser = async (): Promise<Browser> => {
  const installed = systemBrowser();
  if (installed !== null) return chromium.launch({ executablePath: installed, args: FLAGS });
  try {
    const { executablePath, env } = await bundledShell();
    return await chromium.launch({ executablePath, args: FLAGS, env });
  } catch (cause) {
    throw new Error(`start a browser for the tests: ${WHAT_TO_INSTALL}`, { cause });
  }
};

/** A full Chromium with the unpacked extension of `directory`. Close it when done; its profile goes with it. */
export const launchWithExtension = async (executablePath: string, directory: string): Promise<BrowserContext> => {
  const profile = mkdtempSync(join(tmpdir(), 'tangled-trust-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    // Playwright's own headless mode is the shell, and the shell loads no extension.
    headless: false,
    args: [...FLAGS, '--headless=new', `--disable-extensions-except=${directory}`, `--load-extension=${directory}`],
  });
  context.on('close', () => rmSync(profile, { recursive: true, force: true, maxRetries: 10 }));
  return context;
};

/** A Chromium that takes `--load-extension`, or null: Google's own builds and the headless shell do not. */
export const extensionBrowser = async (): Promise<string | null> => {
  const path = systemBrowser();
  if (path === null || path.includes('shell')) return null;
  const { stdout } = await promisify(execFile)(path, ['--version']);
  return stdout.startsWith('Chromium ') ? path : null;
};

const systemBrowser = (): string | null => {
  const { CHROMIUM_PATH: chosen } = process.env;
  if (chosen !== undefined && chosen !== '') {
    if (!isProgram(chosen)) throw new Error(`start a browser for the tests: CHROMIUM_PATH=${chosen} is no program`);
    return chosen;
  }
  return USUAL_PATHS.find(isProgram) ?? null;
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const WHAT_TO_INSTALL =
  'neither a system Chromium nor the bundled headless shell starts. Install one (apt-get install chromium, ' +
  'brew install --cask chromium) or set CHROMIUM_PATH to its program';

/**
 * The package unpacks into the temporary directory and takes a file that is there for one that is finished, so two test
 * files at once would start half a browser. Each unpacks for itself, and the first to finish gives it to all.
 */
const bundledShell = async (): Promise<{ executablePath: string; env: Record<string, string> }> => {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageRoot = join(dirname(entry), '..');
  const { default: bundled, inflate } = await import('@sparticuz/chromium');
  const { version } = createRequire(import.meta.url)(join(packageRoot, 'package.json')) as { version: string };
  const shared = join(tmpdir(), `tangled-trust-chromium-${version}`);
  if (!isProgram(join(shared, 'chromium'))) {
    const own = mkdtempSync(`${shared}-`);
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = own;
    try {
      await bundled.executablePath();
      await inflate(join(packageRoot, 'bin', 'al2023.tar.br'));
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  }
  return { executablePath: join(shared, 'chromium'), env: {} };
};
