package io.tocsin.fault.random;

import java.time.ZoneOffset;
import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Rate;
import io.tocsin.config.value.Secret;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.WriteListener;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.call.CallLeases;
import io.tocsin.dispatch.run.DispatchPorts;
import io.tocsin.dispatch.run.DispatchRules;
import io.tocsin.dispatch.run.Dispatcher;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Playbooks;
import io.tocsin.net.EventLoops;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Step;
import io.tocsin.plan.Suppression;
import io.tocsin.report.receipts.Receipts;
import io.tocsin.report.receipts.ReceiptsListener;
import io.tocsin.report.receipts.ReceiptsSettings;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.sms.AccountConfig;
import io.tocsin.send.sms.Dialect;
import io.tocsin.send.sms.SessionConfig;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.sms.SmsCarriers;
import io.tocsin.send.sms.SmsEnvironment;
import io.tocsin.send.sms.TextConfig;
import io.tocsin.store.RealRedis;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreRig;
import io.tocsin.store.receipt.RedisReceiptStore;
import io.tocsin.warning.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One node as the gateway wires it, from the store to the carriers, whose clock may jump and which
 * can be killed.
 */
final class TownNode {
    static final Duration AMBIGUOUS_WAIT = Duration.ofSeconds(2);
    static final Duration RECEIPT_WAIT = Duration.ofSeconds(8);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private final StoreRig rig;
    private final Dispatcher dispatcher;
    private final Receipts receipts;
    private final List<Carrier> carriers = new ArrayList<>();
    private final AtomicLong jumped = new AtomicLong();

    /** What all nodes share: where the carriers are, by name; their rate; who hears of writes. */
    record Surroundings(RealRedis redis, EventLoops loops, Map<String, Integer> ports, int perSecond,
            WriteListener writes) {}

    TownNode(Surroundings surroundings, long seed) {
        rig = new StoreRig(surroundings.redis);
        Clocks clocks = new Clocks(() -> Instant.now().plusMillis(jumped.get()), System::nanoTime);
        DispatchListener listener = new DispatchListener() {
        };
        Playbook playbook = Playbook.chain("default", List.of(new Step(Channel.SMS, "t", 200, false)),
                RetryRules.fast());
        Decisions decisions = new Decisions(new Playbooks(Map.of("default", playbook), "default"), Map.of(),
                new AmbiguousRule(AMBIGUOUS_WAIT, AmbiguousRule.Then.RESEND), clocks.wall(), seed);
        DispatchSettings settings = new DispatchSettings(100, RECEIPT_WAIT, Duration.ofMillis(300),
                Duration.ofSeconds(1), ZoneOffset.UTC);
        dispatcher = new Dispatcher(
                new DispatchPorts(rig.work().workStore(), rig.work().controlStore(), rig.work().contactStore(),
                        listener, surroundings.writes, CallLeases.UNBOUNDED),
                new DispatchRules(settings, decisions, Suppression.none(),
                        new Texts(Map.of("t", "{name}"), false, listener)),
                clocks);
        receipts = new Receipts(new RedisReceiptStore(rig.base(), rig.work(), RetentionConfig.defaults(), ZONE),
                StoreRig.PARTITIONS, decisions::decide, ReceiptsSettings.usual(), ReceiptsListener.NONE,
                System::nanoTime);
        CarrierEvents events = dispatcher
                .events((carrier, list, durable) -> receipts.take(carrier.name(), list, durable),
                        (_, _, replies) -> replies.refused());
        SmsCarriers sms = new SmsCarriers(new SmsEnvironment(surroundings.loops, Ticker.systemTicker(),
                () -> LocalDateTime.now(ZONE), seed));
        RouteConfig route = new RouteConfig(Set.of(), 100, Rate.perSecond(surroundings.perSecond),
                RouteConfig.defaults().ambiguous());
        surroundings.ports.forEach((name, port) -> {
            Carrier made = sms.make(config(name, port), events);
            carriers.add(made);
            dispatcher.add(made, route, "");
        });
        receipts.start();
        dispatcher.start();
        carriers.forEach(Carrier::start);
    }

    private static SmsCarrierConfig config(String name, int port) {
        return new SmsCarrierConfig(name, new Dialect.Cmpp(),
                new AccountConfig("127.0.0.1", port, "900001", Secret.of("s"), "3.0", "10690096110", ""),
                new SessionConfig(1, 16, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                TextConfig.defaults(), Map.of());
    }

    StoreRig rig() {
        return rig;
    }

    /** Its wall clock jumps. */
    void jump(Duration by) {
        jumped.addAndGet(by.toMillis());
    }

    /**
     * Ends it as {@code kill -9} does: nothing becomes durable any more, then nothing is sent or heard
     * any more, then it counts as dead.
     *
     * @param mourner tells the others
     */
    void kill(StoreRig mourner) {
        rig.stopBeating();
        rig.redis().close();
        carriers.forEach(Carrier::close);
        receipts.close();
        dispatcher.close(Duration.ofMillis(1));
        mourner.declareDead(rig.base().node().number());
    }

    /** Ends it in good order. */
    void close() {
        dispatcher.close(Duration.ofSeconds(5));
        receipts.close();
        rig.close();
    }
}
