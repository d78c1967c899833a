package io.tocsin.cli.stand;

import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Span;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a simulated carrier of a stand can be made to suffer from, and its cure. */
public enum Fault {
    /** It cuts its sessions and takes no new ones. */
    DOWN("cuts its sessions and takes no new ones") {
        @Override
        public Behaviour of(Behaviour healthy) {
            return healthy;
        }
    },
    /** It answers flow control to all but one submit a second. */
    FLOW_CONTROL("answers flow control to all but one submit a second") {
        @Override
        public Behaviour of(Behaviour healthy) {
            return healthy.withLimit(1);
        }
    },
    /** It answers after seconds. */
    SLOW("answers each submit after 3 to 6 seconds") {
        @Override
        public Behaviour of(Behaviour healthy) {
            return healthy.withAnswers(healthy.answers(), new Span(3_000, 6_000));
        }
    },
    /** It takes submits and never answers them. */
    SILENT("takes submits and answers none") {
        @Override
        public Behaviour of(Behaviour healthy) {
            return healthy.withFaults(new Behaviour.Faults(1, 0, 0, 0, 0, 0));
        }
    },
    /** It sends no receipts. */
    NO_RECEIPTS("accepts texts and reports on none") {
        @Override
        public Behaviour of(Behaviour healthy) {
            return healthy.withFaults(new Behaviour.Faults(0, 0, 1, 0, 0, 0));
        }
    },
    /** It is as it was. */
    MEND("is well again") {
        @Override
        public Behaviour of(Behaviour healthy) {
            return healthy;
        }
    };

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** How a carrier behaves that suffers from it, and from nothing else. */
    public abstract Behaviour of(Behaviour healthy);

    /** What the carrier does then, as the rest of a sentence. */
    public String words() {
        return words;
    }

    /** Its name on the command line: {@code flow-control}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that name; empty when there is none. */
    public static Optional<Fault> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** All names, for a person. */
    public static String all() {
        return Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(", "));
    }

    /** Has the carrier suffer from it instead of whatever it suffered from before. */
    public void befall(SmsSimulator<?> carrier, Behaviour healthy) {
        carrier.behave(of(healthy));
        carrier.away(this == DOWN);
    }
}
