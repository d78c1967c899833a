package io.tocsin.warning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({"sent to 13800138000 now, sent to 138****8000 now", "+8613800138000, 138****8000",
            "8613800138000, 138****8000", "86 13800138000, 138****8000", "008613800138000, 138****8000",
            "138 0013 8000, 138****8000", "138-0013-8000, 138****8000", "号码13800138000。, 号码138****8000。",
            "phone=19912345678;next=16600001111, phone=199****5678;next=166****1111", "0470-8260110, 0470****0110",
            "04708260110, 0470****0110", "864708260110, 0470****0110", "010-65203000, 010****3000"})
    void what_looks_like_a_number_is_masked(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"w00g40000004g0", "14912345678901234567", "id 0731224000123456789", "port 18080",
            "2026-11-25 21:24:43.123", "138****8000", "1785537600123", "batch 0000000000000001", "10690096110",
            "a13800138000b", ""})
    void what_is_something_else_is_left_alone(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }
}
