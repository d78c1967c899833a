package io.tocsin.report.replies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutTest {
    private final OptOut words = new OptOut(ReplyConfig.defaults().optOut());

    @ParameterizedTest
    @ValueSource(strings = {"TD", "td", "ＴＤ", " t d ", "T", "退订", "【退订】", "R。", "qx", "取消", "0000", "退 订！"})
    void a_word_is_one_in_any_case_and_width(String text) {
        assertThat(words.word(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TDX", "不退订", "我要取消订单", "好的", "000", "TD 谢谢"})
    void a_text_that_says_more_is_none(String text) {
        assertThat(words.word(text)).isEmpty();
    }
}
