package io.tocsin.cli;

import io.tocsin.cli.BehaviourOptions.MixConverter;
import io.tocsin.cli.BehaviourOptions.SpanConverter;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.simulate.pbx.PbxCounts;
import io.tocsin.simulate.pbx.PbxSimulator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tocsin simulate pbx}. */
@Command(name = "pbx", mixinStandardHelpOptions = true, description = "An Asterisk 22 as its AMI shows it, and the people behind it. A number's last four digits may say what becomes of its call (docs/voice.md).")
final class SimulatePbx implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "5038", description = "Port of the AMI on loopback; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--account", defaultValue = "", description = "The account that may log in (default: any).")
    private String account = "";

    @Option(names = "--secret", defaultValue = "", description = "Its secret (default: any).")
    private String secret = "";

    @Option(names = "--fates", defaultValue = "answer=55,leave=10,ring=15,486=10,603=5,480=2,404=2,q20=1", converter = MixConverter.class, description = "Shares of what becomes of calls: answer, leave (hangs up first), ring, try, dead, no-channel, refused, lost, a SIP code, or a Q.850 cause as q20 (default: ${DEFAULT-VALUE}).")
    private Mix fates = Mix.only("answer");

    @Option(names = "--ring", defaultValue = "2s-12s", converter = SpanConverter.class, description = "How long it rings before somebody answers or refuses (default: ${DEFAULT-VALUE}).")
    private Span ring = Span.NONE;

    @Option(names = "--talk", defaultValue = "5s-40s", converter = SpanConverter.class, description = "How long an answered call lasts (default: ${DEFAULT-VALUE}).")
    private Span talk = Span.NONE;

    @Option(names = "--citizens", defaultValue = "keys-21=60,silent=20,leave-1=12,early-21=4,keys-12=2.3,keys-11=0.7,keys-0=1", converter = MixConverter.class, description = "Shares of what people do where a dialog is held: silent; keys-21 presses 2 and then 1, one at each question; early-21 does so before the question's end; leave-2 hangs up during the second prompt; wait-1 at the first question (default: ${DEFAULT-VALUE}).")
    private Mix citizens = Mix.only("silent");

    @Option(names = "--prompt", defaultValue = "2s-6s", converter = SpanConverter.class, description = "How long a prompt of a dialog takes (default: ${DEFAULT-VALUE}).")
    private Span prompt = Span.NONE;

    @Option(names = "--think", defaultValue = "500-1500ms", converter = SpanConverter.class, description = "How long people think before they press a key (default: ${DEFAULT-VALUE}).")
    private Span think = Span.NONE;

    @Option(names = "--transfers", defaultValue = "answered=70,busy=15,no_answer=15", converter = MixConverter.class, description = "Shares of what becomes of transfers: answered, busy, no_answer (default: ${DEFAULT-VALUE}).")
    private Mix transfers = Mix.only("answered");

    @Option(names = "--storm", defaultValue = "0", description = "Events of no interest beside each that is.")
    private int storm;

    @Option(names = "--late", defaultValue = "0", description = "Share, 0 to 1, of events that are late.")
    private double late;

    @Option(names = "--late-by", defaultValue = "0-3s", converter = SpanConverter.class, description = "How late (default: ${DEFAULT-VALUE}).")
    private Span lateBy = Span.NONE;

    @Option(names = "--repeated", defaultValue = "0", description = "Share of events that come twice.")
    private double repeated;

    @Option(names = "--reordered", defaultValue = "0", description = "Share of events that come after the next one.")
    private double reordered;

    @Option(names = "--cut-every", defaultValue = "0", description = "Cuts a connection after so many calls asked for on it; 0 for never.")
    private int cutEvery;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same call the same fate (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (PbxSimulator pbx = PbxSimulator.start(port, new PbxSimulator.Login(account, secret), behaviour(),
                Simulation.time())) {
            Simulation.watch(spec.commandLine().getOut(),
                    "AMI of an Asterisk on 127.0.0.1:" + pbx.port() + ", stop with Ctrl-C", pbx::counts,
                    SimulatePbx::words);
        }
        return 0;
    }

    private PbxBehaviour behaviour() {
        try {
            return new PbxBehaviour(fates, ring, talk,
                    new PbxBehaviour.Faults(storm, late, lateBy, repeated, reordered, cutEvery),
                    new PbxBehaviour.People(citizens, prompt, think, transfers), true, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--fates, --citizens: " + e.getMessage(), e);
        }
    }

    private static String words(PbxCounts counts) {
        return "logins " + counts.logins() + " (refused " + counts.refused() + "), calls " + counts.originates()
                + ", to a phone that was ringing or with a used id " + counts.repeated() + ", answered "
                + counts.answered() + ", up " + counts.live() + " (most " + counts.mostLive()
                + "), most asked for in one second " + counts.mostInOneSecond() + ", events " + counts.events();
    }
}
