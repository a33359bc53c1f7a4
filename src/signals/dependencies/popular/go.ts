/** Widely used Go modules, from general knowledge, without a major version's suffix: the best known, then others. */
export const POPULAR_GO_MODULES: readonly string[] = `
cel.dev/expr cloud.google.com/go cloud.google.com/go/storage connectrpc.com/connect dario.cat/mergo entgo.io/ent
filippo.io/age filippo.io/edwards25519 github.com/99designs/gqlgen github.com/AlecAivazis/survey
github.com/Azure/azure-sdk-for-go github.com/BurntSushi/toml github.com/DATA-DOG/go-sqlmock github.com/IBM/sarama
github.com/Masterminds/semver github.com/Masterminds/sprig github.com/PuerkitoBio/goquery github.com/Shopify/sarama
github.com/alecthomas/kong github.com/alicebob/miniredis github.com/andybalholm/brotli github.com/aws/aws-sdk-go
github.com/aws/aws-sdk-go-v2 github.com/aws/smithy-go github.com/beorn7/perks github.com/blang/semver
github.com/bluele/gcache github.com/boltdb/bolt github.com/bytedance/sonic github.com/caarlos0/env
github.com/cenkalti/backoff github.com/cespare/xxhash github.com/charmbracelet/bubbletea
github.com/charmbracelet/lipgloss github.com/containerd/containerd github.com/coreos/go-oidc
github.com/davecgh/go-spew github.com/dgraph-io/badger github.com/dgraph-io/ristretto github.com/dgrijalva/jwt-go
github.com/docker/docker github.com/docker/go-connections github.com/docker/go-units github.com/dustin/go-humanize
github.com/envoyproxy/go-control-plane github.com/evanphx/json-patch github.com/fatih/color
github.com/felixge/httpsnoop github.com/fsnotify/fsnotify github.com/gin-contrib/cors github.com/gin-contrib/sse
github.com/gin-gonic/gin github.com/go-chi/chi github.com/go-git/go-git github.com/go-gorm/gorm
github.com/go-jose/go-jose github.com/go-kit/kit github.com/go-logr/logr github.com/go-openapi/spec
github.com/go-playground/validator github.com/go-redis/redis github.com/go-resty/resty github.com/go-sql-driver/mysql
github.com/gobwas/glob github.com/goccy/go-json github.com/goccy/go-yaml github.com/gofiber/fiber
github.com/gofrs/uuid github.com/gogo/protobuf github.com/golang-jwt/jwt github.com/golang-migrate/migrate
github.com/golang/glog github.com/golang/groupcache github.com/golang/mock github.com/golang/protobuf
github.com/golang/snappy github.com/google/btree github.com/google/gnostic github.com/google/go-cmp
github.com/google/go-github github.com/google/gopacket github.com/google/gofuzz github.com/google/pprof
github.com/google/uuid github.com/google/wire github.com/googleapis/gax-go github.com/gorilla/handlers
github.com/gorilla/mux github.com/gorilla/securecookie github.com/gorilla/sessions github.com/gorilla/websocket
github.com/grpc-ecosystem/go-grpc-middleware github.com/grpc-ecosystem/grpc-gateway github.com/hashicorp/consul
github.com/hashicorp/go-multierror github.com/hashicorp/go-retryablehttp github.com/hashicorp/go-version
github.com/hashicorp/golang-lru github.com/hashicorp/hcl github.com/hashicorp/vault github.com/imdario/mergo
github.com/inconshreveable/mousetrap github.com/jackc/pgx github.com/jinzhu/gorm github.com/jmespath/go-jmespath
github.com/jmoiron/sqlx github.com/joho/godotenv github.com/json-iterator/go github.com/julienschmidt/httprouter
github.com/kelseyhightower/envconfig github.com/klauspost/compress github.com/knadh/koanf github.com/kr/pretty
github.com/labstack/echo github.com/lib/pq github.com/lestrrat-go/jwx github.com/magefile/mage
github.com/mailru/easyjson github.com/mattn/go-colorable github.com/mattn/go-isatty github.com/mattn/go-runewidth
github.com/mattn/go-sqlite3 github.com/miekg/dns github.com/minio/minio-go github.com/mitchellh/go-homedir
github.com/mitchellh/mapstructure github.com/moby/moby github.com/modern-go/reflect2 github.com/nats-io/nats-server
github.com/nats-io/nats.go github.com/oklog/ulid github.com/olekukonko/tablewriter github.com/onsi/ginkgo
github.com/onsi/gomega github.com/opencontainers/go-digest github.com/opencontainers/image-spec
github.com/opencontainers/runc github.com/opentracing/opentracing-go github.com/patrickmn/go-cache
github.com/pelletier/go-toml github.com/pkg/errors github.com/pmezard/go-difflib github.com/prometheus/client_golang
github.com/prometheus/client_model github.com/prometheus/common github.com/prometheus/procfs
github.com/rabbitmq/amqp091-go github.com/redis/go-redis github.com/robfig/cron github.com/rogpeppe/go-internal
github.com/rs/cors github.com/rs/zerolog github.com/russross/blackfriday github.com/samber/lo
github.com/segmentio/kafka-go github.com/sergi/go-diff github.com/shirou/gopsutil github.com/shopspring/decimal
github.com/sirupsen/logrus github.com/spf13/afero github.com/spf13/cast github.com/spf13/cobra github.com/spf13/pflag
github.com/spf13/viper github.com/stretchr/objx github.com/stretchr/testify github.com/swaggo/swag
github.com/testcontainers/testcontainers-go github.com/tidwall/gjson github.com/tidwall/sjson
github.com/twitchyliquid64/golang-asm github.com/ugorji/go github.com/urfave/cli github.com/valyala/fasthttp
github.com/vektah/gqlparser github.com/xeipuuv/gojsonschema github.com/yuin/goldmark go.etcd.io/bbolt go.etcd.io/etcd
go.mongodb.org/mongo-driver go.opencensus.io go.opentelemetry.io/otel go.opentelemetry.io/otel/sdk
go.opentelemetry.io/otel/trace go.uber.org/atomic go.uber.org/fx go.uber.org/goleak go.uber.org/mock
go.uber.org/multierr go.uber.org/zap golang.org/x/crypto golang.org/x/exp golang.org/x/lint golang.org/x/mod
golang.org/x/net golang.org/x/oauth2 golang.org/x/sync golang.org/x/sys golang.org/x/term golang.org/x/text
golang.org/x/time golang.org/x/tools golang.org/x/xerrors google.golang.org/api google.golang.org/appengine
google.golang.org/genproto google.golang.org/grpc google.golang.org/protobuf gopkg.in/check.v1 gopkg.in/inf.v0
gopkg.in/ini.v1 gopkg.in/yaml.v2 gopkg.in/yaml.v3 gorm.io/driver/postgres gorm.io/gorm gotest.tools honnef.co/go/tools
k8s.io/api k8s.io/apimachinery k8s.io/client-go k8s.io/klog k8s.io/kube-openapi k8s.io/utils modernc.org/sqlite
nhooyr.io/websocket sigs.k8s.io/controller-runtime sigs.k8s.io/yaml
bitbucket.org/creachadair/stringset cloud.google.com/go/auth cloud.google.com/go/compute/metadata
cloud.google.com/go/iam cloud.google.com/go/pubsub code.gitea.io/sdk/gitea
contrib.go.opencensus.io/exporter/prometheus github.com/Azure/azure-sdk-for-go/sdk/azcore
github.com/Azure/azure-sdk-for-go/sdk/azidentity github.com/Azure/go-ansiterm github.com/Azure/go-autorest
github.com/AzureAD/microsoft-authentication-library-for-go github.com/ClickHouse/clickhouse-go
github.com/DataDog/datadog-go github.com/DataDog/zstd github.com/GoogleCloudPlatform/opentelemetry-operations-go
github.com/KyleBanks/depth github.com/MakeNowJust/heredoc github.com/Masterminds/goutils
github.com/Masterminds/squirrel github.com/Microsoft/go-winio github.com/Microsoft/hcsshim
github.com/NYTimes/gziphandler github.com/OneOfOne/xxhash github.com/ProtonMail/go-crypto
github.com/RoaringBitmap/roaring github.com/VividCortex/ewma github.com/acarl005/stripansi
github.com/agext/levenshtein github.com/agnivade/levenshtein github.com/ajg/form github.com/alecthomas/chroma
github.com/alecthomas/participle github.com/allegro/bigcache github.com/anmitsu/go-shlex github.com/antihax/optional
github.com/apache/arrow github.com/apache/thrift github.com/apparentlymart/go-textseg github.com/armon/go-metrics
github.com/armon/go-radix github.com/armon/go-socks5 github.com/asaskevich/govalidator
github.com/auth0/go-jwt-middleware github.com/aymanbagabas/go-osc52 github.com/aymerick/douceur
github.com/benbjohnson/clock github.com/bgentry/speakeasy github.com/bits-and-blooms/bitset
github.com/bits-and-blooms/bloom github.com/bmatcuk/doublestar github.com/btcsuite/btcd github.com/btcsuite/btcutil
github.com/bufbuild/protocompile github.com/buger/jsonparser github.com/bwmarrin/discordgo
github.com/bwmarrin/snowflake github.com/casbin/casbin github.com/census-instrumentation/opencensus-proto
github.com/charmbracelet/bubbles github.com/charmbracelet/glamour github.com/charmbracelet/huh
github.com/charmbracelet/log github.com/chromedp/chromedp github.com/chzyer/readline github.com/cilium/ebpf
github.com/clbanning/mxj github.com/cloudflare/circl github.com/cloudwego/base64x github.com/cncf/udpa
github.com/cncf/xds github.com/cockroachdb/apd github.com/cockroachdb/cockroach-go github.com/cockroachdb/errors
github.com/cockroachdb/pebble github.com/confluentinc/confluent-kafka-go github.com/containerd/cgroups
github.com/containerd/log github.com/containernetworking/cni github.com/containers/image github.com/coreos/go-semver
github.com/coreos/go-systemd github.com/cpuguy83/go-md2man github.com/creack/pty github.com/cyphar/filepath-securejoin
github.com/decred/dcrd github.com/denisenkom/go-mssqldb github.com/dgryski/go-rendezvous github.com/dimchansky/utfbom
github.com/disintegration/imaging github.com/distribution/distribution github.com/distribution/reference
github.com/dlclark/regexp2 github.com/docker/cli github.com/docker/compose github.com/docker/distribution
github.com/docker/docker-credential-helpers github.com/dop251/goja github.com/eapache/go-resiliency
github.com/eapache/queue github.com/ebitengine/purego github.com/eclipse/paho.mqtt.golang github.com/edsrzf/mmap-go
github.com/elastic/go-elasticsearch github.com/emersion/go-imap github.com/emersion/go-smtp
github.com/emicklei/go-restful github.com/emirpasic/gods github.com/envoyproxy/protoc-gen-validate
github.com/ethereum/go-ethereum github.com/evanw/esbuild github.com/exponent-io/jsonpath github.com/expr-lang/expr
github.com/facebookgo/clock github.com/fogleman/gg github.com/fxamacker/cbor github.com/gabriel-vasile/mimetype
github.com/getkin/kin-openapi github.com/getsentry/sentry-go github.com/ghodss/yaml github.com/gin-contrib/gzip
github.com/gin-contrib/sessions github.com/gin-contrib/zap github.com/glebarez/sqlite github.com/gliderlabs/ssh
github.com/go-acme/lego github.com/go-co-op/gocron github.com/go-errors/errors github.com/go-faker/faker
github.com/go-git/go-billy github.com/go-ini/ini github.com/go-kit/log github.com/go-ldap/ldap
github.com/go-logfmt/logfmt github.com/go-logr/stdr github.com/go-logr/zapr github.com/go-ole/go-ole
github.com/go-openapi/analysis github.com/go-openapi/errors github.com/go-openapi/jsonpointer
github.com/go-openapi/jsonreference github.com/go-openapi/loads github.com/go-openapi/runtime
github.com/go-openapi/strfmt github.com/go-openapi/swag github.com/go-openapi/validate
github.com/go-ozzo/ozzo-validation github.com/go-playground/locales github.com/go-playground/universal-translator
github.com/go-rod/rod github.com/go-stack/stack github.com/go-task/slim-sprig github.com/go-task/task
github.com/go-telegram-bot-api/telegram-bot-api github.com/go-test/deep github.com/go-viper/mapstructure
github.com/go-webauthn/webauthn github.com/go-xorm/xorm github.com/gobuffalo/flect github.com/gocql/gocql
github.com/godbus/dbus github.com/gofrs/flock github.com/golang-collections/collections github.com/golang-sql/civil
github.com/golang/geo github.com/golangci/golangci-lint github.com/gomodule/redigo github.com/google/cel-go
github.com/google/flatbuffers github.com/google/gnostic-models github.com/google/go-containerregistry
github.com/google/go-querystring github.com/google/go-tpm github.com/google/gops github.com/google/martian
github.com/google/renameio github.com/google/s2a-go github.com/google/shlex github.com/google/subcommands
github.com/googleapis/enterprise-certificate-proxy github.com/gookit/color github.com/gopherjs/gopherjs
github.com/gorilla/context github.com/gorilla/css github.com/gorilla/feeds github.com/gorilla/schema
github.com/gosimple/slug github.com/gotestyourself/gotestyourself github.com/grafana/grafana-plugin-sdk-go
github.com/gregjones/httpcache github.com/grpc-ecosystem/go-grpc-prometheus github.com/gruntwork-io/terratest
github.com/guregu/null github.com/hashicorp/consul/api github.com/hashicorp/errwrap github.com/hashicorp/go-cleanhttp
github.com/hashicorp/go-getter github.com/hashicorp/go-hclog github.com/hashicorp/go-immutable-radix
github.com/hashicorp/go-msgpack github.com/hashicorp/go-plugin github.com/hashicorp/go-rootcerts
github.com/hashicorp/go-sockaddr github.com/hashicorp/go-uuid github.com/hashicorp/logutils
github.com/hashicorp/memberlist github.com/hashicorp/nomad github.com/hashicorp/raft github.com/hashicorp/serf
github.com/hashicorp/terraform-plugin-sdk github.com/hashicorp/vault/api github.com/hashicorp/yamux
github.com/hinshun/vt10x github.com/hpcloud/tail github.com/huandu/xstrings github.com/iancoleman/strcase
github.com/influxdata/influxdb-client-go github.com/invopop/jsonschema github.com/ipfs/go-cid github.com/itchyny/gojq
github.com/jackc/pgconn github.com/jackc/pgio github.com/jackc/pgpassfile github.com/jackc/pgproto3
github.com/jackc/pgservicefile github.com/jackc/pgtype github.com/jackc/puddle github.com/jcmturner/gokrb5
github.com/jessevdk/go-flags github.com/jhump/protoreflect github.com/jinzhu/copier github.com/jinzhu/inflection
github.com/jinzhu/now github.com/jonboulle/clockwork github.com/josharian/intern github.com/jtolds/gls
github.com/jung-kurt/gofpdf github.com/kardianos/service github.com/kballard/go-shellquote
github.com/kevinburke/ssh_config github.com/klauspost/cpuid github.com/klauspost/pgzip github.com/kr/fs
github.com/kr/pty github.com/kr/text github.com/kylelemons/godebug github.com/labstack/gommon
github.com/ledongthuc/pdf github.com/leodido/go-urn github.com/lestrrat-go/strftime github.com/libp2p/go-libp2p
github.com/lithammer/fuzzysearch github.com/lucasb-eyer/go-colorful github.com/lufia/plan9stats
github.com/lyft/protoc-gen-star github.com/magiconair/properties github.com/manifoldco/promptui
github.com/mattn/go-shellwords github.com/matttproud/golang_protobuf_extensions github.com/mgutz/ansi
github.com/microcosm-cc/bluemonday github.com/mitchellh/cli github.com/mitchellh/colorstring
github.com/mitchellh/copystructure github.com/mitchellh/go-ps github.com/mitchellh/go-wordwrap
github.com/mitchellh/hashstructure github.com/mitchellh/reflectwalk github.com/moby/buildkit
github.com/moby/patternmatcher github.com/moby/spdystream github.com/moby/sys github.com/moby/term
github.com/modern-go/concurrent github.com/montanaflynn/stats github.com/morikuni/aec github.com/muesli/reflow
github.com/muesli/termenv github.com/munnerz/goautoneg github.com/mwitkow/go-proto-validators
github.com/mxk/go-flowrate github.com/nats-io/jwt github.com/nats-io/nkeys github.com/nats-io/nuid
github.com/ncruces/go-sqlite3 github.com/nsqio/go-nsq github.com/nxadm/tail github.com/oapi-codegen/oapi-codegen
github.com/oapi-codegen/runtime github.com/oklog/run github.com/olivere/elastic github.com/open-policy-agent/opa
github.com/opencontainers/runtime-spec github.com/openzipkin/zipkin-go github.com/ory/dockertest
github.com/oschwald/geoip2-golang github.com/oschwald/maxminddb-golang github.com/panjf2000/ants
github.com/parquet-go/parquet-go github.com/pascaldekloe/goe github.com/pborman/uuid github.com/peterbourgon/diskv
github.com/pierrec/lz4 github.com/pion/webrtc github.com/pjbgf/sha1cd github.com/pkg/browser github.com/pkg/profile
github.com/pkg/sftp github.com/posener/complete github.com/pressly/goose github.com/prometheus/alertmanager
github.com/prometheus/prometheus github.com/pterm/pterm github.com/puzpuzpuz/xsync github.com/quic-go/quic-go
github.com/rcrowley/go-metrics github.com/redis/rueidis github.com/remyoudompheng/bigfft github.com/rivo/tview
github.com/rivo/uniseg github.com/rs/xid github.com/rubenv/sql-migrate github.com/ryanuber/columnize
github.com/ryanuber/go-glob github.com/sagikazarman/locafero github.com/samber/mo
github.com/santhosh-tekuri/jsonschema github.com/satori/go.uuid github.com/schollz/progressbar github.com/sean-/seed
github.com/secure-systems-lab/go-securesystemslib github.com/segmentio/asm github.com/segmentio/encoding
github.com/segmentio/ksuid github.com/sendgrid/sendgrid-go github.com/serialx/hashring github.com/shurcooL/githubv4
github.com/sigstore/cosign github.com/sigstore/rekor github.com/skratchdot/open-golang github.com/slack-go/slack
github.com/smarty/assertions github.com/smartystreets/goconvey github.com/soheilhy/cmux github.com/songgao/water
github.com/sony/gobreaker github.com/sourcegraph/conc github.com/spaolacci/murmur3 github.com/spf13/jwalterweatherman
github.com/square/go-jose github.com/stoewer/go-strcase github.com/stripe/stripe-go github.com/subosito/gotenv
github.com/swaggo/files github.com/swaggo/gin-swagger github.com/syndtr/goleveldb github.com/tetratelabs/wazero
github.com/tidwall/btree github.com/tidwall/match github.com/tidwall/pretty github.com/tinylib/msgp
github.com/tklauser/go-sysconf github.com/tklauser/numcpus github.com/twmb/franz-go github.com/uber-go/tally
github.com/uber/jaeger-client-go github.com/ulikunitz/xz github.com/unrolled/render github.com/uptrace/bun
github.com/urfave/negroni github.com/valyala/bytebufferpool github.com/valyala/fasttemplate
github.com/vishvananda/netlink github.com/vishvananda/netns github.com/vmihailenco/msgpack
github.com/vmihailenco/tagparser github.com/volatiletech/sqlboiler github.com/xanzy/go-gitlab
github.com/xanzy/ssh-agent github.com/xdg-go/scram github.com/xdg-go/stringprep github.com/xeipuuv/gojsonpointer
github.com/xhit/go-str2duration github.com/xlab/treeprint github.com/xo/terminfo github.com/xuri/excelize
github.com/yosida95/uritemplate github.com/youmark/pkcs8 github.com/yusufpapurcu/wmi github.com/zclconf/go-cty
github.com/zeebo/blake3 github.com/zeebo/xxh3 gitlab.com/gitlab-org/api/client-go go.etcd.io/etcd/client/v3
go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp go.opentelemetry.io/otel/metric
go.opentelemetry.io/proto/otlp go.starlark.net go.temporal.io/sdk go.uber.org/automaxprocs go.uber.org/dig
go.uber.org/ratelimit go.uber.org/zap/exp go4.org/netipx gocloud.dev golang.org/x/image golang.org/x/telemetry
golang.org/x/vuln gomodules.xyz/jsonpatch gonum.org/v1/gonum google.golang.org/genproto/googleapis/api
google.golang.org/genproto/googleapis/rpc gopkg.in/go-playground/validator.v9 gopkg.in/natefinch/lumberjack.v2
gopkg.in/square/go-jose.v2 gopkg.in/tomb.v1 gopkg.in/warnings.v0 gorm.io/driver/mysql gorm.io/driver/sqlite
helm.sh/helm k8s.io/apiextensions-apiserver k8s.io/apiserver k8s.io/cli-runtime k8s.io/component-base k8s.io/kubectl
k8s.io/metrics lukechampine.com/blake3 modernc.org/libc modernc.org/mathutil modernc.org/memory mvdan.cc/gofumpt
mvdan.cc/sh oras.land/oras-go rsc.io/quote sigs.k8s.io/json sigs.k8s.io/kustomize/api
sigs.k8s.io/structured-merge-diff tailscale.com
`
  .trim()
  .split(/\s+/);
