/** Changes that are nobody's copy though they look it: the same file, feature, idiom or boilerplate. Path, then lines. */
const change = (path: string, text: string): readonly [string, readonly string[]] => [
  path,
  text.split('\n').filter((line) => line !== ''),
];

export const others: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'retry: another client': change(
    'src/client/socket.ts',
    `
+export const openSocket = (address: string, onMessage: (data: string) => void): WebSocket => {
+  const socket = new WebSocket(address);
+  socket.addEventListener('message', (event) => onMessage(String(event.data)));
+  socket.addEventListener('close', () => setTimeout(() => openSocket(address, onMessage), RECONNECT_MS));
+  return socket;
+};`,
  ),
  'retry: its test': change(
    'src/client/request.test.ts',
    `
+it('gives up after three attempts', async () => {
+  const server = await listen((_, reply) => reply.writeHead(503).end());
+  await expect(fetchJson(server.url)).rejects.toThrow('service unavailable');
+  expect(server.requests).toHaveLength(3);
+});`,
  ),
  'retry: headers of the same function': change(
    'src/client/request.ts',
    `
 export const fetchJson = async (url: string): Promise<unknown> => {
-  const response = await fetch(url);
+  const headers = { accept: 'application/json', 'user-agent': userAgent(version) };
+  const response = await fetch(url, { headers, redirect: 'error' });
+  if (!response.headers.get('content-type')?.includes('json')) throw new TypeError('not JSON: ' + url);
   return response.json();`,
  ),
  'retry: a loop in another language': change(
    'client/request.py',
    `
+def fetch_json(url, attempts=3):
+    for number in range(attempts):
+        try:
+            with urlopen(url, timeout=TIMEOUT) as reply:
+                return json.load(reply)
+        except URLError as error:
+            logger.warning("attempt %d failed: %s", number, error)
+            sleep(2 ** number)
+    raise ConnectionError(url)`,
  ),
  'cache: eviction': change(
    'app/services/profile_cache.py',
    `
+    def evict_oldest(self, keep):
+        while len(self._entries) > keep:
+            user_id, entry = self._entries.popitem(last=False)
+            metrics.increment("profile_cache.evicted")
+            logger.debug("dropped %s after %.1f s", user_id, entry.age())`,
  ),
  'cache: another class of the kind': change(
    'app/services/token_store.py',
    `
+class TokenStore:
+    def __init__(self, secrets_file, clock=time.time):
+        self.secrets_file = secrets_file
+        self.clock = clock
+
+    def issue(self, subject, scopes):
+        payload = {"sub": subject, "scope": " ".join(scopes), "iat": int(self.clock())}
+        return jwt.encode(payload, self.secrets_file.read_text(), algorithm="EdDSA")`,
  ),
  'cache: moved to a package': change(
    'app/services/__init__.py',
    `
-from .profile_cache import ProfileCache
+from .caching.profiles import ProfileCache
+from .caching.avatars import AvatarCache
+from .caching.settings import CacheSettings, default_settings
+__all__ = ["ProfileCache", "AvatarCache", "CacheSettings", "default_settings"]`,
  ),
  'cache: settings': change(
    'app/settings.py',
    `
+PROFILE_CACHE_TTL_SECONDS = int(os.environ.get("PROFILE_CACHE_TTL_SECONDS", "300"))
+PROFILE_CACHE_BACKEND = os.environ.get("PROFILE_CACHE_BACKEND", "memory")
+if PROFILE_CACHE_BACKEND not in {"memory", "redis", "memcached"}:
+    raise ImproperlyConfigured("unknown cache backend " + PROFILE_CACHE_BACKEND)`,
  ),
  'parser: sizes': change(
    'src/config/size.rs',
    `
+pub fn parse_size(text: &str) -> Result<u64, SizeError> {
+    let lower = text.to_ascii_lowercase();
+    for (suffix, factor) in [("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30)] {
+        if let Some(digits) = lower.strip_suffix(suffix) {
+            return digits.trim().parse::<u64>().map(|n| n * factor).map_err(SizeError::from);
+        }
+    }
+    lower.parse().map_err(SizeError::from)
+}`,
  ),
  'parser: its tests': change(
    'src/config/duration.rs',
    `
+#[cfg(test)]
+mod tests {
+    use super::*;
+    #[test]
+    fn reads_minutes() { assert_eq!(parse_duration("5min").unwrap(), Duration::from_secs(300)); }
+    #[test]
+    fn refuses_unknown_units() { assert!(matches!(parse_duration("3 weeks"), Err(ParseError::UnknownUnit(_)))); }
+}`,
  ),
  'parser: its errors': change(
    'src/config/error.rs',
    `
+impl fmt::Display for ParseError {
+    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
+        match self {
+            ParseError::MissingUnit => write!(f, "a duration needs a unit"),
+            ParseError::BadNumber => write!(f, "the amount is no whole number"),
+            ParseError::UnknownUnit(unit) => write!(f, "nobody knows the unit {unit}"),
+        }
+    }
+}`,
  ),
  'pagination: another list': change(
    'internal/api/list_customers.go',
    `
 func (s *Server) ListCustomers(w http.ResponseWriter, r *http.Request) {
-	customers, err := s.store.Customers(r.Context())
+	filter := r.URL.Query()["country"]
+	customers, err := s.store.CustomersIn(r.Context(), filter...)
+	if errors.Is(err, store.ErrUnknownCountry) {
+		http.Error(w, err.Error(), http.StatusBadRequest)
+		return
+	}
 	if err != nil {`,
  ),
  'pagination: its store': change(
    'internal/store/orders.go',
    `
+func (s *Store) OrdersAfter(ctx context.Context, cursor string, limit int) ([]Order, string, error) {
+	rows, err := s.db.QueryContext(ctx, ordersAfterSQL, cursor, limit+1)
+	if err != nil {
+		return nil, "", fmt.Errorf("orders after %q: %w", cursor, err)
+	}
+	defer rows.Close()
+	return scanOrders(rows, limit)
+}`,
  ),
  'pagination: middleware': change(
    'internal/api/middleware.go',
    `
+func withRequestID(next http.Handler) http.Handler {
+	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
+		id := r.Header.Get("X-Request-ID")
+		if id == "" {
+			id = ulid.Make().String()
+		}
+		w.Header().Set("X-Request-ID", id)
+		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)))
+	})
+}`,
  ),
  'ring: reading': change(
    'lib/ringbuf.c',
    `
+size_t ring_read(struct ring *ring, uint8_t *out, size_t wanted)
+{
+	size_t head = atomic_load_explicit(&ring->head, memory_order_acquire);
+	size_t available = head - ring->tail;
+	if (wanted > available)
+		wanted = available;
+	copy_wrapped(out, ring, ring->tail, wanted);
+	ring->tail += wanted;
+	return wanted;
+}`,
  ),
  'ring: allocation': change(
    'lib/ringbuf.c',
    `
+struct ring *ring_new(unsigned order)
+{
+	struct ring *ring = calloc(1, sizeof(*ring));
+	if (!ring || order > MAX_ORDER)
+		return NULL;
+	ring->capacity = (size_t)1 << order;
+	ring->mask = ring->capacity - 1;
+	ring->data = malloc(ring->capacity);
+	return ring;
+}`,
  ),
  'ring: header': change(
    'lib/ringbuf.h',
    `
+#ifndef RINGBUF_H
+#define RINGBUF_H
+#include <stddef.h>
+#include <stdint.h>
+struct ring;
+struct ring *ring_new(unsigned order);
+size_t ring_write(struct ring *ring, const uint8_t *bytes, size_t length);
+void ring_free(struct ring *ring);
+#endif`,
  ),
  'theme: light': change(
    'web/styles/theme.css',
    `
+@media print {
+  .card, .toolbar { display: none; }
+  body { font: 11pt/1.4 Georgia, serif; margin: 0; }
+  a[href]::after { content: ' (' attr(href) ')'; font-size: 80%; }
+  h2 { break-before: page; }
+}`,
  ),
  'theme: the switch': change(
    'web/theme.js',
    `
+const media = matchMedia('(prefers-color-scheme: dark)');
+const apply = () => { document.documentElement.dataset.theme = stored() ?? (media.matches ? 'dark' : 'light'); };
+media.addEventListener('change', apply);
+document.querySelector('#theme').addEventListener('click', toggle);
+apply();`,
  ),
  'install: another system': change(
    'docs/install.md',
    `
 ## Installation
+With Homebrew a single formula brings everything that is needed, completions for fish and zsh included.
+Containers are published for every release; mount a volume under /var/lib/toolkit to keep state between restarts.
+Windows users unpack the archive anywhere and register the executable as a scheduled task.`,
  ),
  'install: upgrade notes': change(
    'docs/upgrade.md',
    `
+Before upgrading stop the daemon and take a snapshot of its state directory.
+Version five no longer reads the old configuration format; run the converter, look through its warnings, and start again.
+Rolling back is possible until the first write of the new journal, which happens about a minute after the start.`,
  ),
  'upload: download': change(
    'src/main/java/org/example/DownloadController.java',
    `
+    @GetMapping("/attachments/{id}")
+    public ResponseEntity<Resource> download(@PathVariable UUID id, Principal principal) {
+        Attachment found = repository.findById(id).orElseThrow(NotFoundException::new);
+        access.require(principal, Permission.READ, found);
+        return ResponseEntity.ok().header(CONTENT_DISPOSITION, "attachment").body(new FileSystemResource(found.getPath()));
+    }`,
  ),
  'upload: accessors': change(
    'src/main/java/org/example/Owner.java',
    `
+    public String getDisplayName() {
+        return displayName;
+    }
+
+    public void setDisplayName(String displayName) {
+        this.displayName = Objects.requireNonNull(displayName, "displayName");
+    }
+
+    public Instant getJoinedAt() {
+        return joinedAt;
+    }`,
  ),
  'worker: lint job': change(
    '.github/workflows/ci.yml',
    `
+  lint:
+    runs-on: ubuntu-latest
+    steps:
+      - uses: actions/checkout@v4
+      - uses: actions/setup-node@v4
+        with:
+          node-version: 24
+          cache: npm
+      - run: npm ci --ignore-scripts
+      - run: npx biome ci .`,
  ),
  'worker: nightly job': change(
    '.github/workflows/nightly.yml',
    `
+name: nightly fuzzing
+on:
+  schedule:
+    - cron: '17 3 * * *'
+jobs:
+  fuzz:
+    runs-on: ubuntu-latest
+    timeout-minutes: 90
+    steps:
+      - uses: actions/checkout@v4
+      - run: cargo +nightly fuzz run patches -- -max_total_time=3600`,
  ),
  'migration: another table': change(
    'db/migrations/0043_shipments.sql',
    `
+CREATE TABLE shipments (
+  id BIGSERIAL PRIMARY KEY,
+  order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
+  carrier TEXT NOT NULL,
+  tracking_code TEXT UNIQUE,
+  dispatched_at TIMESTAMPTZ NOT NULL DEFAULT now()
+);
+CREATE INDEX shipments_by_order ON shipments (order_id);`,
  ),
  'migration: altering the same table': change(
    'db/migrations/0044_invoice_notes.sql',
    `
+ALTER TABLE invoices ADD COLUMN reminder_sent_on DATE;
+ALTER TABLE invoices ADD COLUMN dunning_level SMALLINT NOT NULL DEFAULT 0;
+UPDATE invoices SET dunning_level = 1 WHERE paid_on IS NULL AND issued_on < current_date - 30;
+COMMENT ON COLUMN invoices.dunning_level IS 'how often the customer was reminded';`,
  ),
  'boilerplate: licence header': change(
    'src/new/module.rs',
    `
+// Copyright 2026 The Example Authors
+// Licensed under the Apache License, Version 2.0 (the "License");
+// you may not use this file except in compliance with the License.
+// You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
+mod reader;
+mod writer;`,
  ),
  'boilerplate: changelog': change(
    'CHANGELOG.md',
    `
+## 2.4.0
+- Fixed a crash when the configuration file is empty
+- Faster start on machines with many network interfaces
+- The command line now understands --color=never
+- Dropped support for Python 3.8`,
  ),
  'boilerplate: lockfile': change(
    'package-lock.json',
    `
-      "version": "4.18.2",
-      "resolved": "https://registry.npmjs.org/express/-/express-4.18.2.tgz",
+      "version": "4.19.2",
+      "resolved": "https://registry.npmjs.org/express/-/express-4.19.2.tgz",
+      "integrity": "sha512-made-up-for-this-sample",
+      "license": "MIT", "engines": { "node": ">= 0.10.0" }`,
  ),
};
