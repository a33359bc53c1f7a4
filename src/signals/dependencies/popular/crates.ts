/** Widely used crates, from general knowledge of the ecosystem, with `-` for `_`: the best known, then others. */
export const POPULAR_CRATES: readonly string[] = `
actix-web adler aes ahash aho-corasick anstream anstyle anyhow arbitrary arrayvec async-channel async-std async-stream
async-trait atty autocfg axum backtrace base64 bigdecimal bincode bindgen bitflags bitvec blake3 block-buffer bstr
bumpalo byteorder bytes camino cargo-metadata cexpr cfg-if chacha20poly1305 chrono chrono-tz ciborium clang-sys clap
clap-builder clap-derive colored comfy-table concurrent-queue console const-oid cookie core-foundation cpufeatures
crc32fast criterion crossbeam crossbeam-channel crossbeam-deque crossbeam-epoch crossbeam-utils crossterm
crypto-common csv curve25519-dalek darling dashmap data-encoding deranged derive-builder derive-more dialoguer diesel
digest dirs displaydoc dotenv dotenvy ed25519-dalek either encoding-rs enum-dispatch env-logger equivalent errno eyre
fastrand ferris-says fixedbitset flate2 fnv foreign-types form-urlencoded futures futures-channel futures-core
futures-executor futures-io futures-macro futures-sink futures-task futures-util generic-array getrandom git2 glob
half hashbrown headers heck hermit-abi hex hmac home http http-body httparse httpdate humantime hyper hyper-rustls
hyper-tls hyper-util iana-time-zone ident-case idna image indexmap indicatif indoc ipnet itertools itoa jobserver
js-sys jsonwebtoken lazy-static libc libloading libsqlite3-sys libz-sys linked-hash-map linux-raw-sys lock-api log lru
matchers matchit memchr memmap2 memoffset mime minimal-lexical miniz-oxide mio native-tls ndarray nix nom num
num-bigint num-cpus num-integer num-rational num-traits object once-cell openssl openssl-probe openssl-sys
ordered-float parking parking-lot parking-lot-core paste percent-encoding pest petgraph phf pin-project
pin-project-lite pin-utils pkg-config polars portable-atomic ppv-lite86 prettyplease prettytable-rs proc-macro-error
proc-macro2 prometheus proptest prost pyo3 quick-xml quickcheck quote rand rand-chacha rand-core rayon rayon-core
redis redox-syscall ref-cast regex regex-automata regex-syntax reqwest ring ron rusqlite rustc-demangle rustc-hash
rustc-version rustix rustls rustls-pemfile rustls-pki-types rustversion ryu same-file schannel schemars scopeguard
sea-orm security-framework semver serde serde-bytes serde-derive serde-json serde-path-to-error serde-repr
serde-urlencoded serde-with serde-yaml serial-test sha1 sha2 sharded-slab shlex signal-hook slab smallvec smol snafu
socket2 spin sqlx stable-deref-trait static-assertions strsim structopt strum strum-macros subtle syn sync-wrapper
synstructure tar target-lexicon tempfile termcolor textwrap thiserror thiserror-impl thread-local time time-macros
tinyvec tokio tokio-macros tokio-native-tls tokio-rustls tokio-stream tokio-tungstenite tokio-util toml toml-datetime
toml-edit tonic tower tower-http tower-layer tower-service tracing tracing-attributes tracing-core tracing-log
tracing-subscriber trybuild tungstenite typenum unicode-bidi unicode-ident unicode-normalization unicode-segmentation
unicode-width unicode-xid untrusted url utf8parse uuid valuable vcpkg walkdir warp wasm-bindgen wasm-bindgen-futures
wasmtime web-sys webpki webpki-roots which winapi windows windows-sys windows-targets winnow wiremock xml-rs yaml-rust
zerocopy zeroize zip zstd
addr2line aead aes-gcm ahash-macro allocator-api2 alloy android-tzdata anstyle-parse anstyle-query approx arc-swap
argon2 arrow ascii assert-cmd async-compression async-executor async-fs async-global-executor async-io async-lock
async-process async-recursion async-task atomic-waker aws-config aws-sdk-s3 axum-core axum-extra axum-macros bcrypt
bevy bit-set bit-vec bitmaps blocking borsh brotli bytecount bytemuck bytemuck-derive bytesize bzip2 cached
camino-tempfile cargo-platform cast cbindgen cc chacha20 cipher clap-lex cmake color-eyre colorchoice config
const-format convert-case cookie-store core-graphics cpal crc crossbeam-queue crypto-bigint csv-core ctor ctr ctrlc
darling-core darling-macro deadpool debugid der diff directories dirs-sys document-features downcast-rs dyn-clone
ecdsa egui elliptic-curve encode-unicode enumflags2 env-filter erased-serde event-listener fallible-iterator
fancy-regex fd-lock ff filetime float-cmp flume foldhash fs-err fs-extra fs2 futures-lite futures-timer fxhash gimli
gix glam globset gloo goblin governor h2 handlebars hashlink hickory-resolver hkdf hostname http-body-util humansize
hyper-timeout icu-provider ignore im include-dir infer inotify insta instant inventory io-lifetimes is-terminal k256
kube lalrpop lapin lettre lexical-core libgit2-sys libm libssh2-sys litemap local-ip-address lz4 lz4-flex maplit maud
md-5 md5 memmap metrics miette mimalloc mime-guess minijinja mockall mockito moka multer multimap nalgebra names neon
nohash-hasher notify nu-ansi-term num-derive num-enum num-iter oauth2 object-store oorandom opener opentelemetry
opentelemetry-otlp opentelemetry-sdk ouroboros owo-colors p256 parse-display password-hash pathdiff pbkdf2 pem
pest-derive phf-codegen phf-shared pin-project-internal pkcs8 plotters png postgres postgres-types pprof predicates
pretty-assertions primeorder proc-macro-crate proc-macro-error2 proc-macro-hack proc-macro2-diagnostics
proptest-derive prost-build prost-derive prost-types psm quinn quinn-proto r2d2 rand-distr rand-pcg raw-window-handle
rdkafka refinery regex-lite rend reqwest-middleware rfc6979 rkyv rmp rmp-serde rocket rocksdb rpassword rsa rstest
rust-decimal rust-decimal-macros rust-embed rustls-native-certs rustls-webpki rustyline ruzstd salsa20 scraper sct
sea-query seahash sec1 secrecy self-cell sentry serde-core serde-ignored serde-spanned sha-1 sha3 shellexpand
signal-hook-registry signature simd-adler32 similar simplelog siphasher sled slog slotmap smartstring snap sqlparser
ssh2 stacker static-init string-cache stringprep supports-color swc-common sysinfo tabled tantivy tap tauri tera
termtree test-case threadpool tiff tikv-jemallocator tiny-http tinystr tinytemplate tonic-build tracing-appender
tracing-futures tracing-serde tree-sitter triomphe trust-dns-resolver twox-hash typed-arena typetag ucd-trie ulid
uncased unicase unicode-properties unindent universal-hash ureq urlencoding utf-8 utf8-iter utoipa validator
version-check vte wait-timeout walrus want wasm-bindgen-macro wasmparser wgpu whoami widestring winit winreg wyz x11
x25519-dalek x509-parser xattr xxhash-rust yansi yoke zerovec zopfli
`
  .trim()
  .split(/\s+/);

/** Real crates whose names are one step from a popular one. */
export const KNOWN_CRATES: readonly string[] = `
adler2 chronos claps dirs-next dotenvs env-log fastrand2 future heck2 hyperx hyperium iana itertool jsonschema
num-complex openssl-src parking-lots quick-error rand-xorshift rayons serde-json5 serdes serde-yml serde-yaml2
sqlx-core structmeta termcolors time-core tokio-test tokio-io tomli toml2 trace tracer uuid7 which-rs winapi-util
xml-rs2 yaml-rust2 zstd-sys libz-ng-sys base58 base32 thiserror2
`
  .trim()
  .split(/\s+/);
