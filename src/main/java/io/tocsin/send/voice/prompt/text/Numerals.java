package io.tocsin.send.voice.prompt.text;

import java.math.BigDecimal;

/** Numbers as Chinese says them. */
final class Numerals {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String[] PLACES = {"", "十", "百", "千"};
    private static final String[] SECTIONS = {"", "万", "亿", "万亿"};
    private static final int LONGEST = 16;

    private Numerals() {}

    /** Digit by digit as a year or a key is read. */
    static String digits(String digits) {
        StringBuilder said = new StringBuilder();
        digits.chars().filter(Character::isDigit).forEach(digit -> said.append(digit(digit - '0')));
        return said.toString();
    }

    /** Digit by digit as a telephone number is read: 1 is 幺, which nobody takes for 7. */
    static String telephone(String digits) {
        return digits(digits).replace('一', '幺');
    }

    /**
     * A number as a quantity: 12,345.6 is 一万二千三百四十五点六. One of more than 16 digits is read digit by
     * digit.
     */
    static String quantity(String number) {
        String plain = number.replace(",", "");
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        String said = whole.length() > LONGEST ? telephone(whole) : cardinal(Long.parseLong(whole));
        return point < 0 ? said : said + "点" + digits(plain.substring(point + 1));
    }

    /** Two of something that is counted is 两, not 二. */
    static String counted(String number) {
        String said = quantity(number);
        return said.equals("二") ? "两" : said;
    }

    /** An amount in yuan: 12345.60 is 一万二千三百四十五元六角. */
    static String yuan(String number) {
        BigDecimal amount = new BigDecimal(number.replace(",", "")).stripTrailingZeros();
        if (amount.scale() > 2 || amount.precision() > LONGEST) {
            return quantity(number) + "元";
        }
        long cents = amount.movePointRight(2).longValueExact();
        long yuan = cents / 100;
        int jiao = (int) (cents / 10 % 10);
        int fen = (int) (cents % 10);
        String said = yuan > 0 || cents == 0 ? counted(Long.toString(yuan)) + "元" : "";
        if (jiao > 0) {
            said += digit(jiao) + "角";
        } else if (fen > 0 && yuan > 0) {
            said += "零";
        }
        return fen > 0 ? said + digit(fen) + "分" : said;
    }

    private static String cardinal(long number) {
        if (number == 0) {
            return "零";
        }
        StringBuilder said = new StringBuilder();
        boolean gap = false;
        for (int i = SECTIONS.length - 1; i >= 0; i--) {
            int section = (int) (number / (long) Math.pow(10_000, i) % 10_000);
            if (section == 0) {
                gap = !said.isEmpty();
                continue;
            }
            if (!said.isEmpty() && (gap || section < 1000)) {
                said.append('零');
            }
            said.append(section == 2 && i > 0 && said.isEmpty() ? "两" : section(section, said.isEmpty()))
                    .append(SECTIONS[i]);
            gap = false;
        }
        // 十二, and only there without its 一.
        return said.indexOf("一十") == 0 ? said.substring(1) : said.toString();
    }

    private static String section(int section, boolean first) {
        StringBuilder said = new StringBuilder();
        boolean gap = false;
        for (int place = 3; place >= 0; place--) {
            int digit = section / (int) Math.pow(10, place) % 10;
            if (digit == 0) {
                gap = !said.isEmpty();
                continue;
            }
            if (gap) {
                said.append('零');
            }
            gap = false;
            said.append(digit == 2 && place >= 2 && first && said.isEmpty() ? "两" : digit(digit))
                    .append(PLACES[place]);
        }
        return said.toString();
    }

    private static String digit(int digit) {
        return DIGITS.substring(digit, digit + 1);
    }
}
