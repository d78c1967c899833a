package io.tocsin.ingest.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.phone.OperatorTable;
import io.tocsin.ingest.phone.PhoneReader;
import io.tocsin.ingest.phone.Portability;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
    private static final RowRules RULES = new RowRules(new PhoneReader(), new OperatorTable(Portability::none),
            Map.of("default", Channel.SMS, "call-first", Channel.VOICE), ZoneId.of("Asia/Shanghai"));

    private static RowCheck check(@Nullable Instant notBefore, @Nullable Instant expiresAt) {
        return new RowCheck(RULES, new Batch(new BatchId("0123456789abcdef"), "watchman", "night", "default",
                Grade.LOW, NOW, notBefore, expiresAt));
    }

    private static Row.Texts row(String ref, String phone, String grade, String playbook, String notBefore,
            String expiresAt) {
        return new Row.Texts(ref, phone, grade, "刷单返利", "张三", playbook, notBefore, expiresAt, Map.of("city", "满洲里"));
    }

    private static NewWarning valid(RowCheck.Checked checked) {
        return ((RowCheck.Checked.Valid) checked).warning();
    }

    private static RowError invalid(RowCheck.Checked checked) {
        return ((RowCheck.Checked.Invalid) checked).error();
    }

    @Test
    void what_a_row_leaves_out_comes_from_its_batch() {
        NewWarning plain = valid(check(NOW.plusSeconds(60), NOW.plusSeconds(3600))
                .check(3, row(" A ", "138 0013 8000", "", "", "", "")));
        assertThat(plain).isEqualTo(new NewWarning(3, "A", new Phone("8613800138000"), Operator.MOBILE, Grade.LOW,
                Channel.SMS, "default", new NewWarning.Fields("刷单返利", "张三", Map.of("city", "满洲里"),
                        NOW.plusSeconds(60), NOW.plusSeconds(3600))));
        NewWarning own = valid(check(null, null).check(4,
                row("B", "0470-8260110", "紧急", "call-first", "2026-11-26T09:00:00+08:00", "2026-11-27 8:30")));
        assertThat(own.operator()).isEqualTo(Operator.FIXED);
        assertThat(own.channel()).isEqualTo(Channel.VOICE);
        assertThat(own.grade()).isEqualTo(Grade.URGENT);
        assertThat(own.fields().notBefore()).isEqualTo("2026-11-26T01:00:00Z");
        assertThat(own.fields().expiresAt()).isEqualTo("2026-11-27T00:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"'',13800138000,'','','','',ref,missing", "A,'','','','','',phone,missing",
            "A,1380013800,'','','','',phone,invalid-phone", "A,1.38E+10,'','','','',phone,invalid-phone",
            "A,13800138000,purple,'','','',grade,unknown-grade",
            "A,13800138000,'',none,'','',playbook,unknown-playbook",
            "A,13800138000,'','',soon,'',notBefore,bad-time",
            "A,13800138000,'','','',2026-13-01T00:00:00Z,expiresAt,bad-time",
            "A,13800138000,'','',+999999999-01-01T00:00:00Z,'',notBefore,bad-time",
            "A,13800138000,'','',-999999999-01-01T00:00:00Z,'',notBefore,bad-time",
            "A\ud83d,13800138000,'','','','',ref,invalid",
            "A,13800138000,'','','',2026-11-25T00:00:00Z,expiresAt,already-expired",
            "A,13800138000,'','',2026-11-28T00:00:00Z,2026-11-27T00:00:00Z,notBefore,bad-time"})
    void every_fault_names_its_field_and_code(String ref, String phone, String grade, String playbook,
            String notBefore, String expiresAt, String field, String code) {
        RowError error = invalid(check(null, null).check(9, row(ref, phone, grade, playbook, notBefore, expiresAt)));
        assertThat(error.index()).isEqualTo(9);
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains("expected");
    }

    @Test
    void what_is_too_long_says_how_long_it_may_be() {
        assertThat(invalid(check(null, null).check(0, row("x".repeat(129), "13800138000", "", "", "", ""))))
                .isEqualTo(new RowError(0, "x".repeat(40) + "…", "ref", "ref-too-long",
                        "got 129 characters, expected at most 128"));
        Map<String, String> vars = new LinkedHashMap<>();
        for (int i = 0; i < 33; i++) {
            vars.put("v" + i, "x");
        }
        assertThat(invalid(check(null, null).check(0, new Row.Texts("A", "13800138000", "", "", "", "", "", "", vars)))
                .code()).isEqualTo("too-long");
        assertThat(invalid(check(null, null).check(0,
                new Row.Texts("A", "13800138000", "", "", "x".repeat(101), "", "", "", Map.of()))).field())
                .isEqualTo("name");
    }

    @Test
    void a_refused_number_is_not_repeated_and_a_rounded_one_is_explained() {
        assertThat(invalid(check(null, null).check(0, row("A", "1380013800099", "", "", "", ""))).message())
                .isEqualTo("got 138****0099 (13 characters), expected a mobile or fixed number of mainland China");
        assertThat(invalid(check(null, null).check(0, row("A", "1.38E+10", "", "", "", ""))).message())
                .contains("format the column as text");
    }

    @Test
    void a_row_that_could_not_be_read_keeps_its_reason() {
        assertThat(invalid(check(null, null).check(5, new Row.Unreadable("", "bad-json", "why"))))
                .isEqualTo(new RowError(5, "", "", "bad-json", "why"));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-26T08:00:00+08:00", "2026-11-26T00:00:00Z", "2026-11-26T08:00:00", "2026-11-26 08:00",
            "2026-11-26 8:00:00", "2026/11/26 8:00", "2026-11-26 08:00:00+08:00"})
    void times_are_read_with_a_zone_or_in_the_gateways(String text) {
        assertThat(TimeText.read(text, ZoneId.of("Asia/Shanghai"))).contains(NOW);
    }
}
