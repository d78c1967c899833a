package io.tocsin;

import java.util.function.Consumer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.IntakeStore;
import io.tocsin.access.ApiKeys;
import io.tocsin.access.ClientConfig;
import io.tocsin.access.Scope;
import io.tocsin.config.TocsinConfig;
import io.tocsin.dispatch.ported.Ported;
import io.tocsin.dispatch.ported.PortedBook;
import io.tocsin.ingest.BatchIds;
import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.batch.BatchIntake;
import io.tocsin.ingest.batch.dry.DryRun;
import io.tocsin.ingest.batch.dry.Prospect;
import io.tocsin.ingest.limit.ClientGates;
import io.tocsin.ingest.limit.ClientLimits;
import io.tocsin.ingest.phone.OperatorTable;
import io.tocsin.ingest.phone.PhoneReader;
import io.tocsin.ingest.phone.Portability;
import io.tocsin.ingest.phone.PortabilityFile;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.ingest.tcp.session.Doorman;
import io.tocsin.ingest.tcp.submit.Submissions;
import io.tocsin.ingest.tcp.submit.SubmitParts;
import io.tocsin.store.facade.Store;
import io.tocsin.store.intake.RedisPrior;
import io.tocsin.warning.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What both doors share: one set of rules, limits and identities, whichever door a warning comes
 * through.
 */
final class Intake {
    private final Store store;
    private final IntakeStore warnings;
    private final PhoneReader phones = new PhoneReader();
    private final @Nullable PortabilityFile portability;
    private final RowRules rules;
    private final ClientGates gates;
    private final IntakeClock time;
    private final BatchIds ids;
    private final IntakeListener listener;

    /**
     * Takes what it needs.
     *
     * @param ahead hears of each row as it comes; does not block
     */
    Intake(TocsinConfig config, Store store, Time time, RandomGenerator random, IntakeListener listener,
            Consumer<NewWarning> ahead) {
        this.store = store;
        this.warnings = new ForeseenCalls(store.intake(), ahead);
        this.listener = listener;
        Map<String, Channel> channels = config.playbooks().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().steps().getFirst().channel()));
        portability = portability(config.numbers().portability(), listener);
        Portability nobody = Portability.none();
        PortedBook book = store.workParts().ported();
        rules = new RowRules(phones, new OperatorTable(phone -> {
            Ported known = book.of(phone);
            return known == null ? null : known.operator();
        }, portability == null ? () -> nobody : portability), channels, config.timezone());
        this.time = time;
        Map<String, ClientLimits> limits = config.clients().values().stream().collect(
                Collectors.toMap(ClientConfig::name, client -> new ClientLimits(client.rate(), client.maxPending())));
        gates = new ClientGates(limits, new ClientLimits(ClientConfig.RATE, ClientConfig.MAX_PENDING), warnings,
                time);
        ids = new BatchIds(time, random);
    }

    private static @Nullable PortabilityFile portability(@Nullable Path file, IntakeListener listener) {
        try {
            return file == null ? null : new PortabilityFile(file, listener);
        } catch (IOException e) {
            throw new UncheckedIOException("numbers.portability " + file + " cannot be read", e);
        }
    }

    /** Looks whether files that it reads have changed; to be called now and then, may block. */
    void look() {
        if (portability != null) {
            portability.look();
        }
    }

    PhoneReader phones() {
        return phones;
    }

    BatchIntake http() {
        return new BatchIntake(warnings, store.submissions(), rules, gates, time, ids, listener);
    }

    /** Says what would become of a batch. */
    DryRun dry(Prospect prospect) {
        return new DryRun(rules, time, new RedisPrior(store.base(), store.intake(), store.workParts().stopList()),
                prospect);
    }

    Submissions tcp() {
        return new Submissions(
                new SubmitParts(warnings, store.submissions(), rules, gates, time, ids, listener));
    }

    /** Lets in who names itself and has its own key. */
    static Doorman doorman(ApiKeys keys) {
        return (client, key) -> keys.find(key).filter(caller -> caller.client().equals(client))
                .flatMap(caller -> Optional.of(new Doorman.Rights(caller.scopes().contains(Scope.SUBMIT),
                        caller.scopes().contains(Scope.SUBMIT) || caller.scopes().contains(Scope.READ),
                        () -> keys.find(key).filter(caller::equals).isPresent())));
    }

    /** Waits on the calling thread. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * Time for intake.
     *
     * @param clock what o'clock it is
     * @param ticker how much time passes, nanoseconds
     * @param pause waits
     */
    record Time(Clock clock, LongSupplier ticker, Pause pause) implements IntakeClock {
        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public long nanos() {
            return ticker.getAsLong();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            pause.sleep(time);
        }
    }
}
