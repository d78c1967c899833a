package io.tocsin.observe.meter.voice;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.tocsin.observe.meter.Meters;
import io.tocsin.send.voice.Pbx;
import io.tocsin.send.voice.ami.AmiState;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How the AMI sessions of this node fare. What a queue's depth and age would tell, messages a read
 * and the ping's lag tell: there is no queue.
 */
public final class PbxMeters {
    private static final double MILLIS = 1000;

    private final Meters meters;

    /** Adds meters for each of them. */
    public PbxMeters(Meters meters, Collection<Pbx> pbxes) {
        this.meters = meters;
        pbxes.forEach(this::add);
    }

    private void add(Pbx pbx) {
        gauge(pbx, "tocsin.ami.up", "1 while logged in to the Asterisk", p -> p.state() instanceof AmiState.Up ? 1 : 0);
        gauge(pbx, "tocsin.ami.read.most", "Most messages that one read of the Asterisk brought",
                p -> p.counts().mostInOneTurn());
        gauge(pbx, "tocsin.ami.lag.seconds", "How late events are: what the last ping waited, or the present one has",
                p -> p.counts().lagMillis() / MILLIS);
        gauge(pbx, "tocsin.ami.lag.most.seconds", "The longest that a ping waited",
                p -> p.counts().mostLagMillis() / MILLIS);
        counter(pbx, "tocsin.ami.messages", "Messages of the Asterisk that were read", p -> p.counts().messages());
        counter(pbx, "tocsin.ami.strays", "Messages about calls that were over, or are none of this node's",
                Pbx::strays);
        counter(pbx, "tocsin.ami.logins", "Times the session came up", p -> p.counts().logins());
        counter(pbx, "tocsin.ami.logins.refused", "Log-ins that the Asterisk refused", p -> p.counts().refused());
        counter(pbx, "tocsin.ami.losses", "Times the session was up and was lost", p -> p.counts().losses());
    }

    private void gauge(Pbx pbx, String name, String description, ToDoubleFunction<Pbx> value) {
        Gauge.builder(name, pbx, value).description(description).tag("pbx", pbx.name()).strongReference(true)
                .register(meters.registry());
    }

    private void counter(Pbx pbx, String name, String description, ToDoubleFunction<Pbx> value) {
        FunctionCounter.builder(name, pbx, value).description(description).tag("pbx", pbx.name())
                .register(meters.registry());
    }
}
