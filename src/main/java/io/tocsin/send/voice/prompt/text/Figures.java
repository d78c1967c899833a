package io.tocsin.send.voice.prompt.text;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Figures in Chinese text as words: the first rule that fits what begins at a place decides. What
 * is a number to be dialled is read digit by digit, what is a quantity as one.
 */
final class Figures {
    private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)";
    private static final String END = "(?![\\d])";
    /** What is counted by two (两). */
    private static final String COUNTED = "个|人|名|次|条|天|小时|分钟|秒钟|秒|年|岁|倍|件|笔|家|位|种|米|公里|千米|块|周|张|套|起|遍|户"
            + "|台|部|句|万|亿|千|百|多|余|步|句|通|封|项|顿|轮|辆|斤|公斤";
    /** What is numbered: 二月, 二号. */
    private static final String NUMBERED = "月|日|号|级|楼|层|度|期|点|分|栋|单元|室|号线|摄氏度";
    private static final String UNIT = "(?:" + COUNTED + "|" + NUMBERED + "|元)";
    /** Before these, what follows is dialled or typed. */
    private static final String DIALLED = "(?<=(?:码|尾号|编号|账号|帐号|卡号|电话|拨打|拨|热线|警号|工号|来电)[是为:]{0,1} {0,1})";

    private record Rule(Pattern pattern, Function<MatchResult, String> said) {}

    private static final List<Rule> RULES = List.of(
            rule("(\\d{4})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\\d|3[01])" + END,
                    m -> Numerals.digits(m.group(1)) + "年" + plain(m.group(2)) + "月" + plain(m.group(3)) + "日"),
            rule("([12]\\d{3})年(?!前|后|内|里|多|来)", m -> Numerals.digits(m.group(1)) + "年"),
            rule("([01]?\\d|2[0-4]):([0-5]\\d)(?::([0-5]\\d))?" + END, Figures::time),
            rule("\\+?86[- ]?(1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4})" + END, m -> Numerals.telephone(m.group(1))),
            rule("(1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}|400[- ]?\\d{3,4}[- ]?\\d{3,4}|0\\d{2,3}[- ]\\d{7,8})" + END,
                    m -> Numerals.telephone(m.group(1))),
            rule("[¥$] ?" + NUMBER + "(万|亿)?元?", Figures::money),
            rule(NUMBER + "(万|亿|千|百)?(多|余)?(元|美元)", Figures::amount),
            rule(NUMBER + " ?%", m -> "百分之" + (m.group(1).equals("100") ? "百" : Numerals.quantity(m.group(1)))),
            rule(NUMBER + " ?‰", m -> "千分之" + Numerals.quantity(m.group(1))),
            rule("(\\d{1,6}) ?[-~—–] ?(\\d{1,6})(?=" + UNIT + ")",
                    m -> Numerals.quantity(m.group(1)) + "到" + Numerals.quantity(m.group(2))),
            rule("(\\d{1,3})/(\\d{1,3})" + END,
                    m -> Numerals.quantity(m.group(2)) + "分之" + Numerals.quantity(m.group(1))),
            rule("(110|119|120|122|12\\d{3}|100\\d{2}|9[56]\\d{3,4})(?!\\d|[.,]\\d|" + UNIT + ")",
                    m -> Numerals.telephone(m.group(1))),
            rule(DIALLED + "(\\d{2,})", m -> Numerals.telephone(m.group(1))),
            rule("(?<=[按键选])(\\d+)", m -> Numerals.digits(m.group(1))),
            rule("(0\\d+)" + END, m -> Numerals.telephone(m.group(1))),
            rule(NUMBER + "(?=" + COUNTED + ")(?!分)", m -> Numerals.counted(m.group(1))),
            rule("2(?=点(?!\\d))", _ -> "两"),
            rule("(\\d{5,})(?![.,]?\\d|" + UNIT + ")", m -> Numerals.telephone(m.group(1))),
            rule(NUMBER, m -> Numerals.quantity(m.group(1))));

    private Figures() {}

    private static Rule rule(String pattern, Function<MatchResult, String> said) {
        return new Rule(Pattern.compile(pattern), said);
    }

    /** The text with its figures as words. */
    static String said(String text) {
        StringBuilder said = new StringBuilder();
        for (int at = 0; at < text.length();) {
            char character = text.charAt(at);
            boolean begins = Character.isDigit(character) || character == '¥' || character == '$' || character == '+';
            MatchResult hit = begins ? replace(text, at, said) : null;
            if (hit == null) {
                said.append(character);
                at++;
            } else {
                at = hit.end();
            }
        }
        return said.toString();
    }

    private static @Nullable MatchResult replace(String text, int at, StringBuilder said) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(text).region(at, text.length()).useTransparentBounds(true);
            if (matcher.lookingAt()) {
                said.append(rule.said().apply(matcher));
                return matcher;
            }
        }
        return null;
    }

    private static String plain(String number) {
        return Numerals.quantity(number);
    }

    private static String time(MatchResult m) {
        String hour = Numerals.counted(m.group(1)) + "点";
        int minute = Integer.parseInt(m.group(2));
        String minutes = minute == 0 ? "" : (minute < 10 ? "零" : "") + Numerals.quantity(m.group(2)) + "分";
        return hour + minutes + (m.group(3) == null ? "" : Numerals.quantity(m.group(3)) + "秒");
    }

    private static String money(MatchResult m) {
        boolean dollars = m.group().startsWith("$");
        String section = m.group(2);
        if (section == null && !dollars) {
            return Numerals.yuan(m.group(1));
        }
        return Numerals.counted(m.group(1)) + (section == null ? "" : section) + (dollars ? "美元" : "元");
    }

    private static String amount(MatchResult m) {
        String section = m.group(2) == null ? "" : m.group(2);
        String more = m.group(3) == null ? "" : m.group(3);
        return section.isEmpty() && more.isEmpty() && m.group(4).equals("元")
                ? Numerals.yuan(m.group(1))
                : Numerals.counted(m.group(1)) + section + more + m.group(4);
    }
}
