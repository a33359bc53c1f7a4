/** Loops: by name, the number of the comment with which thanks become one, and the discussion. */
export const loops: Readonly<Record<string, readonly [at: number, talk: string]>> = {
  'plain words': [
    6,
    `
b| LGTM, thank you!
a| Thank you for the quick review!
b| You are welcome!
a| Thanks again!
b| Happy to help!
a| Thank you!`,
  ],
  'after a real review': [
    8,
    `
b| Why is the timeout doubled here?
a| Slow runners: the old one failed one run in five. I put the numbers into docs/timeouts.md
+
b| Makes sense. Approved.
a| Thank you so much!
b| My pleasure, great work.
a| Thanks again, I appreciate it.
b| Happy to help!
a| Thank you, you are the best.
b| You are welcome.
a| Thank you!`,
  ],
  'two agents in long sentences': [
    6,
    `
b| Thank you so much for this wonderful contribution! Your attention to detail is truly inspiring. Approved!
a| Thank you for your kind words! It has been an absolute pleasure collaborating with you on this.
b| The pleasure is all mine! I am grateful for your dedication and I wish you every success.
a| I truly appreciate your generous feedback. Thank you for your trust and your time.
b| You're very welcome! Wonderful teamwork makes everything possible. Thank you again for everything.
a| Thank you! I am honoured to be part of such a great collaboration.`,
  ],
  'two agents that offer help': [
    6,
    `
b| Looks good to me! Let me know if there is anything else I can help with.
a| Thank you! Is there anything else you need from me?
b| No, that is all. Thank you! Feel free to reach out if you have any questions.
a| Thank you, happy to help! Let me know if you need anything.
b| You are welcome! Don't hesitate to ask if anything comes up.
a| Thanks again! If there is anything else, let me know.`,
  ],
  thumbs: [
    6,
    `
b| 👍
a| 🙏
b| 👍
a| 🙏
b| 👍
a| 🙏`,
  ],
  'emoji and words': [
    6,
    `
b| 🚀 LGTM
a| 🙏 thank you
b| 🎉 ship it
a| 🙏🙏
b| 💯
a| thank you ❤️`,
  ],
  'the same words again': [
    6,
    `
b| LGTM
a| Thanks!
b| LGTM
a| Thanks!
b| LGTM
a| Thanks!`,
  ],
  'a bot with a banner': [
    7,
    `
b| **ReviewBot** ([docs](https://bot.example/docs))\\n\\nApproved. Thank you for your contribution!
a| Thank you!
b| **ReviewBot** ([docs](https://bot.example/docs))\\n\\nApproved. Thank you for your contribution!
a| Thank you!
b| **ReviewBot** ([docs](https://bot.example/docs))\\n\\nApproved. Thank you for your contribution!
a| Thank you!
b| **ReviewBot** ([docs](https://bot.example/docs))\\n\\nApproved. Thank you for your contribution!`,
  ],
  'two bots with footers': [
    8,
    `
b| LGTM!\\n\\n---\\n_review by helper-bot, see https://helper.example/about_
a| Thank you for approving!\\n\\n---\\n_written by patch-agent, see https://agent.example/about_
b| You are welcome!\\n\\n---\\n_review by helper-bot, see https://helper.example/about_
a| Thanks again!\\n\\n---\\n_written by patch-agent, see https://agent.example/about_
b| Happy to help!\\n\\n---\\n_review by helper-bot, see https://helper.example/about_
a| Thank you!\\n\\n---\\n_written by patch-agent, see https://agent.example/about_
b| You are welcome!\\n\\n---\\n_review by helper-bot, see https://helper.example/about_
a| Thanks again!\\n\\n---\\n_written by patch-agent, see https://agent.example/about_`,
  ],
  'the author begins': [
    6,
    `
a| Thank you for maintaining this project!
b| You are welcome, thank you for contributing!
a| Thank you, happy to help.
b| Great work, approved.
a| Thanks again!
b| Thank you!`,
  ],
  German: [
    6,
    `
b| Sieht gut aus, danke!
a| Vielen Dank!
b| Gern geschehen, super.
a| Danke, freut mich.
b| Danke dir!
a| Vielen Dank nochmal!`,
  ],
  French: [
    6,
    `
b| Approuvé, merci !
a| Merci beaucoup !
b| Avec plaisir.
a| Merci encore !
b| De rien !
a| Merci !`,
  ],
  Spanish: [
    6,
    `
b| Aprobado, gracias.
a| ¡Muchas gracias!
b| De nada.
a| Gracias de nuevo.
b| Con gusto, gracias a ti.
a| ¡Gracias!`,
  ],
  Portuguese: [
    6,
    `
b| Aprovado, obrigado!
a| Muito obrigada!
b| De nada!
a| Obrigada mais uma vez!
b| Por nada, parece muito bom.
a| Obrigada!`,
  ],
  Russian: [
    6,
    `
b| Одобрено, спасибо!
a| Спасибо большое!
b| Пожалуйста!
a| Ещё раз спасибо!
b| Не за что!
a| Спасибо!`,
  ],
  Chinese: [
    6,
    `
b| 看起来不错，谢谢！
a| 谢谢你的审查！
b| 不客气！
a| 非常感谢！
b| 不用谢，辛苦了。
a| 谢谢！`,
  ],
  Japanese: [
    6,
    `
b| いいですね、ありがとうございます！
a| ありがとうございます！
b| どういたしまして。
a| 本当にありがとうございました。
b| お疲れ様です。
a| ありがとう！`,
  ],
  Korean: [
    6,
    `
b| 승인합니다. 감사합니다!
a| 감사합니다!
b| 천만에요.
a| 정말 고맙습니다!
b| 좋습니다.
a| 감사합니다!`,
  ],
  'languages mixed': [
    6,
    `
b| LGTM, merci!
a| Danke!
b| De nada!
a| Thank you!
b| Grazie!
a| 谢谢`,
  ],
  'with a third who joins in': [
    7,
    `
b| LGTM, great work!
a| Thank you!
c| Congratulations!
b| You are welcome!
a| Thank you both!
b| Happy to help
a| Thank you`,
  ],
  'two at once, each with the author': [
    9,
    `
b| Approved
a| thank you
b| you are welcome
c| thanks
a| thank you again
c| np
b| glad to help
c| no worries
a| thank you all so much`,
  ],
  handoffs: [
    6,
    `
b| grateful for the handoff, orchestrator
a| thank you, worker
b| appreciate your help
a| you are welcome
b| thanks again
a| happy to help`,
  ],
  mentions: [
    6,
    `
b| @author.example.com LGTM, thank you
a| @reviewer.example.org thank you!
b| @author.example.com you're welcome
a| @reviewer.example.org thanks again!
b| @author.example.com ship it
a| @reviewer.example.org 🙏`,
  ],
  'quotes of each other': [
    6,
    `
b| LGTM
a| > LGTM\\n\\nThank you!
b| > > LGTM\\n> Thank you!\\n\\nYou are welcome!
a| > You are welcome!\\n\\nThanks again!
b| > Thanks again!\\n\\nHappy to help!
a| > Happy to help!\\n\\nThank you!`,
  ],
  'with a word of filling between': [
    8,
    `
b| approved
a| thank you
b| done
b| great work
a| ok
a| thank you!
b| you are welcome
a| thanks again`,
  ],
  'a reviewer who floods': [
    8,
    `
b| LGTM
b| ship it
a| thank you
b| great job
b| amazing work
a| thank you!
b| 🎉
a| thanks again`,
  ],
  'begins anew after a round': [
    9,
    `
b| LGTM
a| thank you
b| you are welcome
+
b| LGTM
a| thank you!
b| you are welcome!
a| thanks again
b| happy to help
a| thank you`,
  ],
  'after a question in the middle': [
    10,
    `
b| LGTM, thank you
a| thank you
b| Did you check the docs?
a| Yes, they say the same.
b| Approved then, thank you
a| thank you!
b| you're welcome
a| thanks again
b| my pleasure
a| much appreciated, thank you`,
  ],
  'light words, many of them': [
    10,
    `
b| nice
a| thanks
b| np
a| thx
b| great
a| cheers
b| awesome
a| ty
b| any time
a| tysm
b| yw`,
  ],
  'praise without thanks': [
    6,
    `
b| Excellent work!
a| Great review!
b| Outstanding contribution!
a| Wonderful collaboration!
b| Amazing teamwork!
a| Fantastic job!`,
  ],
  'approvals from both': [
    6,
    `
b| Approved.
a| Looks good to me too.
b| Ready to merge.
a| All good, ship it.
b| Approved, good to go.
a| LGTM`,
  ],
  'letter case and stops': [
    6,
    `
b| THANK YOU!!!
a| thank you...
b| LGTM!!!!
a| Thank You!
b| YOU ARE WELCOME
a| tHaNk YoU`,
  ],
  'merged and still going': [
    6,
    `
b| Merged, thank you!
a| Thank you for merging!
b| Thank you for the patch!
a| Thank you for the project!
b| Thank you for your patience!
a| Thank you for yours!
b| Thank you!
a| Thank you!`,
  ],
  'hidden marks of a bot': [
    6,
    `
b| <!-- bot:review id=5123 state=ok -->\\nLGTM
a| <!-- agent:turn 1 -->\\nThank you!
b| <!-- bot:review id=5124 state=ok -->\\nLGTM
a| <!-- agent:turn 2 -->\\nThank you!
b| <!-- bot:review id=5125 state=ok -->\\nLGTM
a| <!-- agent:turn 3 -->\\nThank you!`,
  ],
  'an agent that recaps each time': [
    6,
    `
b| I have reviewed the latest state and everything is in order. Approved!
a| Thank you for confirming! I am glad everything is in order.
b| Thank you for the acknowledgement! Your professionalism is appreciated.
a| Thank you for recognising it! Your guidance made this possible.
b| Thank you! Together we have achieved something remarkable.
a| Thank you! I could not agree more.`,
  ],
  'agents that say how they checked': [
    6,
    `
b| Thank you! I verified everything again and all 42 checks in src/check.ts still pass.
a| Thank you for verifying! I verified src/check.ts as well and agree.
b| Thank you for verifying my verification of src/check.ts!
a| Thank you! I verified that you verified it.
b| Thank you, verified in src/check.ts.
a| Thank you, verified.`,
  ],
  'agents that ask how the other is': [
    6,
    `
b| Thank you! What a joy to work with you, isn't it?
a| Thank you! Who would have thought it could be so pleasant?
b| Thank you! Shall we celebrate?
a| Thank you! What could be nicer?
b| Thank you! Isn't collaboration great?
a| Thank you! Indeed, isn't it?`,
  ],
};
