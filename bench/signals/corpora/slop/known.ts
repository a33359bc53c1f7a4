/** Changes that are known: those somebody may hand in again. Each is rejected or open. */
export interface KnownChange {
  readonly standing: 'bad' | 'open';
  readonly path: string;
  /** Lines of one hunk. */
  readonly lines: readonly string[];
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

export const known: Readonly<Record<string, KnownChange>> = {
  retry: {
    standing: 'bad',
    path: 'src/client/request.ts',
    lines: lines(`
 export const fetchJson = async (url: string): Promise<unknown> => {
-  const response = await fetch(url);
-  return response.json();
+  let lastError: unknown;
+  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
+    try {
+      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
+      if (response.status === 503) throw new Error('service unavailable');
+      return await response.json();
+    } catch (error) {
+      lastError = error;
+      await delay(BACKOFF_MS * 2 ** attempt);
+    }
+  }
+  throw lastError;
 };`),
  },
  cache: {
    standing: 'open',
    path: 'app/services/profile_cache.py',
    lines: lines(`
 class ProfileCache:
+    def __init__(self, backend, ttl_seconds=300):
+        self.backend = backend
+        self.ttl_seconds = ttl_seconds
+        self._entries = OrderedDict()
+
+    def lookup(self, user_id):
+        entry = self._entries.get(user_id)
+        if entry is not None and entry.expires_at > monotonic():
+            self._entries.move_to_end(user_id)
+            return entry.profile
+        profile = self.backend.load_profile(user_id)
+        self._entries[user_id] = CacheEntry(profile, monotonic() + self.ttl_seconds)
+        return profile`),
  },
  parser: {
    standing: 'bad',
    path: 'src/config/duration.rs',
    lines: lines(`
+pub fn parse_duration(text: &str) -> Result<Duration, ParseError> {
+    let trimmed = text.trim();
+    let split = trimmed.find(|c: char| c.is_alphabetic()).ok_or(ParseError::MissingUnit)?;
+    let (number, unit) = trimmed.split_at(split);
+    let amount: u64 = number.parse().map_err(|_| ParseError::BadNumber)?;
+    match unit {
+        "ms" => Ok(Duration::from_millis(amount)),
+        "s" => Ok(Duration::from_secs(amount)),
+        "min" => Ok(Duration::from_secs(amount * 60)),
+        other => Err(ParseError::UnknownUnit(other.to_string())),
+    }
+}`),
  },
  pagination: {
    standing: 'open',
    path: 'internal/api/list_orders.go',
    lines: lines(`
 func (s *Server) ListOrders(w http.ResponseWriter, r *http.Request) {
-	orders, err := s.store.AllOrders(r.Context())
+	cursor := r.URL.Query().Get("cursor")
+	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
+	if err != nil || limit < 1 || limit > maxPageSize {
+		limit = defaultPageSize
+	}
+	orders, next, err := s.store.OrdersAfter(r.Context(), cursor, limit)
 	if err != nil {
 		s.fail(w, err)
 		return
 	}
+	if next != "" {
+		w.Header().Set("Link", fmt.Sprintf("<?cursor=%s>; rel=next", url.QueryEscape(next)))
+	}
 	writeJSON(w, orders)`),
  },
  ring: {
    standing: 'bad',
    path: 'lib/ringbuf.c',
    lines: lines(`
+size_t ring_write(struct ring *ring, const uint8_t *bytes, size_t length)
+{
+	size_t room = ring->capacity - (ring->head - ring->tail);
+	size_t count = length < room ? length : room;
+	for (size_t i = 0; i < count; i++)
+		ring->data[(ring->head + i) & ring->mask] = bytes[i];
+	atomic_store_explicit(&ring->head, ring->head + count, memory_order_release);
+	return count;
+}`),
  },
  theme: {
    standing: 'bad',
    path: 'web/styles/theme.css',
    lines: lines(`
+:root[data-theme='dark'] {
+  --surface: #16181d;
+  --surface-raised: #1f232b;
+  --text-primary: #e8eaed;
+  --text-muted: #9aa3b2;
+  --accent: #7aa2f7;
+  --danger: #f7768e;
+  --border: color-mix(in srgb, var(--text-muted) 30%, transparent);
+}
+.card { background: var(--surface-raised); border: 1px solid var(--border); color: var(--text-primary); }`),
  },
  install: {
    standing: 'bad',
    path: 'docs/install.md',
    lines: lines(`
 ## Installation
+To install the toolkit on Debian, first add our package repository to your sources, then refresh the index.
+Afterwards install the daemon together with its command line companion, and enable the service so that it starts at boot.
+On machines without systemd the daemon can be supervised by runit; an example run script lies in the contrib directory.
+Finally open the dashboard in a browser and sign in with the one-time password that was printed during installation.`),
  },
  upload: {
    standing: 'open',
    path: 'src/main/java/org/example/UploadService.java',
    lines: lines(`
+    public UploadResult store(MultipartFile file, Owner owner) throws IOException {
+        if (file.getSize() > properties.getMaxUploadBytes()) {
+            throw new PayloadTooLargeException(file.getOriginalFilename());
+        }
+        Path target = root.resolve(UUID.randomUUID().toString());
+        try (InputStream input = file.getInputStream()) {
+            Files.copy(input, target);
+        }
+        Attachment attachment = repository.save(new Attachment(owner, target.toString(), file.getContentType()));
+        events.publish(new AttachmentStored(attachment.getId()));
+        return UploadResult.of(attachment);
+    }`),
  },
  worker: {
    standing: 'open',
    path: '.github/workflows/release.yml',
    lines: lines(`
+  publish-images:
+    runs-on: ubuntu-latest
+    needs: [unit-tests, integration]
+    permissions:
+      packages: write
+    steps:
+      - uses: docker/setup-buildx-action@v3
+      - name: Build and push multi-arch image
+        run: docker buildx build --platform linux/amd64,linux/arm64 --push --tag "$REGISTRY/gateway:$TAG" .
+      - name: Sign image
+        run: cosign sign --yes "$REGISTRY/gateway:$TAG"`),
  },
  migration: {
    standing: 'bad',
    path: 'db/migrations/0042_invoices.sql',
    lines: lines(`
+CREATE TABLE invoices (
+  id BIGSERIAL PRIMARY KEY,
+  customer_id BIGINT NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
+  currency CHAR(3) NOT NULL,
+  total_cents BIGINT NOT NULL CHECK (total_cents >= 0),
+  issued_on DATE NOT NULL,
+  paid_on DATE
+);
+CREATE INDEX invoices_unpaid ON invoices (customer_id, issued_on) WHERE paid_on IS NULL;`),
  },
};
