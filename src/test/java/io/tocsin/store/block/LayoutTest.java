package io.tocsin.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.BatchId;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void a_header_has_the_bytes_of_the_document() {
        BlockHeader header = new BlockHeader(Channel.VOICE, Grade.LOW,
                List.of(new Span(Operator.TELECOM, 0, 300), new Span(Operator.MOBILE, 300, 512)), 0x0102,
                0x0000_0198_1234_5678L, new BatchId("0123456789abcdef"), 0x0000_0199_0000_0001L);
        assertThat(HexFormat.of().formatHex(header.toBytes())).isEqualTo("0200" // rows
                + "010203" // channel, spans, grade
                + "01" // version
                + "0102" // client
                + "0000019812345678" // made at
                + "30313233343536373839616263646566" // batch
                + "0000019900000001" // earliest expiry
                + "212c" + "0200" + "0000" + "0000"); // spans: operator and end
        assertThat(BlockHeader.of(header.toBytes())).isEqualTo(header);
    }

    @Test
    void a_row_has_the_bytes_of_the_document() {
        Progress progress = new Progress(WarningState.AWAITING_RECEIPT, CauseClass.NETWORK, 259_200, 65_535, 2, 3, 4,
                5, 255, Progress.CONFIRM | Progress.RESENT, 0x8001);
        byte[] row = StateRow.write(progress, 77);
        assertThat(HexFormat.of().formatHex(row)).isEqualTo("03" // state
                + "08" // cause
                + "0003f480" // seconds
                + "ffff" // fence
                + "02030405" // step, attempts in it, attempts, network retries
                + "ff0c" // carrier, flags
                + "8001"); // parts
        assertThat(StateRow.read(row, 0)).isEqualTo(progress);
        assertThat(StateRow.holder(row, 0)).isZero();
    }

    @Test
    void a_row_in_flight_names_its_holder_instead_of_parts() {
        Progress progress = Progress.fresh(WarningState.IN_FLIGHT);
        byte[] row = StateRow.write(progress, 40_000);
        assertThat(StateRow.read(row, 0)).isEqualTo(progress);
        assertThat(StateRow.holder(row, 0)).isEqualTo(40_000);
    }

    @Test
    void rows_come_back_as_they_were_packed() {
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put("city", "呼伦贝尔");
        vars.put("empty", "");
        List<Row> rows = List.of(
                new Row("A-001", new Phone("8613800138000"), "刷单返利", "张三", vars, "default", null, null),
                new Row("A-002", new Phone("00000000"), "刷单返利", "", Map.of("city", "x".repeat(300)), "call-first",
                        Instant.ofEpochMilli(1), Instant.ofEpochMilli(1_900_000_000_123L)),
                new Row("\uD83D\uDEA8", new Phone("123456789012345"), "", "", Map.of(), "default",
                        Instant.ofEpochMilli(5), null));
        PackedRows packed = new PackedRows(RowPacker.pack(rows));
        assertThat(packed.size()).isEqualTo(3);
        assertThat(packed.get(2)).isEqualTo(rows.get(2));
        assertThat(packed.get(0)).isEqualTo(rows.get(0));
        assertThat(packed.get(0).vars().keySet()).containsExactly("city", "empty");
        assertThat(packed.get(1)).isEqualTo(rows.get(1));
    }
}
