import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import bundled, { inflate } from '@sparticuz/chromium';
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
/** Headless without Playwright's `headless`, which asks for a mode that loads no extension. */
const FULL_FLAGS = [...FLAGS, '--headless=new'];

/** A headless Chromium: the one of the system if there is one, else the shell that comes with `npm install`. */
export const launchBrowser = async (): Promise<Browser> => {
  const installed = systemBrowser();
  try {
    if (installed !== null) return await chromium.launch({ executablePath: installed, args: FLAGS });
    return await launchBundled();
  } catch (cause) {
    const tried = installed ?? 'the headless shell of @sparticuz/chromium (Linux on x64 only)';
    throw new Error(
      `start a browser for the tests: ${tried} does not start. Install Chromium (apt-get install chromium, ` +
        'brew install --cask chromium) or set CHROMIUM_PATH to a program that does',
      { cause },
    );
  }
};

/** A Chromium of this system that loads unpacked extensions, or null: headless shells and Google's own Chrome do not. */
export const extensionBrowser = async (): Promise<string | null> => {
  const executablePath = systemBrowser();
  if (executablePath === null) return null;
  const { stdout } = await promisify(execFile)(executablePath, ['--version']);
  if (!/^(Chromium|Google Chrome for Testing) /.test(stdout)) return null;
  await using browser = await chromium.launch({ executablePath, args: FULL_FLAGS, headless: false });
  const { product } = await (await browser.newBrowserCDPSession()).send('Browser.getVersion');
  return product.startsWith('HeadlessChrome/') ? null : executablePath;
};

/** A browser with the unpacked extension of `directory`. Close it when done; its profile goes with it. */
export const launchWithExtension = async (executablePath: string, directory: string): Promise<BrowserContext> => {
  const profile = mkdtempSync(join(tmpdir(), 'tangled-trust-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    args: [...FULL_FLAGS, `--disable-extensions-except=${directory}`, `--load-extension=${directory}`],
  });
  context.on('close', () => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return context;
};

const systemBrowser = (): string | null => {
  const chosen = process.env.CHROMIUM_PATH ?? '';
  if (chosen === '') return USUAL_PATHS.find((path) => existsSync(path)) ?? null;
  if (!existsSync(chosen)) throw new Error(`start a browser for the tests: CHROMIUM_PATH=${chosen} does not exist`);
  return chosen;
};

/** The shell as it is, and where the system lacks its libraries, again with those that come with it. */
const launchBundled = async (): Promise<Browser> => {
  const home = await unpackedShell();
  const executablePath = join(home, 'chromium');
  const launch = (more: Record<string, string>) =>
    chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...more } });
  const ownFonts: Record<string, string> = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') };
  return launch(ownFonts).catch(() => launch({ ...ownFonts, LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }));
};

/**
 * The package unpacks into the temporary directory and takes a file that is there for one that is whole, so two test
 * files at once would start half a browser. Each unpacks for itself, and the first to finish gives it to all.
 */
const unpackedShell = async (): Promise<string> => {
  const packageRoot = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const shared = join(tmpdir(), `tangled-trust-chromium-${version}`);
  if (existsSync(shared)) return shared;
  const own = mkdtempSync(`${shared}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = own;
  try {
    await bundled.executablePath();
    await inflate(join(packageRoot, 'bin', 'al2023.tar.br'));
    const fonts = join(own, 'fonts', 'fonts.conf');
    writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('/tmp/fonts', join(shared, 'fonts')));
    renameSync(own, shared);
  } catch (cause) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(shared)) throw cause;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  return shared;
};
