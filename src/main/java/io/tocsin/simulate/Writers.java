package io.tocsin.simulate;

import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.send.sms.text.Segmenter;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How people answer the messages that reach them.
 *
 * @param share of messages that are answered, 0 to 1
 * @param words shares of what they write: {@code ok}, {@code ask}, {@code td}, {@code paid},
 *            {@code help}, {@code emoji}, {@code mongolian}, {@code long}; any other word is
 *            written as it is
 * @param after time from the delivery to the answer
 */
public record Writers(double share, Mix words, Span after) {
    /** Nobody answers. */
    public static final Writers NONE = new Writers(0, Mix.only("ok"), Span.NONE);

    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
    private static final Segmenter SEGMENTER = new Segmenter(false, Encoding.UCS2, Joining.UDH8, 16);
    private static final List<String> OK = List.of("好的，谢谢", "收到", "知道了", "OK");
    private static final List<String> ASK = List.of("请问你们是哪里的？", "是真的吗", "我没有接到这种电话", "他说他是公安局的");
    private static final String LONG = "你好，刚才有个自称是客服的人给我打电话，说我之前买的东西有质量问题要给我退款，让我下载一个软件，"
            + "还让我把银行卡里的钱转到一个安全账户。我现在很着急😰，已经按他说的操作了一部分，他不让我挂电话，也不让我告诉家里人。"
            + "请问我现在应该怎么办？我的孩子还在上学，这是我们家所有的积蓄了，求求你们帮帮我🙏，我的电话一直开着，请尽快联系我。";

    /** Refuses what is no share. */
    public Writers {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("expected a share of replies (--reply-share) of 0 to 1, got " + share);
        }
    }

    /**
     * One answer.
     *
     * @param text its parts
     * @param after milliseconds from the delivery
     */
    record Answer(EncodedText text, int after) {}

    /** What the person writes who got the n-th message to that number; mostly nothing. */
    Optional<Answer> answer(long seed, String phone, int nth) {
        if (share == 0) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(((seed + 1) * GOLDEN + phone.hashCode()) * GOLDEN + nth);
        if (random.nextDouble() >= share) {
            return Optional.empty();
        }
        String text = text(words.at(random.nextDouble()), random);
        return Optional.of(new Answer(SEGMENTER.split(text, random.nextInt(256)), after.at(random.nextDouble())));
    }

    private static String text(String word, SplittableRandom random) {
        return switch (word) {
            case "ok" -> OK.get(random.nextInt(OK.size()));
            case "ask" -> ASK.get(random.nextInt(ASK.size()));
            case "td" -> random.nextBoolean() ? "TD" : "退订";
            case "paid" -> "我已经转账了";
            case "help" -> "救命";
            case "emoji" -> "收到👍🏻";
            case "mongolian" -> "ᠮᠡᠳᠡᠯ᠎ᠡ᠂ ᠪᠠᠶᠠᠷᠯᠠᠯ᠎ᠠ";
            case "long" -> LONG;
            default -> word;
        };
    }
}
