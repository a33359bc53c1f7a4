/**
 * Names of widely used libraries, tools and hosts, and words of the calls and settings that security hangs on. They are
 * facts of programming like keywords: a person called like one may not take it out of a diff. Those that are common first names or
 * surnames as well (`ava`, `jasmine`, `jackson`) are left out, and so are words that are two of the other lists in a row.
 */
const LIBRARIES = `
flask django fastapi starlette uvicorn gunicorn hypercorn tornado aiohttp httpx requests urllib urllib3 sanic bottle celery dramatiq kombu jinja jinja2 mako werkzeug
wtforms marshmallow pydantic sqlalchemy alembic peewee psycopg psycopg2 pymongo pymysql sqlite sqlite3 numpy scipy pandas polars matplotlib seaborn plotly keras pytorch torch
tensorflow theano sklearn scikit xgboost lightgbm huggingface transformers tokenizers langchain openai anthropic ollama boto boto3 botocore paramiko fabric ansible
saltstack twisted gevent eventlet greenlet asyncio anyio pyyaml ruamel toml tomli simplejson orjson ujson lxml beautifulsoup bs4 scrapy selenium playwright
puppeteer cypress pytest unittest doctest hypothesis nose tox mypy pylint pyflakes flake8 isort autopep8 setuptools distutils pipenv conda virtualenv venv wheels cython
numba pillow opencv imageio pygame tkinter pyqt pyside kivy cryptography pycrypto pycryptodome pynacl nacl libsodium bcrypt passlib itsdangerous pyjwt authlib oauthlib
express koa hapi fastify nestjs nextjs nuxt vue vuex pinia react reactdom preact svelte angular ember backbone jquery lodash underscore ramda rxjs redux mobx zustand
webpack rollup vite esbuild parcel babel swc eslint tslint prettier biome jest vitest mocha karma sinon supertest axios superagent undici ky cheerio jsdom
handlebars mustache ejs pug nunjucks marked showdown dompurify sanitizer helmet passport bcryptjs jsonwebtoken mongoose sequelize typeorm prisma knex drizzle redis ioredis
socketio websockets graphql apollo urql relay trpc zod joi yup ajv moment dayjs luxon chalk commander yargs minimist inquirer ora dotenv nodemon pm2 husky lerna pnpm yarn npm npmjs
npx bun deno node nodejs typescript coffeescript bootstrap tailwind tailwindcss webassembly wasmtime electron tauri cordova ionic capacitor expo metro
gin gorilla fasthttp cobra viper logrus zap zerolog gorm sqlx protobuf protoc grpc etcd consul kubernetes kubectl kubelet helm terraform terragrunt packer vagrant istio envoy
containerd runc podman buildah skopeo moby docker dockerfile compose prometheus grafana kibana logstash elasticsearch opensearch lucene solr splunk datadog sentry opentelemetry zipkin
serde tokio hyper reqwest actix axum warp rocket diesel clap rayon crossbeam itertools anyhow thiserror bytes rustls ring tracing nom bindgen cbindgen clippy rustc rustup rustfmt
spring springboot hibernate gson guava lombok junit mockito testng maven gradle tomcat jetty netty undertow quarkus micronaut dropwizard kotlin ktor scala akka clojure groovy
struts log4j slf4j logback jdbc jpa jndi ldap xstream fastjson rails activerecord sinatra rack puma unicorn sidekiq devise rspec bundler rubygems nokogiri faraday
laravel symfony doctrine composer packagist twig blade wordpress drupal joomla magento phpunit psr guzzle aspnet dotnet nuget entityframework newtonsoft xunit nunit blazor xamarin
openssl boringssl libressl gnutls mbedtls wolfssl libcurl libssl libcrypto libssh libxml libxml2 libpng libjpeg libtiff libarchive liblzma lzma zstd zlib brotli snappy bzip bzip2 gzip
libuv libevent glibc musl libc libstdc boost cmake autoconf libtool meson ninja bazel qmake clang gcc llvm gdb valgrind asan ubsan libfuzzer cuda opencl vulkan opengl sdl
systemd initd udev dbus polkit pam sshd openssh dropbear nginx apache httpd haproxy caddy traefik squid varnish bind9 dnsmasq postfix sendmail exim dovecot iptables nftables firewalld
wireguard openvpn strongswan kerberos samba nfs ceph gluster mysql mariadb postgresql postgres mongodb couchdb couchbase dynamodb cockroachdb clickhouse duckdb memcached rabbitmq
kafka zookeeper activemq zeromq nats mqtt mosquitto hadoop hdfs hive flink airflow dagster prefect circleci teamcity argocd flux gitea forgejo gitolite bitbucket
sourceforge savannah launchpad debian ubuntu fedora centos redhat suse opensuse archlinux alpine gentoo nixos nixpkgs freebsd openbsd netbsd android ios macos windows linux
githubusercontent pypi pypa pythonhosted crates rubyonrails jsdelivr unpkg cdnjs cloudflare fastly akamai vercel netlify heroku amazonaws aws azure gcp googleapis gstatic digitalocean linode
atproto bluesky jetstream activitypub webfinger webmention ipfs ethereum solana bitcoin web3 ethers hardhat solidity truffle metamask
`;
const SECURITY = `
req res resp sess cmd usr cfg conf opt opts param params prefs msg msgs err errs idx cnt buf bufs ptr ptrs tmp str num val vals obj objs arr elem elems fn fns cb evt btn lbl hdr hdrs pkt sock conn conns tbl cols pos prev cur tok toks expr stmt decl impl ret rv rc fd fds sig sigs util utils svc repl
unless whereas elsif elseif elif endif endfor foreach nullptr isinstance typeid dyn pub priv mod struct enum ctor init deinit println printf eprintln sizeof strlen lhs rhs stdin stdout
admin admins superuser superadmin sudoer staff wheel privilege privileged unprivileged elevated impersonate whoami isadmin isroot isowner isstaff issuperuser isauthenticated isauthorized isvalid
isallowed istrusted issafe issecure hasrole hasauthority permitall denyall preauthorize postauthorize authorize authorise authorized authorised authorization authorisation unauthorized
unauthorised unauthenticated authenticate authenticated authentication authenticator authn authz login signin signout signup mfa totp otp twofactor captcha
insecure insecureskipverify skipverify noverify nocheck rejectunauthorized reject verifypeer verifyhost verifier hostname hostnameverifier trustmanager truststore keystore checkservertrusted
checkserveridentity allowinvalid allowinsecure selfsigned unverified unvalidated untrusted trusted pinning x509 pkcs pkix asn1 ocsp csr cacert cafile cert certs sslmode sslcontext
starttls alpn sni mtls dtls ciphers ciphersuite ecdsa ecdh ecdhe ecb cbc gcm ctr rsa dsa hmac hkdf pbkdf pbkdf2 scrypt argon argon2 blake2 blake3 sha sha2 sha3 sha224 sha384
rc4 des3 tripledes chacha chacha20 poly1305 nonce salts entropy prng csprng urandom getrandom randombytes mersenne timingsafeequal timingsafe constanttime hexdigest keypair keyring
csrf xsrf cors xss sqli ssrf xxe csp hsts referer samesite httponly httponlycookie jwks jwt jws jwe saml oidc oauth openid sso rbac abac acls allowlist denylist whitelist
blacklist blocklist allowed denied forbidden exempt sanitise sanitize sanitized sanitised unsanitized escaped unescaped escapehtml htmlspecialchars autoescape unescape urlencode urldecode
innerhtml outerhtml dangerouslysetinnerhtml insertadjacenthtml textcontent createelement appendchild postmessage localstorage sessionstorage indexeddb serviceworker importscripts
eval exec execfile execve execvp execvpe execl execlp execle execv execsync execfilesync spawnsync popen popen2 subprocess checkcall checkoutput getoutput getstatusoutput communicate shellexecute
processbuilder getruntime scriptengine invokeexpression iex passthru shellexec procopen backticks instanceeval classeval moduleeval publicsend constantize safeconstantize htmlsafe
loadstring dofile loadfile luaopen require requirejs importlib runpy ctypes cffi dlopen dlsym dlclose getprocaddress loadlibrary setattr getattr hasattr delattr globals locals builtins
kwargs args argv varargs stdargs prototype proto reflect classloader unserialize unmarshal marshal deserialise deserialize deserializer serializer readobject objectinputstream binaryformatter
typenamehandling pickle unpickle cpickle unpickler shelve dill joblib yamlload safeload fullload unsafeload xmlresolver documentbuilder saxparser doctype ognl spel rmi lookup lookups
strcpy strncpy strlcpy strcat strncat strlcat sprintf snprintf vsprintf vsnprintf asprintf scanf sscanf fscanf gets fgets memcpy memmove memccpy mempcpy memset memcmp bcmp bcopy bzero alloca
malloc calloc realloc reallocarray kmalloc kzalloc kfree vmalloc mmap munmap mprotect mlock madvise sbrk copyfromuser copytouser setuid setgid seteuid setegid setreuid setregid setresuid setresgid
getuid geteuid getgid getegid setgroups initgroups capset prctl ptrace seccomp landlock pledge unveil apparmor selinux chroot unshare setns umask fchmod chown fchown lchown mktemp mkstemp mkdtemp
tmpnam tempnam tmpfile gettempdir symlink readlink realpath openat fopen freopen fdopen unlinkat renameat ioctl fcntl setsockopt getsockopt recv recvfrom sendto inet getaddrinfo gethostbyname
ifunc ctor dtor transmute unchecked unwrap mutex rwlock semaphore atomics pthread fork vfork clone waitpid sigaction signalfd setjmp longjmp ldpreload ldlibrarypath
pullrequesttarget workflowdispatch idtoken githubtoken runson nosandbox websecurity contextisolation nodeintegration kiosk headless sandboxed iframe srcdoc onerror onload onclick
`;

/** Words of libraries and of security, folded, parted by blanks; some stand in the other lists too. */
export const LIBRARY_WORDS = `${LIBRARIES} ${SECURITY}`;
