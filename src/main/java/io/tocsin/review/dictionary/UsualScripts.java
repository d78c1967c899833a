package io.tocsin.review.dictionary;

import java.util.ArrayList;
import java.util.List;

/**
 * The scripts that are there unless the file has others of their names: the common types of fraud,
 * and one for all others. Written for this program; a site has its own signed off.
 */
public final class UsualScripts {
    private static final String HELLO = "您好，我是96110反诈中心的工作人员，刚才的预警电话是我们打的，请问您现在方便说话吗？";
    private static final String HELLO_EN = "Hello, this is the anti-fraud centre 96110; the call you just had was ours. Can you talk now?";
    private static final String PAID = "已经转过吗？多少钱、几点、转到哪个账户？（已转账：马上止付）";
    private static final String PAID_EN = "Have you paid already? How much, when, to which account? (paid: have the payment stopped at once)";
    private static final String BYE = "有疑问随时拨打96110核实我的身份。";
    private static final String BYE_EN = "Call 96110 whenever you want to check who I am.";

    private UsualScripts() {}

    /** The first that matches counts. */
    public static List<Script> scripts() {
        return List.of(
                script("brushing", List.of("刷单", "返利", "点赞"), "刷单返利", "Paid tasks",
                        List.of("您是不是在做刷单、点赞、关注之类能返钱的任务？对方有没有让您下载别的软件，或者进群接“联单”？",
                                "前几单返钱是诱饵，大额任务一定提不出来。请不要再转任何一笔，包括“解冻费”“保证金”。",
                                "请退出群聊、卸载软件，保留聊天和转账记录。"),
                        List.of("Are you doing paid tasks: orders, likes, follows? Were you told to install an app or to join a group?",
                                "The first refunds are bait; the large one never comes back. Pay nothing more, no “unfreezing fee” and no deposit.",
                                "Leave the group, remove the app, keep chats and receipts.")),
                script("investment", List.of("投资", "理财", "股票", "虚拟币", "期货"), "虚假投资理财", "False investment",
                        List.of("您是不是在某个平台或群里跟着“老师”投资？平台是从哪里下载的？",
                                "现在能把钱全部提出来吗？要先交税、交保证金才能提现的，就是诈骗平台。",
                                "平台上的数字是假的，请不要再充值，保留平台、群聊和转账记录。"),
                        List.of("Do you invest on a platform, or after a “teacher” in a group? Where does its app come from?",
                                "Can you take all of it out now? A tax or deposit before a payout means that it is fraud.",
                                "The figures there are invented. Pay in nothing more; keep the records.")),
                script("loan", List.of("贷款", "网贷"), "虚假网络贷款", "False loan",
                        List.of("您最近在网上申请贷款了吗？对方有没有让您先交手续费、保证金、刷流水，或者说账号填错被冻结？",
                                "放款之前要钱的都是诈骗，请不要再转。",
                                "需要贷款请直接去银行网点，对方的软件请卸载。"),
                        List.of("Have you asked for a loan online? Were you told to pay a fee or deposit first, or that an account is frozen?",
                                "Who wants money before paying out a loan is a swindler. Pay nothing.",
                                "For a loan go to a bank; remove the app.")),
                script("credit", List.of("征信", "注销", "百万保障", "校园贷"), "虚假征信", "False credit record",
                        List.of("是不是有人说您的征信、“百万保障”或校园贷账户有问题，要您操作转账或者贷款？",
                                "征信不能由任何人“修改”，“百万保障”不收费，也不需要关闭。",
                                "对方有没有让您下载会议软件、共享屏幕？请马上关掉，不要告诉任何验证码。"),
                        List.of("Has somebody said that your credit record or an insurance is at fault, and that you must transfer or borrow?",
                                "Nobody can “repair” a credit record, and that insurance costs nothing.",
                                "Were you told to share your screen? Stop that now, and tell nobody a code.")),
                script("service", List.of("客服", "快递", "物流", "退款", "理赔", "电商"), "冒充电商物流客服", "False customer service",
                        List.of("是不是有人自称客服，说快递丢失、商品有问题要退款理赔，或者会员要扣费？",
                                "真正的退款原路退回，不需要您转账、贷款或者点链接。",
                                "请挂断对方电话，在购物软件里联系官方客服核实；不要共享屏幕、不要提供验证码。"),
                        List.of("Does somebody say to be customer service: a lost parcel, a refund, a membership that will cost?",
                                "A true refund comes by itself; it takes no transfer, no loan and no link.",
                                "Hang up and ask in the shop’s own app. Share no screen, tell no code.")),
                script("police", List.of("公检法", "冒充公安", "洗钱", "通缉", "安全账户"), "冒充公检法", "False police",
                        List.of("请先不要挂断，也不要管对方说的“保密”。是不是有人说您涉嫌洗钱、名下有案件，让您开视频、共享屏幕，或把钱转到“安全账户”？",
                                "公安机关没有“安全账户”，不会电话办案，不会让您转账或者关在房间里接受调查。",
                                "请关掉屏幕共享，断开和对方的通话。家里有其他人吗？请让他们听一下电话。"),
                        List.of("Do not hang up, and do not mind “secrecy”. Does somebody accuse you, by video or with your screen shared, and want money on a “safe account”?",
                                "The police have no safe accounts, investigate nobody by phone and lock nobody in.",
                                "Stop sharing the screen and end that call. Is anybody with you? Let them listen.")),
                script("shopping", List.of("购物", "游戏", "账号交易", "票务", "代购"), "虚假购物、游戏交易", "False sale",
                        List.of("您是不是在网上买东西、买票或者交易游戏账号？对方有没有让您离开平台私下付款？",
                                "说账号填错、资金冻结、要再交保证金的，就是诈骗。",
                                "请不要再付款，回到平台里找官方客服，保留聊天和付款记录。"),
                        List.of("Are you buying goods, tickets or a game account, and were you asked to pay outside the platform?",
                                "A wrong account, frozen money, another deposit: that is fraud.",
                                "Pay nothing more; ask the platform itself, and keep the records.")),
                script("acquaintance", List.of("领导", "熟人", "亲友", "杀猪盘", "网恋", "交友"), "冒充领导熟人、网络交友",
                        "False friend or superior",
                        List.of("是不是有领导、熟人或者网上认识的人让您转账、垫付或者一起投资？你们见过面吗？",
                                "声音、视频和头像都能造假。请先打他本人原来的电话，当面核实。",
                                "核实之前一分钱都不要转。对方催得越急，越可疑。"),
                        List.of("Does a superior, a friend or somebody met online want a transfer or a common investment? Have you met?",
                                "Voice, video and picture can be faked. Call the person’s old number first.",
                                "Pay nothing before that. The more they hurry you, the less it is true.")),
                script("general", List.of(), "通用", "In general",
                        List.of("您刚才有没有接到陌生电话，或者有人让您转账？对方是谁？怎么联系上您的？让您做什么？",
                                "请先不要转账，不要提供验证码，不要共享屏幕。"),
                        List.of("Have you been called by a stranger, or asked to transfer money? Who is it, and what do they want you to do?",
                                "Transfer nothing, tell no codes, share no screen.")));
    }

    private static Script script(String name, List<String> match, String zh, String en, List<String> say,
            List<String> sayEn) {
        return new Script(name, match, zh, en, whole(HELLO, say, PAID, BYE), whole(HELLO_EN, sayEn, PAID_EN, BYE_EN));
    }

    private static List<String> whole(String hello, List<String> say, String paid, String bye) {
        List<String> points = new ArrayList<>(List.of(hello));
        points.addAll(say);
        points.add(paid);
        points.add(bye);
        return points;
    }
}
