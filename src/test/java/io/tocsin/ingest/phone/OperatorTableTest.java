package io.tocsin.ingest.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorTableTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"8613800138000,MOBILE", "8619812345678,MOBILE", "8613012345678,UNICOM", "8616700001111,UNICOM",
            "8618912345678,TELECOM", "8619912345678,TELECOM", "8619200001111,BROADNET", "8614912345678,UNKNOWN",
            "864708260110,FIXED", "861062301110,FIXED"})
    void the_operator_comes_from_the_range(String digits, Operator operator) {
        OperatorTable table = new OperatorTable(Portability::none);
        assertThat(table.of(new Phone(digits))).isEqualTo(operator);
        assertThat(table.of(new Phone(digits))).isEqualTo(operator);
    }

    @Test
    void a_number_that_changed_its_operator_is_on_the_new_one() throws Exception {
        Portability ported = Portability.read(file("""
                # number,operator
                13800138000,unicom

                18912345678 , 移动
                """));
        OperatorTable table = new OperatorTable(() -> ported);
        assertThat(table.of(new Phone("8613800138000"))).isEqualTo(Operator.UNICOM);
        assertThat(table.of(new Phone("8618912345678"))).isEqualTo(Operator.MOBILE);
        assertThat(table.of(new Phone("8613800138001"))).isEqualTo(Operator.MOBILE);
    }

    @Test
    void many_numbers_are_all_found_and_no_others() throws Exception {
        Portability table = Portability.read(file(LongStream.range(0, 20_000)
                .mapToObj(i -> 13_000_000_000L + i * 7 + "," + (i % 2 == 0 ? "telecom" : "广电"))
                .collect(Collectors.joining("\n"))));
        assertThat(table.size()).isEqualTo(20_000);
        for (long i = 0; i < 20_000; i++) {
            assertThat(table.find(13_000_000_000L + i * 7))
                    .isEqualTo(OperatorTable.OPERATORS.indexOf(i % 2 == 0 ? Operator.TELECOM : Operator.BROADNET));
            assertThat(table.find(13_000_000_001L + i * 7)).isEqualTo(-1);
        }
    }

    @Test
    void a_line_that_is_none_is_named() {
        assertThatThrownBy(() -> Portability.read(file("13800138000,unicom\n13800138000;mobile\n")))
                .isInstanceOf(IOException.class).hasMessageContaining("line 2: expected 11 digits, a comma and");
        assertThatThrownBy(() -> Portability.read(file("13800138000,vodafone\n"))).hasMessageContaining("line 1");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ported.csv"), text);
    }
}
