/** Files whose random strings are hashes, keys for everybody, or content: nobody's secret. Tokens are sought there too. */
const HOLDS_HASHES =
  /(?:^|\/)(?:[^/]*(?:sha\d*sums?|checksums?|md5sums?)[^/]*|go\.(?:sum|work\.sum)|[^/]*[-.]lock(?:file)?(?:\.[a-z]+)?|lock(?:file)?\.[a-z]+|[^/]*lock\.(?:json|ya?ml)|npm-shrinkwrap\.json|\.terraform\.lock\.hcl|flake\.lock|bun\.lockb?|Cartfile\.resolved|Package\.resolved|verification-metadata\.xml|known_hosts|authorized_keys|allowed_signers|distinfo|\.secrets\.baseline|\.gitleaksignore|[^/]*manifest\.json|[^/]*\.(?:map|svg|snap|sum|sha\d+|md5|asc|sig|pub|crt|cer|der|csr|minisig|woff2?|ttf|eot|ipynb|pbxproj|xcscheme|po|pot|xlf|xliff|arb|resx|strings|csv|tsv|jsonl|ndjson|geojson|cast|har|lockb|nix|rb\.lock|patch|diff))$|(?:^|\/)(?:locales?|i18n|l10n|translations?|__snapshots__|cassettes|corpus|corpora|vendor|node_modules|third[_-]party)\//i;

/** Whether random strings in a file of this path are expected, so that entropy says nothing. */
export const holdsHashes = (path: string): boolean => HOLDS_HASHES.test(path);

const FOR_TESTS =
  /(?:^|[/_.-])(?:tests?|testing|specs?|__tests__|testdata|test[_-]?data|fixtures?|mocks?|examples?|samples?|e2e|bench(?:es|marks?)?|demos?|stories|snapshots?)(?:[/_.-]|$)|(?:Test|Tests|Spec)\.[a-z]+$|\.(?:md|mdx|rst|adoc|txt|html?)$/i;

/** Whether a file is a test, an example or a document, where keys are mostly made for showing. */
export const isForShow = (path: string): boolean => FOR_TESTS.test(path);
