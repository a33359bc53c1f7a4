/** A program of a shell that lists every variable. */
const LISTS = String.raw`(?:\/usr\/bin\/|\/bin\/)?(?:env|printenv|set|export\s+-p|declare\s+-[px]{1,2}|compgen\s+-v)`;

/** A shell's words for the whole environment, or all secrets of a workflow, in place of a text. */
export const SHELL_GATHERS = new RegExp(
  [
    String.raw`\$\(\s*${LISTS}\s*(?:\||\)|2>)`,
    `\`\\s*${LISTS}\\s*(?:\\||\`|2>)`,
    String.raw`<\(\s*${LISTS}\s*(?:\||\))`,
    String.raw`\$\{\{\s*toJSON\(\s*secrets\s*\)`,
    String.raw`\/proc\/(?:self|\$\$|\d{1,7}|\*)\/environ\b`,
    String.raw`\b(?:Get-ChildItem|gci|dir|ls)\s+env:`,
  ].join('|'),
  'i',
);

const SENDERS = String.raw`(?:curl|wget|nc|ncat|netcat|socat|telnet|openssl\s+s_client)`;

/** A command that reaches out to the network. */
export const SHELL_SENDS = new RegExp(
  String.raw`(?<![\w.-])${SENDERS}(?:\.exe)?\s|\/dev\/(?:tcp|udp)\/|\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b`,
  'i',
);

/** The environment piped, through whatever else, into such a command. */
export const SHELL_PIPES = new RegExp(
  String.raw`(?:^|[\s;&|"'(\`])(?:${LISTS}|cat\s+\/proc\/\S{1,20}\/environ)\s*(?:\|[^|\n]{0,200}){0,4}(?:\|\s*(?:sudo\s+)?${SENDERS}\s|>\s*\/dev\/(?:tcp|udp)\/)`,
  'i',
);

/** In code of any language: every variable at once, as opposed to one that is named. */
export const GATHERS = new RegExp(
  [
    // Python
    String.raw`\bos\s?\.\s?environb?\s?\.\s?(?:items|values|copy)\s?\(`,
    String.raw`\b(?:dict|list|tuple|str|repr|sorted|dumps|urlencode|json|data|params)\s?[(=]\s?(?:\*\*)?(?:dict\(\s?)?os\s?\.\s?environb?\s?[),]`,
    String.raw`\*\*os\.environb?\s?[},)]|\bfor\b[^:\n]{0,100}\bin\s+os\.environ\s?(?:[:\])}]|\.items\(\))`,
    // JavaScript
    String.raw`\bJSON\s?\.\s?stringify\(\s?process[.]env\s?[),]`,
    String.raw`\bObject\s?\.\s?(?:entries|values|assign|fromEntries)\([^)\n]{0,40}process[.]env\s?[),]`,
    String.raw`\.\.\.process[.]env\b(?![.[?])|\bfor\s?\([^)\n]{0,80}\bin\s+process[.]env\s?\)|\b(?:Deno|Bun)\.env(?:\.toObject\(|\s?[),}])`,
    // Rust, Go, Java, C#, Ruby, PHP, Perl, Elixir, Swift
    String.raw`\benv::vars(?:_os)?\(\)|\bos\.Environ\(\)|\b(?:syscall|unix)\.Environ\(\)`,
    String.raw`\bSystem\.getenv\(\s?\)|\bEnvironment\.GetEnvironmentVariables\(`,
    String.raw`(?<![\w.])ENV\.(?:to_h|to_hash|to_a|inspect|map|each|each_pair|collect|values|to_json|select|filter_map)\b`,
    String.raw`(?<![\w>])getenv\(\s?\)|\b(?:json_encode|serialize|print_r|http_build_query|var_export|implode)\([^)\n]{0,40}\$_(?:ENV|SERVER)\s?[),]|\bforeach\s?\(\s?\$_ENV\b`,
    String.raw`(?:keys|values|each|map|join)\b[^;\n]{0,40}%ENV\b|\bSystem\.get_env\(\s?\)|\bprocessInfo\.environment\b(?!\[)`,
    // A shell's words within other code, or a variable of a script
    SHELL_GATHERS.source,
  ].join('|'),
);

/** In code of any language: a call that reaches out to the network. */
export const SENDS = new RegExp(
  [
    String.raw`\b(?:requests|httpx|session|aiohttp|axios|got|superagent|needle|ky|phin|http|https|http2|client)\s?\.\s?(?:get|post|put|patch|request|head|send|Post|PostForm|Get|NewRequest\w{0,11}|Do)\s?\(`,
    String.raw`\burlopen\s?\(|\bhttp\.client\b|\bHTTPS?Connection\s?\(|\burllib3?\.(?:request|PoolManager)\b|\bsmtplib\b`,
    String.raw`(?<![\w.])(?:fetch|axios|got|request|needle)[(]|\bXMLHttpRequest\b|\bsendBeacon\b|\bnew\s+WebSocket\b`,
    String.raw`\bsocket\.(?:socket|create_connection|connect|gethostbyname|getaddrinfo)\b|\bnet\.(?:connect|createConnection|Socket|Dial\w{0,10}|LookupHost)\b|\bdns\.(?:resolve\w{0,5}|lookup|promises)\b|\btls\.(?:connect|Dial)\b`,
    String.raw`\b(?:reqwest|ureq|surf|isahc|attohttpc|minreq)::|\bTcpStream::connect|\bUdpSocket::bind`,
    String.raw`\bNet::HTTP\b|\bHTTParty\b|\bFaraday\b|\bRestClient\b|\bURI\.open\b|\bTCPSocket\b`,
    String.raw`\bcurl_(?:exec|init|easy_perform)\b|\bfsockopen\b|\bstream_context_create\b|\bfile_get_contents\s?\(\s?["']https?:`,
    String.raw`\bLWP\b|\bHTTP::Tiny\b|\bIO::Socket\b|\bHttpClient\b|\bHttpURLConnection\b|\bopenConnection\s?\(|\bWebClient\b|\bURLSession\b|\bHTTPoison\b|\bOkHttpClient\b`,
    SHELL_SENDS.source,
  ].join('|'),
);
