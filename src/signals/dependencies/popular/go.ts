/** Widely used Go modules, from general knowledge of the ecosystem, without a major version's suffix. */
export const POPULAR_GO_MODULES: readonly string[] = `
cel.dev/expr cloud.google.com/go cloud.google.com/go/storage connectrpc.com/connect dario.cat/mergo
entgo.io/ent filippo.io/age filippo.io/edwards25519 github.com/99designs/gqlgen github.com/AlecAivazis/survey
github.com/Azure/azure-sdk-for-go github.com/BurntSushi/toml github.com/DATA-DOG/go-sqlmock github.com/IBM/sarama
github.com/Masterminds/semver github.com/Masterminds/sprig github.com/PuerkitoBio/goquery github.com/Shopify/sarama
github.com/alecthomas/kong github.com/alicebob/miniredis github.com/andybalholm/brotli github.com/aws/aws-sdk-go
github.com/aws/aws-sdk-go-v2 github.com/aws/smithy-go github.com/beorn7/perks github.com/blang/semver github.com/bluele/gcache
github.com/boltdb/bolt github.com/bytedance/sonic github.com/caarlos0/env github.com/cenkalti/backoff
github.com/cespare/xxhash github.com/charmbracelet/bubbletea github.com/charmbracelet/lipgloss github.com/containerd/containerd
github.com/coreos/go-oidc github.com/davecgh/go-spew github.com/dgraph-io/badger github.com/dgraph-io/ristretto
github.com/dgrijalva/jwt-go github.com/docker/docker github.com/docker/go-connections github.com/docker/go-units
github.com/dustin/go-humanize github.com/envoyproxy/go-control-plane github.com/evanphx/json-patch github.com/fatih/color
github.com/felixge/httpsnoop github.com/fsnotify/fsnotify github.com/gin-contrib/cors github.com/gin-contrib/sse
github.com/gin-gonic/gin github.com/go-chi/chi github.com/go-git/go-git github.com/go-gorm/gorm github.com/go-jose/go-jose
github.com/go-kit/kit github.com/go-logr/logr github.com/go-openapi/spec github.com/go-playground/validator
github.com/go-redis/redis github.com/go-resty/resty github.com/go-sql-driver/mysql github.com/gobwas/glob
github.com/goccy/go-json github.com/goccy/go-yaml github.com/gofiber/fiber github.com/gofrs/uuid github.com/gogo/protobuf
github.com/golang-jwt/jwt github.com/golang-migrate/migrate github.com/golang/glog github.com/golang/groupcache
github.com/golang/mock github.com/golang/protobuf github.com/golang/snappy github.com/google/btree github.com/google/gnostic
github.com/google/go-cmp github.com/google/go-github github.com/google/gopacket github.com/google/gofuzz github.com/google/pprof
github.com/google/uuid github.com/google/wire github.com/googleapis/gax-go github.com/gorilla/handlers github.com/gorilla/mux
github.com/gorilla/securecookie github.com/gorilla/sessions github.com/gorilla/websocket github.com/grpc-ecosystem/go-grpc-middleware
github.com/grpc-ecosystem/grpc-gateway github.com/hashicorp/consul github.com/hashicorp/go-multierror
github.com/hashicorp/go-retryablehttp github.com/hashicorp/go-version github.com/hashicorp/golang-lru github.com/hashicorp/hcl
github.com/hashicorp/vault github.com/imdario/mergo github.com/inconshreveable/mousetrap github.com/jackc/pgx
github.com/jinzhu/gorm github.com/jmespath/go-jmespath github.com/jmoiron/sqlx github.com/joho/godotenv
github.com/json-iterator/go github.com/julienschmidt/httprouter github.com/kelseyhightower/envconfig github.com/klauspost/compress
github.com/knadh/koanf github.com/kr/pretty github.com/labstack/echo github.com/lib/pq github.com/lestrrat-go/jwx
github.com/magefile/mage github.com/mailru/easyjson github.com/mattn/go-colorable github.com/mattn/go-isatty
github.com/mattn/go-runewidth github.com/mattn/go-sqlite3 github.com/miekg/dns github.com/minio/minio-go
github.com/mitchellh/go-homedir github.com/mitchellh/mapstructure github.com/moby/moby github.com/modern-go/reflect2
github.com/nats-io/nats-server github.com/nats-io/nats.go github.com/oklog/ulid github.com/olekukonko/tablewriter
github.com/onsi/ginkgo github.com/onsi/gomega github.com/opencontainers/go-digest github.com/opencontainers/image-spec
github.com/opencontainers/runc github.com/opentracing/opentracing-go github.com/patrickmn/go-cache github.com/pelletier/go-toml
github.com/pkg/errors github.com/pmezard/go-difflib github.com/prometheus/client_golang github.com/prometheus/client_model
github.com/prometheus/common github.com/prometheus/procfs github.com/rabbitmq/amqp091-go github.com/redis/go-redis
github.com/robfig/cron github.com/rogpeppe/go-internal github.com/rs/cors github.com/rs/zerolog github.com/russross/blackfriday
github.com/samber/lo github.com/segmentio/kafka-go github.com/sergi/go-diff github.com/shirou/gopsutil
github.com/shopspring/decimal github.com/sirupsen/logrus github.com/spf13/afero github.com/spf13/cast github.com/spf13/cobra
github.com/spf13/pflag github.com/spf13/viper github.com/stretchr/objx github.com/stretchr/testify github.com/swaggo/swag
github.com/testcontainers/testcontainers-go github.com/tidwall/gjson github.com/tidwall/sjson github.com/twitchyliquid64/golang-asm
github.com/ugorji/go github.com/urfave/cli github.com/valyala/fasthttp github.com/vektah/gqlparser github.com/xeipuuv/gojsonschema
github.com/yuin/goldmark go.etcd.io/bbolt go.etcd.io/etcd go.mongodb.org/mongo-driver go.opencensus.io go.opentelemetry.io/otel
go.opentelemetry.io/otel/sdk go.opentelemetry.io/otel/trace go.uber.org/atomic go.uber.org/fx go.uber.org/goleak go.uber.org/mock
go.uber.org/multierr go.uber.org/zap golang.org/x/crypto golang.org/x/exp golang.org/x/lint golang.org/x/mod golang.org/x/net
golang.org/x/oauth2 golang.org/x/sync golang.org/x/sys golang.org/x/term golang.org/x/text golang.org/x/time golang.org/x/tools
golang.org/x/xerrors google.golang.org/api google.golang.org/appengine google.golang.org/genproto google.golang.org/grpc
google.golang.org/protobuf gopkg.in/check.v1 gopkg.in/inf.v0 gopkg.in/ini.v1 gopkg.in/yaml.v2 gopkg.in/yaml.v3 gorm.io/driver/postgres
gorm.io/gorm gotest.tools honnef.co/go/tools k8s.io/api k8s.io/apimachinery k8s.io/client-go k8s.io/klog k8s.io/kube-openapi
k8s.io/utils modernc.org/sqlite nhooyr.io/websocket sigs.k8s.io/controller-runtime sigs.k8s.io/yaml
`
  .trim()
  .split(/\s+/);
