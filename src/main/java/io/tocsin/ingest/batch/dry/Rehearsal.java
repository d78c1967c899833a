package io.tocsin.ingest.batch.dry;

import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.batch.RowErrors;
import io.tocsin.ingest.batch.dry.Forecast.Sample;
import io.tocsin.ingest.batch.dry.Prospect.Fate;
import io.tocsin.ingest.batch.dry.Prospect.Group;
import io.tocsin.ingest.batch.dry.Prospect.Load;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowCheck;
import io.tocsin.ingest.row.RowError;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.warning.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of one dry run, counted as they come. Memory does not grow with them but for
 * {@link Seen}.
 */
final class Rehearsal {
    private static final int CHUNK = 512;
    private static final int SAMPLES = 5;
    private final Batch batch;
    private final RowCheck check;
    private final Prior prior;
    private final Prospect prospect;
    private final RowErrors errors = new RowErrors();
    private final Seen refs = new Seen();
    private final Seen contacts = new Seen();
    private final List<NewWarning> waiting = new ArrayList<>(CHUNK);
    private final Map<String, Long> fates = new TreeMap<>();
    private final Map<Group, Load> groups = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private long accepted;
    private long duplicate;
    private long rejected;

    Rehearsal(Batch batch, RowRules rules, Prior prior, Prospect prospect) {
        this.batch = batch;
        this.check = new RowCheck(rules, batch);
        this.prior = prior;
        this.prospect = prospect;
    }

    void take(long index, Row row) {
        switch (check.check(index, row)) {
            case RowCheck.Checked.Invalid(RowError error) -> reject(error);
            case RowCheck.Checked.Valid(NewWarning warning) -> {
                long phone = Long.parseLong(warning.phone().digits());
                long first = refs.putIfAbsent(Seen.key(warning.ref()), phone);
                if (first == 0) {
                    waiting.add(warning);
                } else {
                    known(warning, first == phone ? Prior.Ref.DUPLICATE : Prior.Ref.CONFLICT);
                }
            }
        }
        if (waiting.size() == CHUNK) {
            ask();
        }
    }

    private void reject(RowError error) {
        rejected++;
        errors.add(error);
    }

    private void known(NewWarning row, Prior.Ref ref) {
        if (ref == Prior.Ref.DUPLICATE) {
            duplicate++;
        } else {
            reject(RowError.refConflict(row.row(), row.ref()));
        }
    }

    private void ask() {
        List<Prior.Known> all = prior.of(batch.client(), waiting, prospect.remembered());
        for (int i = 0; i < waiting.size(); i++) {
            NewWarning row = waiting.get(i);
            Prior.Known known = all.get(i);
            if (known.ref() == Prior.Ref.NEW) {
                accept(row, known);
            } else {
                known(row, known.ref());
            }
        }
        waiting.clear();
    }

    private void accept(NewWarning row, Prior.Known known) {
        accepted++;
        long phone = Long.parseLong(row.phone().digits());
        int before = (int) contacts.get(phone);
        Fate fate = prospect.of(batch, row,
                new Prior.Known(known.ref(), known.stopped(), known.contacts() + before));
        fates.merge(fate.what(), 1L, Long::sum);
        if (fate.contact()) {
            contacts.count(phone);
        }
        if (!fate.isSent()) {
            return;
        }
        groups.merge(new Group(row.channel(), row.operator()),
                new Load(1, fate.cost(), row.grade(), row.fields().notBefore()), Load::plus);
        if (samples.size() < SAMPLES) {
            samples.add(new Sample(row.ref(), row.phone().masked(), fate));
        }
    }

    Forecast over() {
        if (!waiting.isEmpty()) {
            ask();
        }
        return new Forecast(accepted, duplicate, rejected, errors.before(Long.MAX_VALUE), fates, groups,
                prospect.outlook(groups), samples);
    }
}
