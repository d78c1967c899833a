package io.tocsin.send.sms.cmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.CauseTable;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmppCausesTest {

    @ParameterizedTest
    @CsvSource({"submit:1, PERMANENT", "submit:3, AMBIGUOUS", "submit:5, CONFIG", "submit:8, NETWORK",
            "submit:12, CONFIG", "submit:13, PERMANENT", "submit:150, UNREACHABLE", "DELIVRD, REACHED",
            "EXPIRED, UNREACHABLE", "ACCEPTD, NONE", "UNDELIV, PERMANENT", "UNKNOWN, AMBIGUOUS", "MK:0012, PERMANENT",
            "MK:0024, POWERED_OFF", "MK:0023, BUSY", "MK:0055, NETWORK", "MK:7777, PERMANENT", "MI:0001, UNREACHABLE",
            "MI:0054, AMBIGUOUS", "MA:0001, NETWORK", "MA:0002, PERMANENT", "MC:0055, AMBIGUOUS", "MB:1041, QUOTA",
            "DB:0139, TIME_WINDOW", "XX:1234, UNREACHABLE", "'', UNREACHABLE"})
    void a_code_has_a_class_and_is_kept_as_it_came(String raw, CauseClass type) {
        assertThat(CmppCauses.table().of(raw)).isEqualTo(new Cause(type, raw));
    }

    @Test
    void a_carriers_own_table_wins_and_an_exact_code_before_a_prefix() {
        CauseTable table = CmppCauses.table().with(Map.of("MK:0012", CauseClass.QUOTA, "XX:*", CauseClass.PERMANENT,
                "XX:1*", CauseClass.BUSY));
        assertThat(table.of("MK:0012").type()).isEqualTo(CauseClass.QUOTA);
        assertThat(table.of("XX:1000").type()).isEqualTo(CauseClass.BUSY);
        assertThat(table.of("XX:2000").type()).isEqualTo(CauseClass.PERMANENT);
        assertThat(CmppCauses.table().of("MK:0012").type()).isEqualTo(CauseClass.PERMANENT);
    }
}
