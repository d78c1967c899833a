package io.tocsin.send.voice.prompt.pinyin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How words are read, as a table. */
class PinyinTest {
    private final Pinyin pinyin = new Pinyin(Lexicon.usual());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            转账                   | zhuan3 zhang4
            您好，请听我说完。     | nin2 hao3， qing3 ting1 wo3 shuo1 wan2。
            真的吗？停！           | zhen1 de5 ma5？ ting2！
            银行行长不行           | yin2 hang2 hang2 zhang3 bu4 xing2
            长期，校长             | chang2 qi1， xiao4 zhang3
            重听，请按九           | chong2 ting1， qing3 an4 jiu3
            重要                   | zhong4 yao4
            还没还款               | hai2 mei2 huan2 kuan3
            得到，觉得，您得马上停 | de2 dao4， jue2 de5， nin2 dei3 ma3 shang4 ting2
            慢慢地，本地           | man4 man4 de5， ben3 di4
            谁也改不了             | shei2 ye3 gai3 bu5 liao3
            首都都是               | shou3 du1 dou1 shi4
            九六幺幺零             | jiu3 liu4 yao1 yao1 ling2
            呼伦贝尔               | hu1 lun2 bei4 er3
            曾先生                 | zeng1 xian1 sheng5
            绿，女，略             | lv4， nv3， lve4
            # 一 and 不 as they are spoken
            不要，不行，不         | bu2 yao4， bu4 xing2， bu4
            一定，一分钱，按一     | yi2 ding4， yi4 fen1 qian2， an4 yi1
            第一天，十一元，一月   | di4 yi1 tian1， shi2 yi1 yuan2， yi1 yue4
            一二一，一万           | yi1 er4 yi1， yi2 wan4
            # letters
            下载APP，加QQ          | xia4 zai4 ei1 pi4 pi4， jia1 kiu1 kiu1
            otp和五G               | ou1 ti4 pi4 he2 wu3 ji4
            # what cannot be read is left out
            龘龘好                 | hao3
            """)
    void words_are_read(String text, String syllables) {
        assertThat(pinyin.of(text)).isEqualTo(syllables);
    }

    @Test
    void a_sites_words_go_over_the_programs() {
        Lexicon site = Lexicon.usual().with("# ours\n重听 zhong4 ting1\n铁西 tie3 xi1\nOTP ou1 ti1 pi1\n");
        assertThat(new Pinyin(site).of("重听铁西OTP银行")).isEqualTo("zhong4 ting1 tie3 xi1 ou1 ti1 pi1 yin2 hang2");
        assertThat(new Pinyin(site)).hasToString(new Pinyin(site).toString()).doesNotHaveToString(pinyin.toString());
    }

    @Test
    void a_wrong_line_is_named() {
        assertThatThrownBy(() -> Lexicon.usual().with("\n银行 yin2 háng"))
                .hasMessage("line 2: got \"háng\", expected a syllable with its tone, 1 to 5, such as zhang4");
        assertThatThrownBy(() -> Lexicon.usual().with("银行")).hasMessageContaining("line 1")
                .hasMessageContaining("a word and its syllables");
        assertThatThrownBy(() -> Lexicon.usual().with("银行 yin2\n银行 yin2")).hasMessageContaining("line 2")
                .hasMessageContaining("already");
    }
}
