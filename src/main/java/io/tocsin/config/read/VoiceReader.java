package io.tocsin.config.read;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.value.Secret;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.send.voice.TrunkConfig;
import io.tocsin.send.voice.place.AgiConfig;
import io.tocsin.send.voice.place.PbxConfig;
import io.tocsin.send.CauseOverrides;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code pbxes}, and carriers whose protocol is {@code asterisk}. */
final class VoiceReader {
    /** A call is over some seconds after the longest it may last, whatever happens. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Secret MISSING = Secret.of("missing");

    private VoiceReader() {}

    static Map<String, PbxConfig> pbxes(List<Section> sections) {
        Map<String, PbxConfig> pbxes = new LinkedHashMap<>();
        sections.forEach(section -> {
            Optional<AgiConfig> agi = agi(section.section("agi"));
            section.make(() -> new PbxConfig(section.name(), section.require("host", Kind.TEXT, ""),
                    section.get("port", Kind.WHOLE, PbxConfig.PORT), section.require("account", Kind.TEXT, "missing"),
                    section.require("secret", Kind.SECRET, MISSING), agi.orElse(AgiConfig.defaults())))
                    .ifPresent(pbx -> pbxes.put(section.name(), pbx));
        });
        return pbxes;
    }

    private static Optional<AgiConfig> agi(Section section) {
        return section.make(() -> {
            String bind = section.get("bind", Kind.TEXT, AgiConfig.defaults().bind());
            return new AgiConfig(bind, section.get("port", Kind.WHOLE, AgiConfig.PORT),
                    section.get("advertise", Kind.TEXT, bind));
        });
    }

    /**
     * A trunk.
     *
     * @param pbxes the names of the Asterisks there are
     * @param causes meanings that differ from the table
     */
    static Optional<CarrierConfig> trunk(Section section, RouteConfig route, Kind<String> pbxes,
            CauseOverrides causes) {
        String pbx = section.require("pbx", pbxes, "");
        return section.make(() -> {
            TrunkConfig trunk = new TrunkConfig(section.name(),
                    section.get("dial", Kind.TEXT, "PJSIP/" + TrunkConfig.NUMBER + "@" + section.name()),
                    section.require("callerId", Kind.TEXT, "000"), section.get("calls", Kind.WHOLE, TrunkConfig.CALLS),
                    section.get("ringTimeout", Kind.DURATION, TrunkConfig.RING_TIMEOUT),
                    section.get("longest", Kind.DURATION, TrunkConfig.LONGEST), causes);
            int reserved = section.get("reserved", Kind.WHOLE, CallLimit.reservedOf(trunk.calls()));
            return new CarrierConfig.Voice(route, pbx,
                    new CallLimit(trunk.calls(), reserved, trunk.ringTimeout().plus(trunk.longest()).plus(MARGIN)),
                    section.get("slowStart", RuleReader.DURATION_OR_OFF, Optional.of(CarrierConfig.Voice.SLOW_START))
                            .orElse(Duration.ZERO),
                    trunk);
        });
    }
}
