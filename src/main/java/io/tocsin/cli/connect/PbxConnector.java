package io.tocsin.cli.connect;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.TocsinConfig;
import io.tocsin.net.EventLoops;
import io.tocsin.send.voice.ami.AmiListener;
import io.tocsin.send.voice.ami.AmiMessage;
import io.tocsin.send.voice.ami.AmiSession;
import io.tocsin.send.voice.ami.AmiSettings;
import io.tocsin.send.voice.ami.AmiState;
import io.tocsin.send.voice.place.PbxConfig;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Logs in to the AMI of every Asterisk and out again; calls nobody. */
public final class PbxConnector implements Connector {
    private static final Duration STEP = Duration.ofMillis(50);

    /** The connector. */
    public PbxConnector() {}

    @Override
    public List<Result> connect(TocsinConfig config) {
        if (config.voice().pbxes().isEmpty()) {
            return List.of();
        }
        try (EventLoops loops = new EventLoops(1, "check")) {
            return config.voice().pbxes().values().stream().map(pbx -> one(pbx, loops)).toList();
        }
    }

    private static Result one(PbxConfig pbx, EventLoops loops) {
        String what = "pbx " + pbx.name();
        AmiSettings settings = new AmiSettings(pbx.host(), pbx.port(), pbx.account(), pbx.secret());
        AmiSession session = new AmiSession(pbx.name(), settings,
                new AmiSession.Environment(loops.next(), Ticker.systemTicker(), new Random(1)), _ -> false,
                new Deaf());
        long end = System.nanoTime() + settings.patience().connect().plus(settings.patience().login()).toNanos();
        session.start();
        try {
            while (!isDecided(session.state()) && System.nanoTime() < end) {
                Thread.sleep(STEP);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Result(what, false, "interrupted");
        }
        AmiState state = session.state();
        session.close();
        return state instanceof AmiState.Up
                ? new Result(what, true, "logged in to " + pbx.host() + ":" + pbx.port())
                : new Result(what, false, state.detail().isEmpty() ? "no answer to the log-in" : state.detail());
    }

    private static boolean isDecided(AmiState state) {
        return state instanceof AmiState.Up || state instanceof AmiState.Waiting;
    }

    /** Hears nothing. */
    private static final class Deaf implements AmiListener {
        @Override
        public void up() {}

        @Override
        public void down() {}

        @Override
        public void message(AmiMessage message) {}

        @Override
        public void turn() {}
    }
}
