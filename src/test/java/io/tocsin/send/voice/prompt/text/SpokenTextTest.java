package io.tocsin.send.voice.prompt.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written and how it is said, as a table. */
class SpokenTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # numbers that are dialled: digit by digit, 幺 for 1
            请拨打96110。                     | 请拨打九六幺幺零。
            这里是反诈中心，96110。           | 这里是反诈中心，九六幺幺零。
            请打110或者12345                  | 请打幺幺零或者幺二三四五
            电话13800130001                   | 电话幺三八零零幺三零零零幺
            +86 138-0013-0001                 | 幺三八零零幺三零零零幺
            回拨0470-1234567                  | 回拨零四七零幺二三四五六七
            热线400-800-1234                  | 热线四零零八零零幺二三四
            尾号1234的卡                      | 尾号幺二三四的卡
            验证码是 08611                    | 验证码是零八六幺幺
            编号20261126001                   | 编号二零二六幺幺二六零零幺
            # keys
            有，请按1。没有，请按2。          | 有，请按一。没有，请按二。
            想找民警，请按０                  | 想找民警，请按零
            # amounts
            ¥12,345.60                        | 一万二千三百四十五元六角
            ￥500                             | 五百元
            12345元                           | 一万二千三百四十五元
            3万元                             | 三万元
            2万元                             | 两万元
            2元                               | 两元
            1.5万元                           | 一点五万元
            10000元                           | 一万元
            20000元                           | 两万元
            100200元                          | 十万零二百元
            1000000元                         | 一百万元
            30050001.05元                     | 三千零五万零一元零五分
            0.5元                             | 五角
            0元                               | 零元
            200多元                           | 两百多元
            $100                              | 一百美元
            5000多万元                        | 五千多万元
            # quantities
            24小时                            | 二十四小时
            2个人                             | 两个人
            12个                              | 十二个
            2天内                             | 两天内
            2月                               | 二月
            3-5天                             | 三到五天
            2222次                            | 两千二百二十二次
            110个                             | 一百一十个
            100000000                         | 幺零零零零零零零零
            1,000,000                         | 一百万
            5G                                | 五G
            3.5倍                             | 三点五倍
            # parts
            利率12.5%                         | 利率百分之十二点五
            100%                              | 百分之百
            1/3                               | 三分之一
            # dates and times
            2026-11-26                        | 二零二六年十一月二十六日
            2026年11月26日                    | 二零二六年十一月二十六日
            2026/1/2 8:05                     | 二零二六年一月二日八点零五分
            15:30                             | 十五点三十分
            2:00                              | 两点
            2点                               | 两点
            # signs
            您好,这里是(反诈中心):请注意!     | 您好，这里是，反诈中心，请注意！
            “刷单”《兼职》【诈骗】            | 刷单兼职诈骗
            真的吗？？                        | 真的吗？
            等一等……好了                      | 等一等。好了
            ，，，开头                        | 开头
            甲、乙；丙                        | 甲，乙，丙
            ＡＰＰ和ＱＱ                      | APP和QQ
            下载 APP，加 QQ                   | 下载APP，加QQ
            A B                               | A B
            ☎️★＃@^_^⚠                        | ''
            ①先停②再打96110                   | 一先停二再打九六幺幺零
            """)
    void chinese_is_said(String written, String said) {
        assertThat(SpokenText.of(written, "zh-CN")).isEqualTo(said);
        assertThat(SpokenText.of(said, "zh-CN")).as("said twice").isEqualTo(said);
    }

    @Test
    void other_languages_pass() {
        assertThat(SpokenText.of("Сайн байна уу,  96110\u0007\n", "mn")).isEqualTo("Сайн байна уу, 96110");
        assertThat(SpokenText.of("ᠰᠠᠢᠨ 3%", "mn-Mong")).isEqualTo("ᠰᠠᠢᠨ 3%");
    }

    @Test
    void a_text_is_bounded_and_no_character_is_cut() {
        assertThat(SpokenText.of("长".repeat(100_000), "zh")).hasSize(500);
        assertThat(SpokenText.of("9".repeat(100_000), "zh")).hasSize(500);
        assertThat(SpokenText.of("长" + "𠀀".repeat(1000), "zh")).hasSize(499).endsWith("𠀀");
        assertThat(SpokenText.of("x".repeat(1000), "en")).hasSize(500);
    }
}
