package io.tocsin.cli;

import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorCounts;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.Writers;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How a simulated SMS carrier behaves, on the command line; the same for every protocol. */
final class BehaviourOptions {
    @Option(names = "--account", defaultValue = "", description = "The account that may log in (default: any).")
    private String account = "";

    @Option(names = "--secret", defaultValue = "", description = "Its secret (default: any).")
    private String secret = "";

    @Option(names = "--answers", defaultValue = "0=1", converter = MixConverter.class, description = "Shares of submit results, as 0=98,8=1,13=1, or 0x58=1 (default: ${DEFAULT-VALUE}).")
    private Mix answers = Mix.only("0");

    @Option(names = "--number", paramLabel = "DIGITS=CODE", description = "The result of every submit to numbers that end so, as 00007=8; may be given again.")
    private Map<String, Integer> numbers = new LinkedHashMap<>();

    @Option(names = "--latency", defaultValue = "0ms", converter = SpanConverter.class, description = "Time until an answer, as 5ms or 1-20ms (default: ${DEFAULT-VALUE}).")
    private Span latency = Span.NONE;

    @Option(names = "--receipts", defaultValue = "DELIVRD=1", converter = MixConverter.class, description = "Shares of receipt stats, as DELIVRD=95,MK:0012=3,EXPIRED=2 (default: ${DEFAULT-VALUE}).")
    private Mix receipts = Mix.only("DELIVRD");

    @Option(names = "--receipt-delay", defaultValue = "50-500ms", converter = SpanConverter.class, description = "Time from answer to receipt (default: ${DEFAULT-VALUE}).")
    private Span receiptDelay = new Span(50, 500);

    @Option(names = "--throttle", defaultValue = "0", description = "Submits per second above which it answers flow control; 0 for never (default: ${DEFAULT-VALUE}).")
    private int throttle;

    @Option(names = "--lost-answers", defaultValue = "0", description = "Share, 0 to 1, of submits that are never answered.")
    private double lostAnswers;

    @Option(names = "--repeated-answers", defaultValue = "0", description = "Share of answers that come twice.")
    private double repeatedAnswers;

    @Option(names = "--lost-receipts", defaultValue = "0", description = "Share of receipts that never come.")
    private double lostReceipts;

    @Option(names = "--repeated-receipts", defaultValue = "0", description = "Share of receipts that come twice.")
    private double repeatedReceipts;

    @Option(names = "--early-receipts", defaultValue = "0", description = "Share of receipts that come before their answer.")
    private double earlyReceipts;

    @Option(names = "--reply-share", defaultValue = "0", description = "Share, 0 to 1, of delivered messages that are answered.")
    private double replyShare;

    @Option(names = "--replies", defaultValue = "ok=55,ask=15,td=15,long=5,emoji=5,mongolian=2,paid=2,help=1", converter = MixConverter.class, description = "Shares of what people answer: ok, ask, td (opts out), paid, help, emoji, mongolian, long, or any text (default: ${DEFAULT-VALUE}).")
    private Mix replies = Mix.only("ok");

    @Option(names = "--reply-delay", defaultValue = "1s-5s", converter = SpanConverter.class, description = "Time from delivery to answer (default: ${DEFAULT-VALUE}).")
    private Span replyDelay = Span.NONE;

    @Option(names = "--drop-every", defaultValue = "0", description = "Cuts a connection after so many submits; 0 for never.")
    private int dropEvery;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same number the same fate (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    SmsSimulator.Login login() {
        return new SmsSimulator.Login(account, secret);
    }

    Behaviour behaviour() {
        try {
            return made();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Behaviour made() {
        return new Behaviour(answers, latency, receipts, receiptDelay, throttle, new Behaviour.Faults(lostAnswers,
                repeatedAnswers, lostReceipts, repeatedReceipts, earlyReceipts, dropEvery), seed, numbers,
                new Writers(replyShare, replies, replyDelay));
    }

    /** Says what was started and what it has seen, until it is stopped. */
    void watch(String what, SmsSimulator<?> simulator) throws InterruptedException {
        Simulation.watch(spec.commandLine().getOut(), what + " on 127.0.0.1:" + simulator.port()
                + ", stop with Ctrl-C; seconds are counted as submits arrive, so a "
                + "sender that keeps its rate may show a little more in one of them", simulator::counts,
                BehaviourOptions::words);
    }

    private static String words(SimulatorCounts counts) {
        return "logins " + counts.connects() + " (refused " + counts.refused() + "), submits "
                + counts.submits() + ", accepted " + counts.accepted() + ", flow control " + counts.throttled()
                + ", numbers " + counts.numbers() + ", repeated " + counts.repeated() + ", receipts "
                + counts.receipts() + " (confirmed " + counts.confirmed() + "), replies " + counts.replies()
                + " (confirmed " + counts.confirmedReplies() + "), most received in one second "
                + counts.mostInOneSecond();
    }

    /** Reads a {@link Mix}. */
    static final class MixConverter implements ITypeConverter<Mix> {
        @Override
        public Mix convert(String value) {
            try {
                return Mix.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads a {@link Span}. */
    static final class SpanConverter implements ITypeConverter<Span> {
        @Override
        public Span convert(String value) {
            try {
                return Span.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
