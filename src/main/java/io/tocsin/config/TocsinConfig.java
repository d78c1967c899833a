package io.tocsin.config;

import io.tocsin.access.ClientConfig;
import io.tocsin.access.session.AccessConfig;
import io.tocsin.config.value.Checks;
import io.tocsin.dispatch.GradeConfig;
import io.tocsin.dispatch.PolicyConfig;
import io.tocsin.dispatch.SafetyConfig;
import io.tocsin.dispatch.SettleConfig;
import io.tocsin.http.HttpConfig;
import io.tocsin.http.MonitoringConfig;
import io.tocsin.ingest.NumbersConfig;
import io.tocsin.ingest.tcp.TcpConfig;
import io.tocsin.observe.LogConfig;
import io.tocsin.plan.Playbook;
import io.tocsin.report.ReceiptConfig;
import io.tocsin.report.replies.ReplyConfig;
import io.tocsin.review.ReviewConfig;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreConfig;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that can be configured: {@code tocsin.yaml} as a whole. Maps keep the order of the
 * file.
 *
 * @param node name of this node, unique among those that share a Redis
 * @param timezone zone of quiet hours and of times without one
 * @param drain how long in-flight attempts may take to finish at the end
 * @param safety guards for a pilot
 * @param store where everything is kept
 * @param retention for how long
 * @param http the HTTP door
 * @param tcp the TCP door
 * @param numbers what is known about numbers
 * @param clients upstream systems by name
 * @param carriers carriers by name
 * @param voice what calls need beside them
 * @param templates texts by name
 * @param playbooks playbooks by name; {@code default} is always there
 * @param grades the rules of every grade
 * @param policy what spares people
 * @param settle the bound of what a crash may repeat
 * @param receipts how long receipts are waited for
 * @param access how long people stay logged in
 * @param log how the program logs
 * @param speech how the robot speaks
 * @param review the review queue
 * @param monitoring where the console's boards have their figures from
 * @param replies what is done with replies
 */
public record TocsinConfig(String node, ZoneId timezone, Duration drain, SafetyConfig safety, StoreConfig store,
        RetentionConfig retention, HttpConfig http, TcpConfig tcp, NumbersConfig numbers,
        Map<String, ClientConfig> clients, Map<String, CarrierConfig> carriers, VoiceConfig voice,
        Map<String, TemplateConfig> templates, Map<String, Playbook> playbooks, Map<Grade, GradeConfig> grades,
        PolicyConfig policy, SettleConfig settle,
        ReceiptConfig receipts, AccessConfig access, LogConfig log, SpeechConfig speech, ReviewConfig review,
        MonitoringConfig monitoring, ReplyConfig replies) {
    /** Default of {@code timezone}. */
    public static final ZoneId TIMEZONE = ZoneId.of("Asia/Shanghai");
    /** Default of {@code drain}. */
    public static final Duration DRAIN = Duration.ofSeconds(20);
    /** Name of the playbook of warnings that name none. */
    public static final String DEFAULT_PLAYBOOK = "default";

    /** Copies the maps and refuses what is out of range. */
    public TocsinConfig {
        clients = ordered(clients);
        carriers = ordered(carriers);
        templates = ordered(templates);
        playbooks = ordered(playbooks);
        grades = ordered(grades);
        new Checks().matches("node", node, "[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "a name of at most 64 letters and digits")
                .between("drain", drain, Duration.ZERO, Duration.ofMinutes(10)).done();
    }

    /** The units of clients by name; those of none are missing. */
    public Map<String, String> unitsOfClients() {
        Map<String, String> units = new HashMap<>();
        clients.values().forEach(client -> {
            String unit = client.unit();
            if (unit != null) {
                units.put(client.name(), unit);
            }
        });
        return units;
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
