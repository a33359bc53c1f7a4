import { CALL_WORDS } from './call-words.ts';
import { LIBRARY_WORDS } from './library-words.ts';

/**
 * Words that programs and English are made of. One of them says nothing about who wrote a change, and a person may be
 * called, or call oneself, like any of them: taken out, it would break the code, or hide what it does from its reviewer.
 */
const CODE_WORDS = `
abort abs abstract access accept acl action add addr address admin alert align all alloc allow and any api app append apply arch arg args argv arm
array ascii assert assign async atob atomic attach attr auth authorization auto await base bash begin bin bind binary bit bits blob block
body bool boolean boot bottom branch break bridge bsd btoa buf buffer bug build bulk button byte bytes cache calc call callback calloc cancel
cap capture cargo case cast catch cell center cert chain change channel char check checksum child children chmod chown chroot chunk cipher class clean clear
cli click client clone close cloud cluster code codec collect color column command comment commit common commonjs compare compile component compress concat config
configure connect console const constant construct constructor contain container content context continue control cookie copy core count cpu create
credential cron cross crypt crypto css csv ctx curl current cursor custom cwd cycle daemon data database date day debug decimal declare decode decorator decrypt def
default defer define delegate delete demo deny depend dependency deploy depth des derive desc describe deserialize dest destroy detach detect dev
device dict diff digest dir direct directory disable disk dispatch display div dns doc docker document dom domain done dot double download draft driver drop
dump duplicate duration dynamic each echo edge edit element elif else email embed empty enable encode encrypt end endian endpoint engine ensure entity entry enum
env environment equal err error escape eval event every exact except exception exclude exec execute exist exit expand expect expire export express expression extend extension extern external
extra extract factory fail fallback false feature fetch field file fill filter final finally find finish first fix flag flash flat flex float flock flow flush focus
folder follow font for force fork form format forward frame free from ftp full func function future gate gateway gen generate generic get getter git github gitlab global
goto graph grep grid group guard gzip hack handle handler hard hash head header heap height hello help helper hex hidden hide hint history
hook host hour href html http https icon ident identity idle iff ignore image img impl implement import include index info inherit init
inject inline inner input insert inspect install instance instanceof int integer integrity interface internal interval invalid invoke issue item
iter iterator java javascript job join json jump keep kernel key keyboard keyword kill kind label lambda lang language last late latest layer layout
lazy lead leaf left len length let level lib library license light limit line link linux list listen listener literal load loader local locale location lock
log logger login logout long loop lower mac machine macro mail main make malloc manage manager map margin markdown mask master match math max maybe
mean media mem memcmp memcpy memmove memory memset menu merge message meta method metric middle middleware migrate min minute mirror miss mkdir mmap mock mod mode model
modify module monitor month mount mouse move multi mut mutable mutate mutex name namespace native nav need nested net network never new
newline next nil node none noop normal not note notify null number num object observe offset old once only open openssl operator option options order org origin
other output outer over overflow override owner pack package packet pad page pair panic param parameter parent parse part partial pass passwd password patch path pattern
pause payload peer pem pending percent perm permission persist phone php pick pickle pid ping pip pipe pipeline pixel place plain plan platform play plug plugin point pointer policy
poll pool pop popen port position post postgres pow power prefix prepare press prev preview primary print printf priority private proc process product profile program
progress project promise prompt prop property proto protocol provide provider proxy public publish pull push put python query queue quick quiet quit quote race radio raise random range rank raw
react read reader ready real realloc reason rebase receive record red redirect redis reduce ref refer reference reflect refresh regex register registry reject relative release
reload remote remove rename render repeat replace replica reply repo report repository request require reserve reset resize resolve resource response rest restart restore result
resume retain retry return reverse revert revoke review rewrite right role rollback root rotate round route router row rpc ruby rule run runtime rust safe salt sample
sandbox save scale scan schedule schema scope score screen script scroll sdk seal search secret section secure security seed seek segment select self send sequence serial
serialize serve server service session set setter setting setup severity shadow shape share shared shell shift short show shutdown sign signal signature silent simple single size skip
sleep slice slot small snapshot socket soft sort source space span spawn spec special split sprintf sql src ssh ssl stack stage standard start state statement static
status std stderr stdin stdout step stop storage store str strcat strcmp strcpy stream strict string strip strlen struct structure style sub subject submit submodule subprocess subscribe success sudo sum
summary super support suspend swap switch symbol symlink sync syntax sys system tab table tag tail target task team temp template term terminal test text theme then this thread throw
throttle tick time timeout timer timestamp title tls tmp toggle token tool top topic total touch trace track trait transaction transform transition transport trap tree
trigger trim true truncate trust try tuple turn two type typedef typeof uid undef undefined undo union unique unit unix unknown unlink unlock unmount unpack unsafe unset unsigned unwrap
update upgrade upload upper uri url usage use user util utility uuid valid validate value var variable vault vector vendor verify version via video view virtual visible visit void volatile volume vote vote
wait walk warn warning wasm watch weak web webhook weight wget wheel where which while white wide widget width win window with wire word work worker workflow workspace world
wrap write writer xml yaml year yield zero zip zlib zone base64 base32 utf8 utf16 sha1 sha256 sha512 md5 x86 x64 arm64 amd64 ed25519 aes256 oauth2 http2 http3 ipv4 ipv6 int8 int16
int32 int64 uint8 uint16 uint32 uint64 float32 float64 log4j k8s i18n l10n a11y s3 ec2 h264 mp3 mp4 utf32 crc32 latin1 win32 posix64
`;
const PLAIN_WORDS = `
able about above absolute account across active activity actor actual advance after again against age agent agree ahead aim air alarm alias alive
almost alone along alpha already also alternative although always among amount analyse analysis analyst anchor angle animal announce annotate another answer anti apart apple
archive area argument around arrange arrive arrow art article ask aspect asset assist assume atom attack attempt audio audit author avatar average
avoid away baby back background backup badge bag baker bake balance ball band bank banner bar bark base basic basis batch battle beach bean bear beat beautiful because become bed bee
before behind bell below belong bench best beta better between beyond big bill bird birth bite black blade blank blend blind blog blow blue board boat bold bond bone book border
born both bounce bound bowl box boy brain brand brave bread break breath brick brief bright bring broad broken brook brown brush bubble budget bullet burn bus
bush business busy but butter buy buyer cake calendar came camera camp can candle captain car card care career carry carrier cart castle cat category cause ceiling
central century certain chair challenge chance chapter character charge charm chart chase chat cheap cheese chef chess chief choice choose chosen church circle citizen city
claim clash clever cliff climb clock cloth club coach coast coat coffee coin cold collapse collection college combine come comfort commerce community company complete complex
concern concept concern conclude condition confirm conflict consent consider consist consume contact contest contract contribute convention convert cook cool corner correct cost cotton could country course court cover cow craft
crash crazy cream credit creek crew crime crisis critic crop crowd crown cruise crystal cube culture cup cure curve custom cut dance danger dark darling dash dawn
dead deal dean dear death debt decent decide decision deck deep deer defence degree delay deliver delta demand dense department design desk desktop detail develop dial diamond
did die diet differ difference different difficult digit digital dinner direction disc discover discuss dish dismiss distance district divide doctor does dog dollar dolphin door dose doubt down dozen dragon draw
dream dress drift drink drive drum dry duck due duke during dust duty dwarf eager eagle early earn earth ease easy east eat echo economy edition editor effect effort egg eight either
elect electric eleven elite else emerge emoji emotion empire employ encounter energy enemy enough enter entire equip era essay establish estimate even evening ever evidence evil exam example
exchange excite exercise expert explain explore explicit eye fabric face fact fair faith fall family famous fan fancy far farm fast fate father favor fear federal fee feed feel fellow fence few
fiber fiction fifteen fight figure fine finger fire firm fish fisher fit five flame fleet flesh flight floor flower fluid fly fog follow food fool foot forest forever forge forget fork fortune forum
found foundation four fox fraction fragment fresh freeze friend front frost fruit fuel fun fund funny fuse fuzzy gain galaxy gallery game gap garden gas gather gauge gave gear gem gender general gentle ghost giant gift girl give
glass globe glory glow goal goat god gold golden gone good gotten govern grace grade grain gram grammar grand grant grass grave gravity gray great green grey grill grip ground grow growth guess guest guide guilt guitar gun
guy gym habit had hail hair half hall ham hammer hand handy hang happen happy harbor harm harmony harvest has hat hate have hawk head health hear heart heat heaven heavy held hell hence her herald here hero
high hill him hire his hit hobby hold hole holiday hollow holy home honest honey honor hood hope horizon horn horse hospital hot hotel house how huge human humor hundred hunt hunter hurry hybrid ice idea ideal identify
ill illegal imagine impact important improve inch income increase indeed indicate industry infant infinite inform initial ink insect inside instead instruct insure intent interest into introduce invent invest invite iron island its
ivory jack jacket jade jar jazz jet jewel joke journal journey joy judge juice junction jungle junior jury just justice keen kid king kingdom kiss kit kitchen kite knee knife knight knock knot know knowledge lab
labor lack lady lake lamb lamp land lane large laser lash latitude laugh launch laundry law lawn lay lazy leader league lean learn lease least leather leave lecture legacy legal legend lemon lend lens less lesson
letter liberty lie life lift like lily lime linear lion lip liquid little live liver living lobby logic lonely look lord lose loss lost lot loud love low loyal luck lucky lunar lunch luxury made magic magnet
maid major mall man manner manor many maple marble march mark margin marine market marriage mars marsh mason mass mate material matrix matter mature may maze mayor meadow meal measure meat medal meet melt member mental mentor
mercy mere mesh metal meter might mild mile milk mill miller million mind mine mineral minor mint minus miracle misc mission mist mistake mix mobile modern modest moment monday money monkey monster mood moon moral more morning moss
most mother motion motor mountain mouth movie much mud murder muscle museum music must mystery nail naked narrow nation nature near neat neck need negative neighbor nerve nest neutral news nice night nine noble noise north nose
nothing notice novel now nuclear nurse nut oak object oblige obtain obvious occur ocean octopus off offer office often oil okay olive omit one onion online onto opera opinion oppose orange orbit orchard orchid ordinary organ orient
our out outside oven own oxygen ozone pace pacific pain paint palace palm pan panda panel paper parade parallel pardon park parrot party past pasta patient patrol pay peace peak pear pearl pen pencil penguin people pepper perfect
perhaps period person personal pet phase phoenix photo phrase physical piano picture piece pig pigeon pilot pin pine pink pioneer pitch pizza planet plant plastic plate player please pleasure plenty plot plus pocket poem poet
poison polar pole police polish politic pond pony poor popular portal portion positive possible pot potato potter pound powder practice praise pray precise prefer present preserve president pretty prevent price pride priest prime
prince principle prison prize problem produce professor profit proof proper propose protect proud prove provision pulse pump punch pupil puppy pure purple purpose puzzle pyramid quality quantum quarter queen quest question quite quota
rabbit radar radius rail rain rainbow ramp ranch rapid rare rate rather ratio raven ray reach recent recipe recover region regret regular relate relax relay relevant relief rely remain remark remember remind rent repair rescue research
resident resist respect respond retire reveal revenue reward rhythm ribbon rice rich ride ridge rifle ring riot ripple rise risk ritual rival river road roast robin robot robust rock rocket roll roman roof rookie room rose rough royal rubber
rude rug ruin rural rush sad saddle sail saint salad sale salmon salon same sand satellite sauce savage say scatter scene scholar school science scout scrap scratch sea season seat second see seem sell senior sense sentence
separate september series serious settle seven shade shaft shall sharp she shed sheet shelf shell sheriff shield shine ship shirt shock shoe shoot shop shore should shoulder shout shuffle sick side siege sight silence silk silly silver
similar since sing sir sister site six sketch skill skin sky slam slave slice slide slight slim slow smart smile smith smoke smooth snack snake snow soap social soda soil solar soldier solid solution solve some song soon
sorry soul sound soup south spark sparrow speak spear speed spell spend sphere spider spike spin spirit spoon sport spot spray spread spring spy square squeeze stable stadium staff stair stake stamp stand star stare station stay
steady steak steal steam steel steep stem stew stick still sting stock stone stool storm story stove straight strange strategy street strength stress strike strong student study stuff stupid subtle such sudden suffer sugar suggest suit
summer sun sunset super supply suppose supreme sure surf surface surge surprise sweet swift swim sword table tactic take tale talent talk tall tank tape taste tax tea teach tear tech tell ten tenant tennis tent tension than
thank that the their them theory there these they thick thin thing think third thirty thought thousand three through thumb thunder ticket tide tie tiger tight tile till timber tiny tip tire toast today toe together told tomato tone tongue
tonight too tooth tornado toss tough tour tower town toy trade traffic train travel treasure treat trend trial tribe trick trip troop trophy trouble truck truly trumpet truth tube tulip tunnel turtle twelve twenty twice twin twist
ugly ultra umbrella under understand unfold unicorn uniform universe university until upon urban urge usual vacuum valley van vanish various vast vegetable vehicle velvet venture venue verb verse very vessel veteran victim victory village
violin virus vision vital vivid voice wage wagon walker wall walnut want war ward warm warrior wash waste water wave wax way weapon wear weather wedding week welcome well went were west wet whale what when whether whisper who
whole whom whose why wife wild will wind wine wing winner winter wise wish within without wolf woman wonder wood wool worry worth would wound wrist wrong yard yellow yes yesterday yet you young your youth zebra
january february april june july august october november december sunday tuesday wednesday thursday friday saturday
gmail outlook hotmail yahoo proton protonmail icloud fastmail noreply users bsky tangled tngl google microsoft amazon apple mozilla facebook twitter mastodon codeberg example localhost www com net
dependabot renovate mergify snyk crowdin
foo bar baz qux lorem ipsum ops team bot robot maintainer contributor support sales anonymous unknown nobody none someone anyone
`;

const asSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));
const CALLS = asSet(CALL_WORDS);
/** A shorter name of a call (`exp`, `rand`) is common by itself, and no part of a common word: of surnames it is. */
const PART_MIN_CHARS = 6;
const CODE = asSet(CODE_WORDS)
  .union(asSet(LIBRARY_WORDS))
  .union(new Set([...CALLS].filter((word) => word.length >= PART_MIN_CHARS)));
const COMMON = CODE.union(asSet(PLAIN_WORDS));

const ENDINGS = [
  's',
  'es',
  'ed',
  'd',
  'er',
  'r',
  'ers',
  'rs',
  'or',
  'ing',
  'ly',
  'able',
  'ion',
  'ions',
  'ized',
  'izer',
];

/** Bent from a listed word: `parsers`, `parsing`, `stopped`. */
const isBent = (word: string, list: ReadonlySet<string>): boolean =>
  ENDINGS.some((ending) => {
    const stem = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || stem.length < 3) return false;
    return list.has(stem) || list.has(`${stem}e`) || (stem.at(-1) === stem.at(-2) && list.has(stem.slice(0, -1)));
  });

const isListed = (word: string): boolean => COMMON.has(word) || isBent(word, COMMON);

/** No name is longer; a longer word is never looked up. */
const WORD_MAX_CHARS = 64;

/** What programs put before a word to make a claim or the contrary of it (`isadmin`, `nosandbox`), before a long enough one. */
const CLAIM = /^(?:is|no|un|non|in|re|de|to|on|pre|sub)(?=.{5})/;

/**
 * Whether the word is common ones in a row, a programmer's among them, such as `execsync`. Surnames such as Blackwood are
 * common words in a row too, but no program's.
 */
const isInRow = (word: string): boolean => {
  const plain = [true];
  const code = [false];
  for (let end = 3; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - 16); start <= end - 3; start += 1) {
      if (!plain[start] || !isListed(word.slice(start, end))) continue;
      plain[end] = true;
      code[end] ||= code[start] === true || CODE.has(word.slice(start, end)) || isBent(word.slice(start, end), CODE);
    }
  }
  return code[word.length] === true;
};

const isCompound = (word: string): boolean => isInRow(word) || (CLAIM.test(word) && isInRow(word.replace(CLAIM, '')));

/** Whether a word is one of a programming language, a library or a command: such a word stays, even in a full name. */
export const isCodeWord = (word: string): boolean => CODE.has(word) || CALLS.has(word);

/**
 * Whether a folded word is one that code and prose are full of: listed, bent from a listed one, a listed one with up to
 * three digits, or listed ones run together. Never for a word of more than 64 characters.
 */
export const isCommonWord = (word: string): boolean => {
  if (word.length > WORD_MAX_CHARS) return false;
  const letters = word.replaceAll(/\p{N}/gu, '');
  return (
    COMMON.has(word) ||
    CALLS.has(word) ||
    (word.length - letters.length <= 3 && (isListed(letters) || isCompound(letters)))
  );
};
