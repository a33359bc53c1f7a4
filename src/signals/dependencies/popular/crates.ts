/** Widely used crates, from general knowledge of the ecosystem, with `-` for `_`. */
export const POPULAR_CRATES: readonly string[] = `
actix-web adler aes ahash aho-corasick anstream anstyle anyhow arbitrary arrayvec async-channel async-std async-stream
async-trait atty autocfg axum backtrace base64 bigdecimal bincode bindgen bitflags bitvec blake3 block-buffer bstr
bumpalo byteorder bytes camino cargo-metadata cexpr cfg-if chacha20poly1305 chrono chrono-tz ciborium clang-sys clap
clap-builder clap-derive colored comfy-table concurrent-queue console const-oid cookie core-foundation cpufeatures
crc32fast criterion crossbeam crossbeam-channel crossbeam-deque crossbeam-epoch crossbeam-utils crossterm crypto-common
csv curve25519-dalek darling dashmap data-encoding deranged derive-builder derive-more dialoguer diesel digest dirs
displaydoc dotenv dotenvy ed25519-dalek either encoding-rs enum-dispatch env-logger equivalent errno eyre fastrand
ferris-says fixedbitset flate2 fnv foreign-types form-urlencoded futures futures-channel futures-core futures-executor
futures-io futures-macro futures-sink futures-task futures-util generic-array getrandom git2 glob half hashbrown headers
heck hermit-abi hex hmac home http http-body httparse httpdate humantime hyper hyper-rustls hyper-tls hyper-util
iana-time-zone ident-case idna image indexmap indicatif indoc ipnet itertools itoa jobserver js-sys jsonwebtoken
lazy-static libc libloading libsqlite3-sys libz-sys linked-hash-map linux-raw-sys lock-api log lru matchers matchit
memchr memmap2 memoffset mime minimal-lexical miniz-oxide mio native-tls ndarray nix nom num num-bigint num-cpus
num-integer num-rational num-traits object once-cell openssl openssl-probe openssl-sys ordered-float parking
parking-lot parking-lot-core paste percent-encoding pest petgraph phf pin-project pin-project-lite pin-utils pkg-config
polars portable-atomic ppv-lite86 prettyplease prettytable-rs proc-macro-error proc-macro2 prometheus proptest prost
pyo3 quick-xml quickcheck quote rand rand-chacha rand-core rayon rayon-core redis redox-syscall ref-cast regex
regex-automata regex-syntax reqwest ring ron rusqlite rustc-demangle rustc-hash rustc-version rustix rustls
rustls-pemfile rustls-pki-types rustversion ryu same-file schannel schemars scopeguard sea-orm security-framework semver
serde serde-bytes serde-derive serde-json serde-path-to-error serde-repr serde-urlencoded serde-with serde-yaml
serial-test sha1 sha2 sharded-slab shlex signal-hook slab smallvec smol snafu socket2 spin sqlx stable-deref-trait
static-assertions strsim structopt strum strum-macros subtle syn sync-wrapper synstructure tar target-lexicon tempfile
termcolor textwrap thiserror thiserror-impl thread-local time time-macros tinyvec tokio tokio-macros tokio-native-tls
tokio-rustls tokio-stream tokio-tungstenite tokio-util toml toml-datetime toml-edit tonic tower tower-http tower-layer
tower-service tracing tracing-attributes tracing-core tracing-log tracing-subscriber trybuild tungstenite typenum
unicode-bidi unicode-ident unicode-normalization unicode-segmentation unicode-width unicode-xid untrusted url
utf8parse uuid valuable vcpkg walkdir warp wasm-bindgen wasm-bindgen-futures wasmtime web-sys webpki webpki-roots which
winapi windows windows-sys windows-targets winnow wiremock xml-rs yaml-rust zerocopy zeroize zip zstd
`
  .trim()
  .split(/\s+/);

/** Real crates whose names are one step from a popular one. */
export const KNOWN_CRATES: readonly string[] = `
adler2 chronos clap-lex claps crossbeam-queue dirs-next dotenvs env-log fastrand2 future heck2 hyperx hyperium iana itertool
jsonschema num-complex num-iter openssl-src parking-lots quick-error rand-xorshift rayons regex-lite rustls-native-certs
serde-json5 serdes serde-yml serde-yaml2 sha3 sha-1 sqlx-core structmeta termcolors time-core tokio-test tokio-io tomli toml2
trace tracer uuid7 which-rs winapi-util winreg xml-rs2 yaml-rust2 zstd-sys libz-ng-sys object-store base58 base32 thiserror2
`
  .trim()
  .split(/\s+/);
