package io.tocsin.ingest.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.IntakeListener;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of numbers that changed their operator, changed while it is used. */
class PortabilityFileTest {
    private static final Phone PHONE = new Phone("8613800138000");

    @TempDir
    private Path folder;

    private final List<Boolean> heard = new ArrayList<>();
    private final IntakeListener listener = new IntakeListener() {
        @Override
        public void portability(boolean taken) {
            heard.add(taken);
        }
    };

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ported.csv"), text);
    }

    @Test
    void a_changed_file_is_read_once_it_stays_the_same() throws IOException {
        PortabilityFile file = new PortabilityFile(file("13800138000,unicom\n"), listener);
        OperatorTable table = new OperatorTable(file);
        file.look();
        file.look();
        assertThat(table.of(PHONE)).isEqualTo(Operator.UNICOM);
        assertThat(heard).isEmpty();

        file("13800138000,telecom\n");
        file.look();
        assertThat(table.of(PHONE)).isEqualTo(Operator.UNICOM);
        file("13800138000,telecom\n18912345678,broadnet\n");
        file.look();
        assertThat(table.of(PHONE)).isEqualTo(Operator.UNICOM);
        file.look();

        assertThat(table.of(PHONE)).isEqualTo(Operator.TELECOM);
        assertThat(table.of(new Phone("8618912345678"))).isEqualTo(Operator.BROADNET);
        file.look();
        file.look();
        assertThat(heard).containsExactly(true);
    }

    @Test
    void a_wrong_line_or_no_file_leaves_what_was_known() throws IOException {
        PortabilityFile file = new PortabilityFile(file("13800138000,unicom\n"), listener);
        OperatorTable table = new OperatorTable(file);

        file("13800138000,telecom\n18912345678;broadnet\n");
        file.look();
        file.look();
        assertThat(table.of(PHONE)).isEqualTo(Operator.UNICOM);
        assertThat(heard).containsExactly(false);
        file.look();
        assertThat(heard).as("said once").containsExactly(false);

        Files.delete(folder.resolve("ported.csv"));
        file.look();
        assertThat(table.of(PHONE)).isEqualTo(Operator.UNICOM);
        assertThat(heard).containsExactly(false, false);

        file("13800138000,mobile\n");
        file.look();
        file.look();
        assertThat(table.of(PHONE)).isEqualTo(Operator.MOBILE);
    }

    @Test
    void a_wrong_file_at_the_start_is_refused() throws IOException {
        Path wrong = file("1,2\n");
        assertThatThrownBy(() -> new PortabilityFile(wrong, listener)).isInstanceOf(IOException.class)
                .hasMessageContaining("line 1");
    }
}
