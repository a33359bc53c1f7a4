/**
 * Names of calls, classes, modules, settings and tools that checks, secrets, paths, commands and memory hang on, by language:
 * whoever is called like one (`osrng`, `bleach`) may not take it out of a diff, where its going or coming tells what a
 * change does. Facts of programming like keywords. Words that are some of the other lists in a row are left out, and so are
 * common first names and surnames; what those hide is counted (`code-redactions.ts`).
 */
const JAVASCRIPT = `
indexof lastindexof charcodeat codepointat stringify isnan sendbeacon normalize hasown getownpropertydescriptor
isfrozen isextensible fromentries toprimitive valueof tojson setimmediate queuemicrotask requestanimationframe
stoppropagation stopimmediatepropagation getelementbyid getelementsbytagname getattribute setattribute setattributens
removeattribute hasattribute createcontextualfragment readastext readasdataurl readasarraybuffer insertadjacentelement
insertadjacenttext xlink rtcpeerconnection rtcdatachannel geolocation clipboard notification paymentrequest
createcipheriv createdecipher createdecipheriv creatediffiehellman setaad diffiehellman setfips rmsync rmdirsync rmdir
cpsync lstat lstatsync fstat statsync utimes issymboliclink isfile extname isabsolute pathtofileurl fileurltopath
execa shelljs runinnewcontext runincontext isolatedvm vm2 nodevm vmscript syncbuiltinesmexports multer formidable
busboy csurf hpp slowdown exposedheaders frameancestors hidepoweredby ienoopen nosniff permittedcrossdomainpolicies
dnsprefetchcontrol ignoreexpiration clocktolerance jwtid keyid expiresin audience algorithms
allowinvalidasymmetrickeytypes createremotejwkset compactverify importspki importjwk saveuninitialized markup
dangerouslyusehtmlstring vhtml bypasssecuritytrusthtml bypasssecuritytrustscript bypasssecuritytrusturl
bypasssecuritytrustresourceurl bypasssecuritytruststyle escaperegexp rehyperaw rehypesanitize allowedattributes
allowedschemes disallowedtagsmode forbid orderbyraw escapeid escapeidentifier quoteidentifier findbyidandupdate
aggregate populate webpreferences experimentalfeatures exposeinmainworld ipcmain ipcrenderer
registerschemesasprivileged certificateerror setcertificateverifyproc minimatch micromatch picomatch urijs
normalizeurl isurl isip ipaddr psl tldts isalphanumeric isjson ismongoid valibot refine superrefine coerce stash
identifier conditional
`;
const PYTHON = `
osrng shlex bleach markupsafe nh3 xmltodict untangle entities minidom rmtree shutil isrelativeto isabs normpath islink
lexists isdir getmtime chdir fchdir spawnl spawnle spawnv spawnve spawnvp spawnlp posix pexpect pty namedtemporaryfile
temporaryfile temporarydirectory tarfile bz2 ast codeop persistent safetensors csafeloader randbelow randbits randint
randrange checkpw hashpw unusable fernet multifernet aesgcm chacha20poly1305 oaep pss pkcs1v15 certificate
serialization certifi httpadapter urlretrieve urlunsplit qsl netrc telnetlib smtplib imaplib nntplib
userknownhostsfile immutablesandboxedenvironment linkify escapejs urlize xframe loginrequiredmixin
permissionrequiredmixin userpassestestmixin scheme anonratethrottle mogrify textclause teardown exp iat nbf
badsignature cdll windll setpgid setsid faulthandler sitecustomize usercustomize pth atexit unhexlify retries
`;
const GO = `
verifypeercertificate rootcas clientcas curvepreferences knownhosts constanttimeeq rand intn newcfbdecrypter newofb
signpkcs1v15 verifypkcs1v15 verifypss signpss verifyasn1 signasn1 hassuffix trimsuffix equalfold splitn glob
openinroot localize servemux xforwardedfor jsstr jsescapestring bluemonday ugcpolicy gob disallowunknownfields errorf
fprintf fprint sprint rebind uintptr cgo cstring gobytes rwmutex
`;
const RUST = `
smallrng stdrng threadrng chacharng chacha20rng rng rngcore cryptorng zeroize zeroizing zeroizeondrop secrecy
exposesecret expose servercertverified handshakesignaturevalid webpkiserververifier unreachable manuallydrop
maybeuninit uninitialized nonnull phantomdata nonoverlapping transparent mangle saturating canonicalize permissionsext
commandext ciborium ammonia askama permissive aes256gcm xchacha20poly1305 aeadinplace finalize
`;
const JAVA = `
pbekeyspec ivparameterspec dofinal x509trustmanager x509extendedtrustmanager certificatepinner setrevocationenabled
allowtypesbywildcard activatedefaulttyping polymorphictypevalidator kryo setregistrationrequired externalizable
xpathfactory xpathexpression disallowdoctypedecl setxincludeaware dtd saxreader saxbuilder evaluate
standardevaluationcontext simpleevaluationcontext mvel jexl velocity thymeleaf setaccessible doprivileged
formatmsgnolookups jmx criteriabuilder httpservletrequest httpservletresponse changesessionid antmatchers mvcmatchers
hasanyauthority fullyauthenticated rememberme ignoringantmatchers sessionmanagement sessionfixation getprincipal
corsconfiguration esapi jsoup getcanonicalpath getcanonicalfile deleteonexit setallowuniversalaccessfromfileurls
proceed evaluatejavascript getsharedpreferences immutable enforcecallingpermission encryptedsharedpreferences
biometricprompt
`;
const C = `
strncasecmp strcasecmp strncmp strtol strtoul strtoull atoi atol atoll strnlen wcscpy wcscat wcsncpy wmemcpy stpcpy
stpncpy strdup strndup getwd fexecve spawnp mknod mkfifo fchmodat fchownat linkat symlinkat faccessat fstatat excl
cloexec creat mkostemp lockf fallocate ftruncate pread pwrite readv writev splice vmsplice memfd userfaultfd bpf uring
perf keyctl setfsuid sodium arc4random pseudo srand srandom srand48 drand48 lrand48 cleanse evp pkey tlsext redir
unrestricted cainfo kmemdup kstrdup kvmalloc kcalloc strscpy nospec kref kzfree unlikely offsetof alignas fputs
dprintf fread fwrite fseek ftell getdelim ungetc regcomp regexec fnmatch wordexp aton pton ntop gethostbyaddr ipproto
htons ntohs ntohl htonl reinterpret emplace canonical lexically mt19937 distribution eacces eperm isuid principal
setposix stat capacity
`;
const DOTNET = `
createprocessasuser shellexecuteex virtualallocex ntcreatethreadex queueuserapc setwindowshookex loadlibraryex
setdlldirectory regsetvalueex regcreatekey adjusttokenprivileges impersonateloggedonuser reverttoself logonuser
cryptunprotectdata rtlgenrandom rtlsecurezeromemory pathcanonicalize stringcchcopy lstrcpy wsprintf
servercertificatevalidationcallback dangerousacceptanyservercertificatevalidator
servercertificatecustomvalidationcallback remotecertificatevalidationcallback checkcertificaterevocationlist
mppreference exclusionpath convertto asplaintext losformatter dtdprocessing prohibitdtd fromsqlinterpolated
validateantiforgerytoken ignoreantiforgerytoken autovalidateantiforgerytoken markupstring setisoriginallowed
validateaudience requireexpirationtime rngcryptoserviceprovider rfc2898derivebytes rijndaelmanaged dllimport
ptrtostructure activator rwxrwxrwx
`;
const PHP = `
preg prepend pcntl htmlentities addcslashes nl2br ctype alnum numeric usort isset rehash mcrypt uniqid lcg rot13
gzinflate gzuncompress gzdecode uudecode wakeup phar phardata noent dtdload mysqli pdo fsockopen fputcsv ajax kses
wpdb nopriv esc ini
`;
const RUBY = `
forgery authenticity permit permitted assignment psych erb erbutil cgi nonet warden pundit cancancan cancan rolify
omniauth taint untaint tainted
`;
const OTHER = `
nonreentrant reentrancyguard reentrancy transferownership renounceownership txorigin selfdestruct transferfrom
safetransfer safetransferfrom safeapprove increaseallowance ecrecover safeerc20 assembly reinitializer
disableinitializers upgradeto upgradetoandcall uupsupgradeable prevrandao keccak256 abicoder dblink bypassrls
optionalauth dpop lxm takedown assertvalidlexicon ensureloggedin isloggedin backdoor bypass noauth
skipverification exfiltrate exfil ransom xmrig stratum mnemonic discord telegram pastebin ngrok tor2web mitm downgrade
replay spectre meltdown fuzz harness interact sensitive dangerous insane
`;
const TOOLS = `
doas visudo setfacl setsebool setenforce semanage auditctl ufw nft ncat socat nmap tcpdump strace ltrace systemctl
launchctl permitrootlogin permitemptypasswords gpg nogpgcheck gpgcheck preload dyld xargs preuninstall hostipc
allowprivilegeescalation runasnonroot runasuser capabilities userns administratoraccess kms cidr ingress egress imds
codecov provenance attestations cosign slsa sbom trivy grype semgrep codeql gitleaks trufflehog bandit brakeman gosec
safetycheck nosec nosemgrep noqa nolint nosonar suppresswarnings suppresslint pragma perl golang npmrc bashrc mkfs
launchagents minisign
`;

/** All of them, folded, parted by blanks. */
export const CALL_WORDS = [JAVASCRIPT, PYTHON, GO, RUST, JAVA, C, DOTNET, PHP, RUBY, OTHER, TOOLS].join(' ');
