/** Ordinary discussions, by name. Thanks are part of them, and no loop is. */
export const ordinary: Readonly<Record<string, string>> = {
  'nobody says anything': 'b| ',
  'one approval': 'b| LGTM',
  'approval and thanks': 'b| LGTM, thank you!\na| Thank you!',
  'thanks, answered': 'b| LGTM\na| Thank you for the review!\nb| You are welcome!',
  'polite from first to last': `
b| Thank you for the PR!
a| Thank you for looking at it!
b| LGTM
a| Thank you!`,
  'polite, and once more': `
b| Thank you for the PR, great work!
a| Thank you for looking at it!
b| LGTM, thank you
a| Thank you!
b| You are welcome!`,
  'a review in rounds': `
b| Thank you! Could you add a test?
a| Thank you for the review, done.
+
b| Thank you. The name is a bit long.
a| Renamed, thank you.
+
b| LGTM, thank you!
a| Thank you!`,
  'rounds of thanks, each with a new round': `
b| Nearly there, thank you
a| Thank you
+
b| Great work
a| Thank you
+
b| LGTM
a| Thank you
+
b| Approved
a| Thank you`,
  'questions and answers': `
b| Thank you! Why not use the cache here?
a| Good question, thank you. The cache is not warm at that point.
b| Thank you, I see. And on restart?
a| Thank you for asking: it is read from disk.
b| LGTM, thank you
a| Thank you!`,
  'code in comments': `
b| Thank you! How about\\n${'```'}ts\\nconst a = b ?? c;\\n${'```'}
a| Thank you, better.
b| Thank you. And ${'`c`'} may be null.
a| Thank you, it is checked above ${'`b`'}.
b| Thank you, approved
a| Thank you!`,
  'links to the specification': `
b| Thank you. See https://example.org/spec#3 for the order
a| Thank you, that helps.
b| Thank you, and https://example.org/spec#4 for the end
a| Thank you!
b| Thank you, https://example.org/spec#5 too
a| Thank you!`,
  paths: `
b| Thank you, src/store/open.ts has the same fault
a| Thank you, I will look
b| Thank you, src/store/close.ts as well
a| Thank you!
b| Thank you, and src/store/lock.ts
a| Thank you!`,
  'objections with thanks': `
b| Thank you, but this drops the header.
a| Thank you, right.
b| Thank you. It still fails with an empty body.
a| Thank you, seen.
b| Thank you, the empty body works, however a blank one does not.
a| Thank you!`,
  'a flatterer whom nobody answers': `
b| Amazing work, thank you!
b| LGTM
b| Ship it! 🚀
b| Thank you, thank you, thank you
b| You are the best, thank you
b| 👍👍👍`,
  'a flatterer who is answered once': `
b| Amazing work, thank you!
a| Thank you!
b| LGTM
b| Ship it! 🚀
b| thank you, thank you
b| LGTM LGTM LGTM`,
  'a flatterer who is answered twice': `
b| Amazing work, thank you!
a| Thank you!
b| LGTM, ship it! 🚀
b| thank you, thank you
a| thanks
b| happy to help
b| LGTM LGTM LGTM`,
  'strangers thank each other': `
b| LGTM, thank you
c| Thank you!
b| You are welcome
c| Thanks again
b| Happy to help
c| Thank you`,
  'maintainers thank each other while the author waits': `
b| Thank you for triaging
c| Thank you for reviewing
b| Happy to help
a| 👍
c| Thanks again
b| You are welcome
c| Thank you`,
  'many approve, each is thanked': `
b| LGTM
a| Thank you!
c| Approved
a| Thank you!
d| 👍
a| Thank you!
e| Looks good
a| Thank you!`,
  'many approve, each twice': `
b| LGTM
c| LGTM
d| LGTM
a| Thank you all!
b| 👍
c| 👍
d| 👍
a| Thank you all!`,
  'commands to a bot': `
a| /retest
b| Test failed: e2e-aws
a| /retest
b| Test failed: e2e-aws
a| /retest
b| Test failed: e2e-aws
a| /retest
b| All tests passed`,
  'commands to a bot that thanks': `
a| @bot recheck
b| I have read the agreement: signed. Thank you!
a| @bot recheck
b| I have read the agreement: signed. Thank you!`,
  pings: `
a| Any update?
b| Sorry, next week.
a| Any update?
b| Sorry, next week.
a| Any update?
b| Approved, sorry for the wait.
a| Thank you!`,
  'done, done, done': `
b| Please rename this.
a| Done, thank you.
b| And sort these.
a| Done, thank you.
b| And document that.
a| Done, thank you.
b| LGTM
a| Thank you!`,
  'short requests without any mark': `
b| Shorter names here would read better
a| thank you
b| The second loop repeats the first
a| thank you
b| The log line tells nothing
a| thank you
b| LGTM
a| thank you`,
  'thanks in quotes': `
b| > thank you\\n\\nThe diff has two commits with one purpose
a| > LGTM thank you\\n\\nI can squash them
b| > thank you\\n\\nYes, one commit
a| > thank you\\n\\nsquashed into one
b| > thank you\\n\\nthe message repeats itself
a| > thank you\\n\\nnow it says it once`,
  'strings that thank': `
b| ${'`thank you`'} has a capital in the other dialog
a| the other says ${'`Thank you`'} since spring
b| then ${'`thank you`'} goes
a| ${'`Thank you`'} it is
b| ${'`you are welcome`'} as well
a| ${'`You are welcome`'} too`,
  'German review': `
b| Danke! Warum nicht im Puffer?
a| Danke für die Frage, der Puffer ist zu klein.
b| Danke, aber dann fehlt eine Prüfung.
a| Danke, ergänzt.
b| Danke, sieht gut aus.
a| Danke!`,
  'French review': `
b| Merci ! Pourquoi ne pas réutiliser la fonction ?
a| Merci, elle ferme le fichier.
b| Merci, mais le fichier reste ouvert ici.
a| Merci, corrigé.
b| Approuvé, merci
a| Merci !`,
  'Chinese review': `
b| 谢谢！为什么不用缓存？
a| 谢谢，缓存在这里还没有准备好。
b| 谢谢，但是重启之后呢？
a| 谢谢，会从磁盘读取。
b| 看起来不错，谢谢
a| 谢谢！`,
  'Russian review': `
b| Спасибо! А почему не через кэш?
a| Спасибо, кэш в этот момент пуст.
b| Спасибо, но после перезапуска он не пуст.
a| Спасибо, верно.
b| Одобрено, спасибо
a| Спасибо!`,
  'a first contribution': `
c| Thank you for your first pull request! Please read https://project.example/contributing and sign the agreement.
a| Thank you, signed.
b| Welcome! Could you also add yourself to AUTHORS?
a| Thank you, added.
+
b| LGTM, great work!
a| Thank you so much!
b| You are welcome!`,
  'merged with wishes': `
b| Merged, thank you! Congratulations on your first patch 🎉
a| Thank you so much, that was fun!
b| You are welcome, we are looking forward to the next one!
a| Thank you!`,
  'a release is asked for': `
b| Merged, thank you!
a| Thank you! When is the next release?
b| On Friday.
a| Thank you!
b| You are welcome!
a| It works, thank you!`,
  'a disagreement': `
b| I do not think we should have this.
a| Why not?
b| It makes every start slower for the few who need it.
a| I see, thank you.
b| Thank you for understanding.
a| Thank you for explaining.`,
  'a disagreement among friends': `
b| Thank you. I would rather keep the old way
a| Thank you, what about a flag?
b| Great idea
a| Thank you
b| Approved with the flag
a| Thank you`,
  numbers: `
b| Thank you, how much faster is it?
a| 12.5 ms instead of 80.1
b| Great work!
a| Thank you!
b| And with 10 threads?
a| 3.1 ms, thank you`,
  'issue references': `
b| Great, this closes #12
a| Thank you, and #14
b| Great, #15 too
a| Thank you!
b| Nice, also #16
a| Thank you!`,
  commits: `
b| Great, 4f9c2d1a looks good
a| Thank you, 5a9c2d1b does the rest
b| Great, thank you, 6b0c2d1c next
a| Thank you, 7c1d2e3f
b| Great, LGTM at 8d2e3f4a
a| Thank you`,
  'a bot says what failed': `
b| Build failed in src/main.c:12
a| thank you bot
b| Build failed in src/main.c:14
a| thank you bot
b| Build failed in src/main.c:15
a| thank you bot`,
  'a coverage bot': `
b| Coverage went from 91.2 to 91.3, thank you!
a| 👍
+
b| Coverage went from 91.3 to 91.1
a| Sorry!
+
b| Coverage went from 91.1 to 91.4, thank you!
a| 👍`,
  'a long explanation with thanks': `
b| Thank you for this. I read it twice, since the lock and the queue meet in two places: once when a reader comes late and once when the last writer leaves, and I believe that the second meets the first when both happen in one tick of the loop.
a| Thank you, you are right.
b| Thank you.
a| Thank you!
b| LGTM
a| Thank you!`,
  'a holiday': `
b| Happy holidays, I am back in January.
a| Thank you, you too!
+
b| Back. LGTM!
a| Thank you!
b| You are welcome, happy new year!`,
  'an apology': `
b| Sorry for the delay, LGTM
a| No worries, thank you!
b| Thank you for your patience
a| No problem`,
  'nit and thanks': `
b| nit: one blank too many. LGTM otherwise, thank you
a| Thank you, gone
b| Thank you
a| Thank you for the eye for detail
b| Any time`,
  'who merges': `
b| Approved
a| Thank you! I have no rights, could you merge?
b| Merged
a| Thank you!
b| np`,
  'a revert': `
b| LGTM, thank you
a| Thank you!
b| This broke the nightly build, reverted.
a| Sorry, I will look.
+
b| Green again, approved.
a| Thank you for the patience!
b| You are welcome`,
  'two authors': `
b| LGTM
a| Thank you
c| I tested it on BSD, works
a| Thank you!
b| Great, thank you both
a| Thank you`,
  'reactions only': 'b| 👍\nc| 🎉\nd| ❤️\ne| 🚀\na| 🙏',
  'security report': `
b| Thank you for reporting it in private first
a| Thank you for the quick answer
b| The advisory is drafted, would you like credit?
a| Yes please, thank you
b| Published, thank you!
a| Thank you!`,
  translation: `
b| I do not speak it; who could check?
c| I can. Two words are wrong: line 4 and line 9.
a| Thank you!
c| Now it is perfect, thank you
a| Thank you
b| Thank you both, approved
a| Thank you`,
  dependabot: `
b| Dependabot will merge this once CI passes.
a| @dependabot rebase
b| Looks like this is up to date already!
a| @dependabot merge
b| One of your checks failed.
a| @dependabot recreate`,
  'stale bot': `
b| This pull request is stale. Thank you for your contribution!
a| Not stale
b| This pull request is stale. Thank you for your contribution!
a| Not stale
b| This pull request is stale. Thank you for your contribution!
a| Not stale`,
  pairing: `
b| Want to pair on this tomorrow?
a| Great, thank you
b| 10:00?
a| Great, thank you
b| See you then, thank you
a| Thank you`,
  'five turns of pure politeness': `
b| Great work, thank you!
a| Thank you!
b| Approved, happy to help
a| Thanks again!
b| You are welcome!`,
  'six light words': `
b| nice
a| thanks
b| np
a| cheers
b| great
a| thx`,
  'unmarked content in few words with thanks': `
b| Thank you, tabs there
a| Thank you
b| Thank you, spaces here
a| Thank you
b| Thank you, tabs again
a| Thank you`,
};
