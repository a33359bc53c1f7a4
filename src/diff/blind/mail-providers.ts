/** Where mail is anybody's: the second last label with its ending tells nothing about a person. */
const PROVIDERS =
  /(?:^|\.)(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|proton|protonmail|pm|tutanota|tuta|tutamail|fastmail|fastmail\.fm|hey|zoho|zohomail|gmx|web|posteo|mailbox|mail|email|inbox|yandex|ya|bk|list|rambler|qq|foxmail|163|126|sina|sohu|naver|daum|hanmail|orange|wanadoo|free|laposte|sfr|t-online|freenet|arcor|libero|tiscali|virgilio|seznam|wp|o2|onet|interia|abv|ukr|comcast|verizon|att|sbcglobal|bellsouth|cox|charter|shaw|rogers|btinternet|sky|telenet|skynet|ziggo|xs4all|kpnmail|bluewin|riseup|disroot|cock|duck|duckmail|simplelogin|aleeas|anonaddy|addy|mozmail|passmail|skiff|users\.noreply\.github|noreply\.github|noreply\.gitlab|noreply\.codeberg)\.[a-z]{2,6}(?:\.[a-z]{2})?$/;

/** Whether so many people have mail at the (small, ASCII) domain that it names nobody. */
export const isMailProvider = (domain: string): boolean => PROVIDERS.test(domain);
