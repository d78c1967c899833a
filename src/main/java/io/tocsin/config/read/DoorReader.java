package io.tocsin.config.read;

import io.tocsin.config.read.kind.Folder;
import io.tocsin.config.value.AddressRange;
import io.tocsin.config.value.Listen;
import io.tocsin.config.value.TlsFiles;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.http.HttpConfig;
import io.tocsin.http.MonitoringConfig;
import io.tocsin.ingest.tcp.TcpConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code http}, {@code tcp} and {@code monitoring}.
 *
 * @param folder what paths are relative to
 */
record DoorReader(Folder folder) {
    private static final Kind<AddressRange> PROXY = Kind
            .plain("an IP address or a range of them like 10.20.0.0/16", AddressRange::parse);

    HttpConfig http(Section section) {
        HttpConfig usual = HttpConfig.defaults();
        Listen listen = listen(section, usual.listen());
        Listen management = section.has("management")
                ? listen(section.section("management"), Listen.loopback(HttpConfig.MANAGEMENT_PORT))
                : null;
        return new HttpConfig(listen, management, section.list("proxies", PROXY, List.of()));
    }

    TcpConfig tcp(Section section) {
        TcpConfig usual = TcpConfig.defaults();
        Listen listen = listen(section, usual.listen());
        return section.make(usual, () -> new TcpConfig(listen, section.get("window", Kind.WHOLE, usual.window()),
                section.get("maxConnections", Kind.WHOLE, usual.maxConnections())));
    }

    MonitoringConfig monitoring(Section section) {
        return section.make(MonitoringConfig.defaults(),
                () -> new MonitoringConfig(section.find("prometheus", Kind.HTTP_URL).orElse(null)));
    }

    private Listen listen(Section section, Listen usual) {
        return section.make(usual, () -> new Listen(section.get("bind", Kind.TEXT, usual.bind()),
                section.get("port", Kind.WHOLE, usual.port()), tls(section)));
    }

    private @Nullable TlsFiles tls(Section section) {
        if (!section.has("tls")) {
            return null;
        }
        Section tls = section.section("tls");
        if (!tls.has("cert") && !tls.has("key")) {
            return null;
        }
        return new TlsFiles(tls.require("cert", folder.pem("CERTIFICATE"), folder.path()),
                tls.require("key", folder.pem("PRIVATE KEY"), folder.path()));
    }
}
