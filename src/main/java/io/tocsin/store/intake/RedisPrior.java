package io.tocsin.store.intake;

import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.batch.dry.Prior;
import io.tocsin.warning.StopKind;
import io.tocsin.store.StoreBase;
import io.tocsin.store.contact.StopCopy;
import io.tocsin.store.contact.StopList;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.refs.RefIndex.Use;
import io.tocsin.store.secret.PhoneKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of refs and numbers, read and not changed: a few round trips for many rows.
 */
public final class RedisPrior implements Prior {
    private final StoreBase base;
    private final BlockIntake intake;
    private final StopList stopList;
    private final Script contacts = Script.load("contacts");

    /**
     * Takes what it needs.
     *
     * @param stopList the node's only one, as each keeps a copy of what it read
     */
    public RedisPrior(StoreBase base, BlockIntake intake, StopList stopList) {
        this.base = base;
        this.intake = intake;
        this.stopList = stopList;
    }

    @Override
    public List<Known> of(String client, List<NewWarning> rows, Duration within) {
        List<@Nullable Use> uses = intake.look(client, rows.stream().map(NewWarning::ref).toList());
        Map<Integer, List<Integer>> partitions = new TreeMap<>();
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            byte[] key = base.phones().of(rows.get(i).phone());
            keys.add(key);
            partitions.computeIfAbsent(base.phones().partition(key), _ -> new ArrayList<>()).add(i);
        }
        StopKind[] stopped = stopped(rows, partitions);
        int[] counts = within.isZero() ? new int[rows.size()] : counts(partitions, keys, within);
        List<Known> all = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Use use = uses.get(i);
            Ref ref = use == null
                    ? Ref.NEW
                    : use.phone() == PhoneKeys.fingerprint(keys.get(i)) ? Ref.DUPLICATE : Ref.CONFLICT;
            all.add(new Known(ref, stopped[i], counts[i]));
        }
        return all;
    }

    private StopKind[] stopped(List<NewWarning> rows, Map<Integer, List<Integer>> partitions) {
        List<Call> calls = partitions.keySet().stream().map(p -> Call.of("GET", Keys.stopListVersion(p))).toList();
        List<@Nullable Object> versions = base.redis().pipeline(calls);
        StopKind[] stopped = new StopKind[rows.size()];
        int at = 0;
        for (Map.Entry<Integer, List<Integer>> each : partitions.entrySet()) {
            StopCopy copy = stopList.copy(each.getKey(), Reply.number(versions.get(at++)));
            for (int i : each.getValue()) {
                stopped[i] = copy.of(rows.get(i).phone());
            }
        }
        return stopped;
    }

    private int[] counts(Map<Integer, List<Integer>> partitions, List<byte[]> keys, Duration within) {
        List<Call> calls = new ArrayList<>();
        partitions.forEach((partition, places) -> {
            List<Object> arguments = new ArrayList<>(List.of(within.toMillis()));
            places.forEach(i -> arguments.add(keys.get(i)));
            calls.add(contacts.call(Keys.tag(partition), arguments.toArray()));
        });
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        int[] counts = new int[keys.size()];
        int at = 0;
        for (List<Integer> places : partitions.values()) {
            String[] numbers = Reply.text(answers.get(at++)).split(",", -1);
            for (int i = 0; i < places.size(); i++) {
                counts[places.get(i)] = Integer.parseInt(numbers[i]);
            }
        }
        return counts;
    }
}
