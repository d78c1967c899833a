package io.tocsin.send.voice.prompt.pinyin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How 一 and 不 are spoken before other syllables: 不 as bu2 before a fourth tone; 一 as yi2 before a
 * fourth tone and yi4 before the others, unless it counts in a row or is the last of a number.
 */
final class ToneChange {
    private static final String DIGITS = "零〇一二三四五六七八九幺";
    /** After these 一 is a place in a row or a part of a number: 第一, 星期一, 十一, 三点一. */
    private static final String ORDINAL = "第期周初十点之";
    /** Before these 一 names a day, a month or a number and keeps its tone. */
    private static final String NAMED = "月号日幺";

    private ToneChange() {}

    static void apply(List<Spoken> sounds) {
        for (int i = 0; i + 1 < sounds.size(); i++) {
            Spoken sound = sounds.get(i);
            Spoken next = sounds.get(i + 1);
            if (sound.is('不') && next.tone() == 4) {
                sounds.set(i, sound.withTone(2));
            } else if (sound.is('一') && !next.isPause() && !counts(i == 0 ? null : sounds.get(i - 1), next)) {
                sounds.set(i, sound.withTone(next.tone() == 4 ? 2 : 4));
            }
        }
    }

    private static boolean counts(@Nullable Spoken before, Spoken next) {
        return (before != null && (in(ORDINAL, before) || in(DIGITS, before))) || in(NAMED, next) || in(DIGITS, next);
    }

    private static boolean in(String characters, Spoken sound) {
        return sound.character() != 0 && characters.indexOf(sound.character()) >= 0;
    }
}
