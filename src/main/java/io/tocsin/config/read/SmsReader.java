package io.tocsin.config.read;

import io.tocsin.config.read.kind.Folder;
import io.tocsin.config.read.kind.Words;
import io.tocsin.config.value.Secret;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.send.sms.AccountConfig;
import io.tocsin.send.sms.Dialect;
import io.tocsin.send.sms.SessionConfig;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.sms.TextConfig;
import io.tocsin.send.sms.smpp.MessageIds;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.send.CauseOverrides;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a carrier for text messages.
 *
 * @param folder what paths are relative to
 */
record SmsReader(Folder folder) {
    private static final Kind<Integer> FLOW_CODE = Kind.between(1, 255);
    private static final Kind<Integer> STATUS = Kind.between(1, 0xffff);
    private static final Kind<Long> NODE = Kind.plain("a node number, as 3047112345", Long::valueOf);
    /** Stands in for a place that was refused. */
    private static final Dialect.Sgip.Listen NOWHERE = new Dialect.Sgip.Listen("127.0.0.1", Dialect.Sgip.PORT,
            Set.of("127.0.0.1"));

    /** Where the protocol listens as a rule, and its version. */
    private record Usual(int port, String version) {}

    Optional<SmsCarrierConfig> read(Section section, String protocol, CauseOverrides causes) {
        Usual usual = switch (protocol) {
            case "smpp" -> new Usual(2775, "3.4");
            case "smgp" -> new Usual(8890, "3.0");
            case "sgip" -> new Usual(Dialect.Sgip.PORT, "1.2");
            default -> new Usual(AccountConfig.PORT, AccountConfig.VERSION);
        };
        Optional<Dialect> dialect = section.make(() -> switch (protocol) {
            case "smpp" -> smpp(section);
            case "smgp" -> new Dialect.Smgp(section.get("bind", Words.BIND, Dialect.Bind.TRANSCEIVER),
                    Set.copyOf(section.list("flowCodes", FLOW_CODE, List.of(Dialect.Smgp.BUSY))), longTexts(section));
            case "sgip" -> sgip(section);
            default -> new Dialect.Cmpp(longTexts(section));
        });
        Dialect.Words words = new Dialect.Words(section.require("account", Kind.TEXT, ""),
                section.require("secret", Kind.SECRET, Secret.of("missing")),
                section.get("version", Kind.TEXT, usual.version()), section.require("source", Kind.TEXT, ""),
                section.get("serviceId", Kind.ANY_TEXT, ""));
        // What is wrong for the protocol and what is wrong for any is told at once.
        boolean spoken = dialect.isPresent() && section.make(() -> {
            dialect.get().check(words);
            return words;
        }).isPresent();
        Optional<AccountConfig> account = section.make(() -> new AccountConfig(
                section.require("host", Kind.TEXT, ""), section.get("port", Kind.WHOLE, usual.port()), words.account(),
                words.secret(), words.version(), words.source(), words.serviceId()));
        Optional<SessionConfig> session = section.make(() -> session(section));
        Optional<TextConfig> text = section.make(() -> text(section));
        if (!spoken || account.isEmpty() || session.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        return section
                .make(() -> new SmsCarrierConfig(section.name(), dialect.orElseThrow(), account.get(), session.get(),
                        text.get(), causes));
    }

    private static SessionConfig session(Section section) {
        SessionConfig usual = SessionConfig.defaults();
        return new SessionConfig(section.get("sessions", Kind.WHOLE, usual.sessions()),
                section.get("window", Kind.WHOLE, usual.window()),
                section.get("connectTimeout", Kind.DURATION, usual.connectTimeout()),
                section.get("responseTimeout", Kind.DURATION, usual.responseTimeout()),
                section.get("keepAlive", Kind.DURATION, usual.keepAlive()));
    }

    private static TextConfig text(Section section) {
        TextConfig usual = TextConfig.defaults();
        return new TextConfig(section.get("signature", Kind.ANY_TEXT, usual.signature()),
                section.get("encoding", Words.ENCODING, usual.encoding()),
                Set.copyOf(section.list("flash", Words.GRADE, List.of())),
                section.get("signatureMode", Words.SIGNATURE_MODE, usual.mode()));
    }

    private static Dialect sgip(Section section) {
        Section listen = section.section("listen");
        String bind = listen.get("bind", Kind.TEXT, "127.0.0.1");
        int port = listen.get("port", Kind.WHOLE, Dialect.Sgip.PORT);
        List<String> allow = listen.list("allow", Kind.TEXT, List.of());
        Dialect.Sgip.Listen place = listen.make(NOWHERE, () -> new Dialect.Sgip.Listen(bind, port, Set.copyOf(allow)));
        return new Dialect.Sgip(section.require("node", NODE, 1L), section.require("corpId", Kind.TEXT, "0"), place,
                Set.copyOf(section.list("flowCodes", FLOW_CODE, Dialect.Sgip.FLOW_CODES)), longTexts(section));
    }

    private static Joining longTexts(Section section) {
        return section.get("longTexts", Words.JOINING, Joining.UDH8);
    }

    private Dialect smpp(Section section) {
        Dialect.Smpp usual = Dialect.Smpp.usual();
        Section ids = section.section("messageIds");
        Dialect.Smpp.Numbering numbering = usual.numbering();
        return new Dialect.Smpp(section.get("bind", Words.BIND, usual.bind()),
                section.get("systemType", Kind.ANY_TEXT, usual.systemType()),
                new Dialect.Smpp.Numbering(section.get("numbers", Words.NUMBERS, numbering.numbers()),
                        section.get("sourceTon", Kind.WHOLE, numbering.sourceTon()),
                        section.get("sourceNpi", Kind.WHOLE, numbering.sourceNpi())),
                new MessageIds(ids.get("answers", Words.ID_FORM, usual.ids().answers()),
                        ids.get("receipts", Words.ID_FORM, usual.ids().receipts())),
                longTexts(section),
                new Dialect.Smpp.Codes(section.get("asciiCoding", Kind.WHOLE, usual.codes().asciiCoding()),
                        section.get("alphabet", Words.ALPHABET, usual.codes().alphabet()),
                        Set.copyOf(section.list("flowCodes", STATUS, List.copyOf(usual.codes().flowCodes())))),
                tls(section));
    }

    private Dialect.Smpp.@Nullable Tls tls(Section section) {
        boolean wanted = section.get("tls", Kind.FLAG, false);
        Optional<Path> trust = section.find("trust", folder.pem("CERTIFICATE"));
        if (!wanted && trust.isPresent()) {
            section.refuse("trust", "tls: true beside it");
        }
        return wanted ? new Dialect.Smpp.Tls(trust.orElse(null)) : null;
    }
}
