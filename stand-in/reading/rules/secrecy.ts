import type { Rule } from './rule.ts';

const CONSTANT_TIME =
  /timingSafeEqual|timing_safe|compare_digest|constant_time|ConstantTimeCompare|ConstantTimeEq|ct_eq|hash_equals|secure_compare|fixed_time_eq|crypto_memcmp|CRYPTO_memcmp|MessageDigest\.isEqual|FixedTimeEquals|sodium_memcmp|safe_str_cmp|subtle\.|hmac\.Equal|constantTimeEqual|timingsafe_bcmp/i;

/** Keys, signatures, certificates, randomness. */
export const SECRECY: readonly Rule[] = [
  {
    id: 'compare-in-time',
    severity: 'high',
    on: 'swapped',
    was: CONSTANT_TIME,
    pattern: /[=!]==?(?!=)|\bmemcmp\b|\bstrcmp\b|\.equals?\(|\bEquals\(|\.eql\?|bytes\.Equal|reflect\.DeepEqual|\bis\b/,
    unless: CONSTANT_TIME,
    reason:
      'A comparison in constant time was replaced by one that stops at the first difference: the secret can be guessed byte by byte.',
  },
  {
    id: 'compare-gone',
    severity: 'high',
    on: 'deleted',
    pattern: CONSTANT_TIME,
    unless: /^\s{0,80}(?:import|from|use|const \{|#include|require)\b/,
    reason: 'A comparison of secrets in constant time is gone.',
  },
  {
    id: 'tls-unverified',
    severity: 'high',
    on: 'added',
    pattern:
      /InsecureSkipVerify\s{0,4}[:=]\s{0,4}true|rejectUnauthorized['"]?\s{0,4}[:=]\s{0,4}false|\bverify\s{0,4}=\s{0,4}False\b|NODE_TLS_REJECT_UNAUTHORIZED|CURLOPT_SSL_VERIFY(?:PEER|HOST)\s{0,4},\s{0,4}(?:0|false)|danger_accept_invalid_(?:certs|hostnames)\(true|CERT_NONE|VERIFY_NONE|_create_unverified_context|check_hostname\s{0,4}=\s{0,4}False|ssl_verify(?:_peer)?['"]?\s{0,4}(?:=>|[:=])\s{0,4}(?:false|0)|TrustAllCert|ALLOW_ALL_HOSTNAME|NoopHostnameVerifier|ServerCertificateCustomValidationCallback|\bcurl\b[^\n|]{0,120}\s(?:-k|--insecure)\b|--no-check-certificate|sslVerify\s{0,4}=?\s{0,4}false|strict-ssl\s{0,4}=?\s{0,4}false|verify_ssl\s{0,4}[:=]\s{0,4}(?:false|False)|set_verify\((?:SSL_)?VERIFY_NONE|StrictHostKeyChecking[ =]no/,
    reason: 'Certificates are no longer verified: anybody on the way can answer in the other side\u2019s place.',
  },
  {
    id: 'weak-hash',
    severity: 'high',
    on: 'swapped',
    was: /\b(?:sha-?(?:256|384|512)|sha3|blake[23]\w{0,2}|bcrypt|scrypt|argon2\w{0,2}|pbkdf2)\b|SHA(?:256|512)/i,
    pattern: /\b(?:md5|md4|sha-?1|crc32)\b|MD5|SHA1(?!\d)/i,
    reason: 'A hash that holds was replaced by one that does not.',
  },
  {
    id: 'weak-password-hash',
    severity: 'medium',
    on: 'added',
    pattern:
      /\b(?:md5|sha1)\s{0,4}\([^\n]{0,80}(?:pass|pwd|secret|token)|createHash\(['"](?:md5|sha1)['"]\)[^\n]{0,120}(?:pass|secret|token)/i,
    reason: 'A password or token is hashed with a function that is fast and broken.',
  },
  {
    id: 'weak-cipher',
    severity: 'high',
    on: 'added',
    pattern:
      /\b(?:aes[-_/](?:128|192|256)?[-_/]?ecb|AES\/ECB|MODE_ECB|des-(?:ecb|cbc|ede)|DESede|rc4|ARC4|createCipher\(|NewCipher\(desKey|des\.NewCipher|rc4\.NewCipher)/i,
    reason: 'Encrypts in a way that shows patterns or is broken.',
  },
  {
    id: 'jwt-unverified',
    severity: 'high',
    on: 'added',
    pattern:
      /verify_signature['"]?\s{0,4}[:=]\s{0,4}(?:False|false)|algorithms?['"]?\s{0,4}[:=]\s{0,4}\[?\s{0,4}['"]none['"]|ignoreExpiration\s{0,4}:\s{0,4}true|ParseUnverified|insecure_decode|verify_exp['"]?\s{0,4}[:=]\s{0,4}(?:False|false)/i,
    reason: 'A token is believed without its signature or its end.',
  },
  {
    id: 'jwt-decode',
    severity: 'high',
    on: 'swapped',
    was: /\b(?:jwt|jsonwebtoken|jose|token)\w{0,20}[.(]\s{0,4}verify|jwtVerify|verifyToken|verify_signature|verifySignature/i,
    pattern: /\bdecode(?:Jwt|Token)?\s{0,4}\(|return true|=\s{0,4}true/i,
    reason: 'A signature was verified and is only decoded now.',
  },
  {
    id: 'weak-random',
    severity: 'high',
    on: 'swapped',
    was: /randomBytes|getRandomValues|randomUUID|crypto\/rand|secrets\.|os\.urandom|SecureRandom|OsRng|random_bytes|randomInt|SystemRandom|getrandom/,
    pattern:
      /Math\.random|\brandom\.(?:random|randint|choice|choices|getrandbits)|\brand\(\)|mt_rand|math\/rand|new Random\(|thread_rng|SmallRng|uniqid|Date\.now|time\(\)/,
    reason: 'A value nobody could guess is now made by a generator anybody can follow.',
  },
  {
    id: 'random-token',
    severity: 'high',
    on: 'added',
    pattern:
      /(?:token|secret|session|nonce|key|otp|password|salt)\w{0,30}\s{0,4}:?=[^\n]{0,60}(?:Math\.random|random\.(?:random|randint|choices?)|mt_rand|\brand\(\)|new Random\()/i,
    reason: 'A secret is made by a generator anybody can follow.',
  },
  {
    id: 'fixed-secret',
    severity: 'high',
    on: 'swapped',
    was: /process\.env|os\.environ|getenv|Getenv|env::var|ENV\[|config\.|secrets?\./,
    pattern:
      /(?:secret|password|passwd|token|api_?key|private_?key|signing)\w{0,30}['"]?\s{0,4}[:=]{1,2}\s{0,4}['"][^'"\s]{4,}['"]/i,
    reason: 'A secret that came from the environment now stands in the source.',
  },
  {
    id: 'fixed-iv',
    severity: 'medium',
    on: 'swapped',
    was: /randomBytes|urandom|rand\.Read|getRandomValues|SecureRandom|random_bytes/,
    pattern: /Buffer\.alloc\(|b['"](?:\\x00|0){4,}|new byte\[|make\(\[\]byte|vec!\[0|\[0u?8?;|bytes\((?:12|16)\)/,
    reason: 'A nonce that was random is the same every time.',
  },
  {
    id: 'private-key',
    severity: 'high',
    on: 'added',
    pattern:
      /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\bxox[bap]-[A-Za-z0-9-]{20,}/,
    reason: 'A secret is committed: everybody who can read the repository has it.',
  },
];
