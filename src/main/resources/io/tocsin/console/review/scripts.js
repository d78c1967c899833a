// What to say, by type of fraud, where the gateway has no script of its own (case.script). The first match counts.
const zh = [
  [/刷单|返利/, '刷单返利', ['您好，我是96110反诈中心的民警。刚才给您的预警电话是我们打的，请问您现在方便说话吗？',
    '您是不是在做刷单、点赞、关注之类能返钱的任务？对方有没有让您下载别的软件，或者进群接“联单”？',
    '前几单返钱是诱饵，大额任务一定提不出来。请不要再转任何一笔，包括“解冻费”“保证金”。',
    '已经转过吗？多少钱、几点、转到哪个账户？（已转账：按7，马上止付）',
    '请退出群聊、卸载软件，保留聊天和转账记录。有疑问随时拨打96110核实我的身份。']],
  [/公检法|冒充|洗钱/, '冒充公检法', ['您好，我是96110反诈中心的民警。请先不要挂断，也不要管对方说的“保密”。',
    '是不是有人说您涉嫌洗钱、名下有案件，让您开视频、共享屏幕，或把钱转到“安全账户”？',
    '公安机关没有“安全账户”，不会电话办案，不会让您转账或者关在房间里接受调查。',
    '现在请您关掉屏幕共享，断开和对方的通话。家里有其他人吗？请让他们听一下电话。',
    '已经转过吗？多少钱、几点、转到哪里？（已转账：按7，马上止付）']],
  [/贷款|注销|征信|百万保障/, '虚假贷款、征信', ['您好，我是96110反诈中心的民警，请问您最近在网上申请贷款，或者有人说您的征信、百万保障有问题吗？',
    '放款之前要您先交手续费、保证金、刷流水的，都是诈骗。征信不能由任何人“修改”或“注销”。',
    '对方有没有让您下载会议软件、共享屏幕？请马上关掉。',
    '已经转过吗？多少钱、几点、转到哪里？（已转账：按7，马上止付）', '需要贷款请直接去银行网点。有疑问拨打96110。']],
  [/投资|理财|股票|虚拟币/, '虚假投资理财', ['您好，我是96110反诈中心的民警。您是不是在某个平台或群里跟着“老师”投资？',
    '现在能把钱全部提出来吗？让您交税、交保证金才能提现的，就是诈骗平台。', '请不要再充值。平台上的数字是假的。',
    '已经投了多少？最近一笔什么时候？（24小时内转账：按7，马上止付）', '请保留平台、群聊和转账记录，我们安排民警和您见面。']]
];
const zhElse = ['通用', ['您好，我是96110反诈中心的民警，请问您刚才有没有接到陌生电话，或者有人让您转账？', '对方是谁？怎么联系上您的？让您做什么？',
  '请先不要转账，不要提供验证码，不要共享屏幕。', '已经转过吗？多少钱、几点、转到哪里？（已转账：按7，马上止付）', '有疑问随时拨打96110核实。']];
const enElse = ['general', ['Hello, this is the police anti-fraud centre 96110. Have you just been called by a stranger, or asked to transfer money?',
  'Who is it, how did they reach you, what do they want you to do?', 'Please transfer nothing, tell no codes, share no screen.',
  'Have you paid already? How much, when, to which account? (paid: key 7, payment is stopped at once)', 'Call 96110 whenever you want to check who I am.']];

/** The script for a type of fraud: {title, steps}. */
export function scriptFor(fraudType, lang) {
  if (lang !== 'zh') {
    return { title: enElse[0], steps: enElse[1] };
  }
  const found = zh.find(([pattern]) => pattern.test(fraudType || ''));
  return found ? { title: found[1], steps: found[2] } : { title: zhElse[0], steps: zhElse[1] };
}
