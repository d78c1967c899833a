package io.tocsin.store.intake;

import io.tocsin.dispatch.WorkStore.ReadyListener;
import io.tocsin.ingest.NewWarning;
import io.tocsin.store.block.Block;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.block.PackedRows;
import io.tocsin.store.block.Place;
import io.tocsin.store.block.Row;
import io.tocsin.store.block.RowPacker;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Progress;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The second half of intake: writes blocks, several in one round trip, and tells what came of them.
 * Many threads.
 */
final class Acceptor {
    private final Redis redis;
    private final Blocks blocks;
    private final Flights flights;
    private final ReadyListener ready;
    private final Keep keep;
    private final Script accept = Script.load("accept");
    private final byte[] readyRow = StateRow.write(Progress.fresh(WarningState.READY), 0);
    private final byte[] scheduledRow = StateRow.write(Progress.fresh(WarningState.SCHEDULED), 0);

    Acceptor(Redis redis, Blocks blocks, Flights flights, ReadyListener ready, Keep keep) {
        this.redis = redis;
        this.blocks = blocks;
        this.flights = flights;
        this.ready = ready;
        this.keep = keep;
    }

    /** Writes them; never throws. Returns drafts whose block number another node gave up. */
    List<Draft> accept(List<Flight> group) {
        List<Flight> open = new ArrayList<>(group);
        try {
            List<Sealed> sealed = group.stream().map(this::seal).toList();
            List<@Nullable Object> answers = redis.pipelineSafely(sealed.stream().map(Sealed::call).toList());
            List<Draft> again = new ArrayList<>();
            for (int i = 0; i < sealed.size(); i++) {
                open.removeFirst();
                again.addAll(ended(sealed.get(i), answers.get(i)));
            }
            return again;
        } catch (StoreUnavailableException e) {
            open.forEach(flight -> flights.failed(flight, e));
        } catch (RuntimeException e) {
            open.forEach(flight -> flights.failed(flight,
                    new StoreUnavailableException("a block could not be written: " + e, e)));
        }
        return List.of();
    }

    private Sealed seal(Flight flight) {
        Draft.Kind kind = flight.kind();
        Place place = flight.place();
        long expires = 0;
        List<Row> rows = new ArrayList<>(flight.items().size());
        for (Item item : flight.items()) {
            NewWarning row = item.row();
            NewWarning.Fields fields = row.fields();
            rows.add(new Row(row.ref(), row.phone(), fields.fraudType(), fields.name(), fields.vars(), row.playbook(),
                    fields.notBefore(), fields.expiresAt()));
            expires = earlier(expires, fields.expiresAt());
        }
        byte[] packed = RowPacker.pack(rows);
        BlockHeader header = new BlockHeader(kind.channel(), kind.grade(), List.copyOf(flight.spans()),
                kind.owner().client(), 0, kind.owner().batch(), expires);
        Call call = accept.call(Keys.tag(place.partition()), place.block(),
                blocks.seal(place.partition(), place.block(), packed), header.toBytes(),
                kind.dueAt() > 0 ? scheduledRow : readyRow, rows.size(), header.queues(), header.batch(),
                header.client(), kind.dueAt(), expires, Keys.segment(place.block()), Keys.bit(place.block()),
                keep.refDays, keep.eventMillis);
        return new Sealed(flight, header, new PackedRows(packed), call);
    }

    private List<Draft> ended(Sealed sealed, @Nullable Object answer) {
        Flight flight = sealed.flight;
        if (answer == null) {
            flights.disbanded(flight);
            return Draft.of(flight.disband(), flight.tries() + 1);
        }
        Place place = flight.place();
        List<@Nullable Object> made = Reply.list(answer);
        blocks.cache().put(new Block(place.partition(), place.block(),
                sealed.header.madeAt(Reply.number(made.getFirst())), flight.kind().owner().name(),
                sealed.rows));
        flights.written(flight);
        if (Reply.number(Objects.requireNonNull(made.getLast())) == 1) {
            sealed.header.spans().forEach(span -> ready.ready(place.partition(), sealed.header.lane(span)));
        }
        return List.of();
    }

    private static long earlier(long millis, @Nullable Instant time) {
        return time == null ? millis : millis == 0 ? time.toEpochMilli() : Math.min(millis, time.toEpochMilli());
    }

    /**
     * For how long things are kept.
     *
     * @param refDays refs
     * @param eventMillis events
     */
    record Keep(int refDays, long eventMillis) {}

    private record Sealed(Flight flight, BlockHeader header, PackedRows rows, Call call) {}
}
