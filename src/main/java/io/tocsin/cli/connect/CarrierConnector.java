package io.tocsin.cli.connect;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.net.EventLoops;
import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.CarrierHealth;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.sms.SmsCarriers;
import io.tocsin.send.sms.SmsEnvironment;
import io.tocsin.store.facade.Store;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Logs in to every carrier for text messages with all its sessions and out again; sends nothing.
 */
public final class CarrierConnector implements Connector {
    private static final Duration STEP = Duration.ofMillis(50);

    /** The connector. */
    public CarrierConnector() {}

    @Override
    public List<Result> connect(TocsinConfig config) {
        List<Result> results = new ArrayList<>();
        if (Store.isRunning(config.store())) {
            // An account has so many sessions and no more: one that is tried here could cost the gateway one of
            // its own.
            sms(config).forEach((name, _) -> results.add(new Result("carrier " + name, true,
                    "not tried, as the gateway that runs in " + config.store().dir()
                            + " uses its sessions; GET /v1/carriers says how it is")));
            return results;
        }
        try (EventLoops loops = new EventLoops(1, "check")) {
            SmsCarriers carriers = new SmsCarriers(new SmsEnvironment(loops, Ticker.systemTicker(),
                    () -> LocalDateTime.now(config.timezone()), 1));
            sms(config).forEach((name, carrier) -> results.add(one(name, carriers, carrier)));
        }
        return results;
    }

    private static Map<String, SmsCarrierConfig> sms(TocsinConfig config) {
        Map<String, SmsCarrierConfig> accounts = new LinkedHashMap<>();
        config.carriers().forEach((name, carrier) -> {
            if (carrier instanceof CarrierConfig.Sms account) {
                accounts.put(name, account.sms());
            }
        });
        return accounts;
    }

    private static Result one(String name, SmsCarriers carriers, SmsCarrierConfig config) {
        String what = "carrier " + name;
        long end = System.nanoTime() + config.session().connectTimeout().toNanos();
        try (Carrier carrier = carriers.make(config, new Deaf())) {
            carrier.start();
            CarrierHealth health = carrier.health();
            while (health.sessionsUp() < health.of() && !health.detail().startsWith("login refused")
                    && System.nanoTime() < end) {
                Thread.sleep(STEP);
                health = carrier.health();
            }
            boolean ok = health.sessionsUp() == health.of();
            String detail = health.sessionsUp() + " of " + health.of() + " sessions logged in";
            return new Result(what, ok, health.detail().isEmpty() ? detail : detail + ", " + health.detail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(what, false, "interrupted");
        }
    }

    /**
     * Hears nothing: receipts that happen to come are not confirmed, so the carrier sends them again.
     */
    private static final class Deaf implements CarrierEvents {
        @Override
        public void answered(Carrier carrier, List<Answer> answers) {}

        @Override
        public void receipts(Carrier carrier, List<Receipt> receipts, Confirmation confirmation) {
            confirmation.refused();
        }

        @Override
        public void changed(Carrier carrier) {}
    }
}
