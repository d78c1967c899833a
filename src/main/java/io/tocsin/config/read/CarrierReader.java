package io.tocsin.config.read;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.read.kind.Folder;
import io.tocsin.config.read.kind.Words;
import io.tocsin.config.value.Rate;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.dispatch.Handling;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.send.CauseOverrides;
import io.tocsin.send.sms.SmsCarrierConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code carriers}. */
final class CarrierReader {
    private static final String ASTERISK = "asterisk";
    private static final Kind<String> PROTOCOL = Kind
            .words(Map.of("cmpp", "cmpp", "smpp", "smpp", "smgp", "smgp", "sgip", "sgip", ASTERISK, ASTERISK));
    private static final Kind<Duration> WAIT = Kind.between(Duration.ofSeconds(1), Duration.ofDays(3));
    private static final Kind<Optional<Integer>> QUOTA = RuleReader.orOff(Kind.plain("a quota like 200000/d", text -> {
        Rate rate = Rate.parse(text);
        if (rate.unit() != Rate.Unit.DAY) {
            throw new IllegalArgumentException(text);
        }
        return (int) rate.count();
    }));
    private static final Kind<String> RAW_CODE = Kind.plain("a raw code like MK:0012 or 9, at most 32 characters",
            text -> {
                if (!text.matches("[!-~]{1,32}")) {
                    throw new IllegalArgumentException(text);
                }
                return text;
            });

    private CarrierReader() {}

    /**
     * Reads them.
     *
     * @param pbxes the Asterisks there are, those with problems of their own included
     * @param folder what paths are relative to
     */
    static Map<String, CarrierConfig> read(List<Section> sections, List<Section> pbxes, Folder folder) {
        Kind<String> pbx = Kind.words(pbxes.stream().map(Section::name)
                .collect(Collectors.toMap(Function.identity(), Function.identity())));
        Map<String, CarrierConfig> carriers = new LinkedHashMap<>();
        SmsReader sms = new SmsReader(folder);
        sections.forEach(section -> carrier(section, pbx, sms)
                .ifPresent(carrier -> carriers.put(section.name(), carrier)));
        return carriers;
    }

    private static Optional<CarrierConfig> carrier(Section section, Kind<String> pbx, SmsReader sms) {
        String protocol = section.require("protocol", PROTOCOL, "cmpp");
        if (section.isBroken("protocol")) {
            // Which other keys are right depends on it.
            section.skip();
            return Optional.empty();
        }
        boolean calls = protocol.equals(ASTERISK);
        RouteConfig usual = calls ? RouteConfig.ofCalls() : RouteConfig.defaults();
        RouteConfig route = section.make(usual, () -> route(section, usual, calls));
        CauseOverrides causes = causes(section, sms.folder());
        return calls
                ? VoiceReader.trunk(section, route, pbx, causes)
                : sms.read(section, protocol, causes).map(account -> new CarrierConfig.Sms(route, account));
    }

    private static CauseOverrides causes(Section section, Folder folder) {
        if (section.isScalar("causes")) {
            return section.find("causes", folder.readable()).flatMap(
                    file -> section.<CauseOverrides>make(() -> new CauseOverrides.InFile(file)))
                    .orElse(CauseOverrides.NONE);
        }
        return new CauseOverrides.Classes(section.map("causes", RAW_CODE, Words.CAUSE_CLASS));
    }

    private static RouteConfig route(Section section, RouteConfig usual, boolean calls) {
        return new RouteConfig(Set.copyOf(section.list("operators", Words.OPERATOR, List.of())),
                section.get("weight", Kind.WHOLE, usual.weight()),
                RuleReader.optional(section, "rate", RuleReader.RATE_OR_OFF, usual.rate()),
                ambiguous(section.section("ambiguous"), usual.ambiguous()),
                section.make(ContractConfig.NONE, () -> contract(section)),
                section.make(Handling.USUAL, () -> handling(section, calls)));
    }

    private static Handling handling(Section section, boolean calls) {
        Handling usual = Handling.USUAL;
        int tier = section.get("tier", Kind.WHOLE, usual.tier());
        return calls
                ? new Handling(tier, false, Set.of())
                : new Handling(tier, section.get("serial", Kind.FLAG, usual.serial()),
                        Set.copyOf(section.list("portedCodes", RAW_CODE, List.copyOf(SmsCarrierConfig.PORTED_CODES))));
    }

    private static ContractConfig contract(Section section) {
        return new ContractConfig(section.find("cost", Kind.DECIMAL).orElse(null),
                RuleReader.optional(section, "forbidden", RuleReader.HOURS_OR_OFF, null),
                Set.copyOf(section.list("forbiddenExcept", Words.GRADE, List.of())),
                section.get("quota", QUOTA, Optional.of(0)).orElse(0));
    }

    private static AmbiguousRule ambiguous(Section section, AmbiguousRule usual) {
        return new AmbiguousRule(section.get("wait", WAIT, usual.waitFor()),
                section.get("then", Words.THEN, usual.then()));
    }
}
