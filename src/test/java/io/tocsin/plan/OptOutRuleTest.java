package io.tocsin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.Grade;
import io.tocsin.warning.StopKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptOutRuleTest {
    @ParameterizedTest
    @EnumSource
    void who_opted_out_is_warned_only_when_it_is_urgent(Grade grade) {
        assertThat(Suppression.binds(StopKind.OPTED_OUT, grade)).isEqualTo(grade != Grade.URGENT);
    }

    @ParameterizedTest
    @EnumSource
    void a_number_never_to_contact_is_so_for_every_grade(Grade grade) {
        assertThat(Suppression.binds(StopKind.NEVER, grade)).isTrue();
        assertThat(Suppression.binds(StopKind.NONE, grade)).isFalse();
    }
}
