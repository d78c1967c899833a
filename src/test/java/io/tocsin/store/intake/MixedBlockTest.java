package io.tocsin.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome.Accepted;
import io.tocsin.store.RealRedis;
import io.tocsin.store.block.Block;
import io.tocsin.store.block.Place;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MixedBlockTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    private IntakeNode node;

    @BeforeEach
    void start() {
        // The clock stands still, so that rows wait for the flush and not for so long.
        node = new IntakeNode(SERVER, IntakeNode.PARTITIONS, new Random(7),
                InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000L)));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private List<NewWarning> rows(List<Operator> operators, int count) {
        List<NewWarning> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new NewWarning(i, "r" + i, new Phone(IntakeNode.phone(i)), operators.get(i % operators.size()),
                    Grade.LOW, Channel.SMS, "default", new NewWarning.Fields("", "", Map.of(), null, null)));
        }
        return rows;
    }

    private Map<Place, Block> blocksOf(List<NewWarning> rows) {
        var outcomes = node.submit(node.batch("batch00000000001"), rows);
        Map<Place, Block> blocks = new HashMap<>();
        for (NewWarning row : rows) {
            WarningId id = ((Accepted) Objects.requireNonNull(outcomes.get(row.row()))).id();
            Block block = blocks.computeIfAbsent(new Place(id.partition(), id.block()),
                    place -> node.blocks.get(place.partition(), place.block()).orElseThrow());
            assertThat(block.warning(id.index()).ref()).isEqualTo(row.ref());
            assertThat(block.warning(id.index()).operator()).isEqualTo(row.operator());
        }
        return blocks;
    }

    @Test
    void numbers_of_three_operators_share_a_block_and_wait_in_three_lanes() {
        Map<Place, Block> blocks = blocksOf(rows(List.of(Operator.UNICOM, Operator.MOBILE, Operator.TELECOM), 400));
        assertThat(blocks).hasSize(IntakeNode.PARTITIONS);
        assertThat(blocks.values()).allSatisfy(block -> assertThat(block.header().spans()).hasSize(3));
        assertThat(node.ready).containsOnly(new Lane(Channel.SMS, Operator.UNICOM, Grade.LOW),
                new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW), new Lane(Channel.SMS, Operator.TELECOM, Grade.LOW));
    }

    @Test
    void a_block_has_no_more_spans_than_its_header_has_room_for() {
        List<Operator> all = Arrays.asList(Operator.values());
        Map<Place, Block> blocks = blocksOf(rows(all, 400));
        assertThat(blocks).hasSize(2 * IntakeNode.PARTITIONS);
        assertThat(blocks.values()).allSatisfy(
                block -> assertThat(block.header().spans()).hasSizeBetween(all.size() - 4, 4));
    }
}
