package io.tocsin.dispatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Warning WARNING = new Warning(new WarningId(0, 1, 0), new BatchId("0123456789abcdef"), "c",
            "A-1", new Phone("8613800138000"), Operator.MOBILE, Grade.LOW, "刷单返利", "张三", Map.of("city", "呼伦贝尔"),
            "default",
            Instant.EPOCH, null, null);
    private final List<String> unknown = new ArrayList<>();

    private String render(String text, boolean exercise) {
        return Template.of(text, exercise).render(WARNING, "【反诈】", unknown::add);
    }

    @Test
    void variables_are_the_signature_the_fields_and_the_warnings_own() {
        assertThat(render("{signature}{name}您好，{city}的{fraudType}诈骗({ref})", false))
                .isEqualTo("【反诈】张三您好，呼伦贝尔的刷单返利诈骗(A-1)");
        assertThat(unknown).isEmpty();
    }

    @Test
    void an_unknown_variable_becomes_nothing_and_is_told() {
        assertThat(render("a{town}b", false)).isEqualTo("ab");
        assertThat(unknown).containsExactly("town");
    }

    @Test
    void an_exercise_is_marked_behind_the_signature_which_has_to_come_first() {
        assertThat(render("{signature}请勿转账", true)).isEqualTo("【反诈】（演练）请勿转账");
        assertThat(render("请勿转账", true)).isEqualTo("（演练）请勿转账");
    }

    @Test
    void a_value_with_braces_is_not_a_variable() {
        Warning odd = new Warning(WARNING.id(), WARNING.batch(), "c", "r", WARNING.phone(), Operator.MOBILE, Grade.LOW,
                "", "{city}", Map.of("city", "x"), "default", Instant.EPOCH, null, null);
        assertThat(Template.of("{name}", false).render(odd, "", unknown::add)).isEqualTo("{city}");
    }
}
