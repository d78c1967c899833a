package io.tocsin.store.work;

import io.tocsin.store.block.Block;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The index of attempts of unknown end by phone, through which a receipt of unknown message id may
 * find its attempt.
 */
public final class Doubts {
    private static final int MOST = 500;
    private final Blocks blocks;
    private final PhoneKeys phones;
    private final Script doubt = Script.withDoubts("doubt");

    /** Takes what it needs. */
    public Doubts(Blocks blocks, PhoneKeys phones) {
        this.blocks = blocks;
        this.phones = phones;
    }

    /**
     * What {@code apply.lua} is to be told of those transitions, so that the index moves with the rows;
     * usually nothing.
     */
    List<Object> of(int partition, List<Transition> transitions) {
        List<Transition> doubtful = transitions.stream()
                .filter(each -> each.from().has(Progress.AMBIGUOUS) || each.to().has(Progress.AMBIGUOUS)).toList();
        List<Object> arguments = new ArrayList<>();
        Map<Long, Block> known = known(partition, doubtful.stream().map(Transition::id).toList());
        for (Transition each : doubtful) {
            Block block = known.get(each.id().block());
            if (block != null) {
                long second = block.header().madeAt() / 1000 + each.from().at();
                arguments.addAll(List.of(each.to().carrier(), phone(block, each.id()), each.id().block(),
                        each.id().index(), second, goesOn(each) ? 1 : 0));
            }
        }
        return arguments;
    }

    /** Whether the carrier's rule goes on without knowing the attempt's end. */
    private static boolean goesOn(Transition each) {
        Note note = each.note();
        return note != null && (note.kind() == Note.Kind.RESEND || note.kind() == Note.Kind.NEXT_STEP);
    }

    /** Calls that bring the index in step after deliveries of attempts of unknown end. */
    public List<Call> cleared(int partition, int carrier, List<WarningId> ids) {
        Map<Long, Block> known = known(partition, ids);
        List<Call> calls = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (WarningId id : ids) {
            Block block = known.get(id.block());
            if (block != null) {
                arguments.addAll(List.of(carrier, phone(block, id)));
            }
            if (arguments.size() >= MOST * 2) {
                calls.add(doubt.call(Keys.tag(partition), arguments.toArray()));
                arguments.clear();
            }
        }
        if (!arguments.isEmpty()) {
            calls.add(doubt.call(Keys.tag(partition), arguments.toArray()));
        }
        return calls;
    }

    private Map<Long, Block> known(int partition, List<WarningId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : blocks.get(partition, ids.stream().map(WarningId::block).collect(Collectors.toSet()));
    }

    private byte[] phone(Block block, WarningId id) {
        return phones.of(block.rows().get(id.index()).phone());
    }
}
