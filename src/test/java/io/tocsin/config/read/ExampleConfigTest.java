package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.CarrierConfig;
import io.tocsin.access.session.AccessConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.dispatch.PolicyConfig;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.SafetyConfig;
import io.tocsin.dispatch.SettleConfig;
import io.tocsin.ingest.tcp.TcpConfig;
import io.tocsin.observe.LogConfig;
import io.tocsin.report.ReceiptConfig;
import io.tocsin.report.replies.ReplyConfig;
import io.tocsin.send.sms.SessionConfig;
import io.tocsin.send.voice.TrunkConfig;
import io.tocsin.send.voice.place.AgiConfig;
import io.tocsin.send.voice.place.PbxConfig;
import io.tocsin.warning.CauseClass;
import io.tocsin.store.RetentionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** {@code tocsin.example.yaml} is the reference: complete, right, and true about the defaults. */
class ExampleConfigTest {
    private static String example() throws IOException {
        return Files.readString(Path.of("tocsin.example.yaml"));
    }

    @Test
    void the_example_shows_every_key() throws IOException {
        String yaml = example();
        Set<String> shown = new TreeSet<>();
        gather(new Yaml().compose(new java.io.StringReader(yaml)), "", shown);
        Set<String> known = new ConfigReader(java.util.Map.of("CMCC_SECRET", "s", "AMI_SECRET", "s", "SMPP_SECRET", "s",
                "CTCC_SECRET", "s", "CUCC_SECRET", "s"), "h").keys(yaml,
                        Path.of("."));
        assertThat(known).hasSizeGreaterThan(80).allSatisfy(
                key -> assertThat(shown).anyMatch(path -> path.matches(key.replace(".", "\\.").replace("*", "[^.]+"))));
    }

    @Test
    void the_example_says_the_defaults() throws IOException {
        TocsinConfig example = Reading.read(example(), Path.of(""));
        TocsinConfig usual = Reading.read("", Path.of(""));
        assertThat(example.timezone()).isEqualTo(usual.timezone());
        assertThat(example.drain()).isEqualTo(usual.drain());
        assertThat(example.safety()).isEqualTo(SafetyConfig.defaults());
        assertThat(example.store()).isEqualTo(usual.store());
        assertThat(example.retention()).isEqualTo(RetentionConfig.defaults());
        assertThat(example.http().listen()).isEqualTo(usual.http().listen());
        assertThat(example.tcp()).isEqualTo(TcpConfig.defaults());
        assertThat(example.templates()).isEqualTo(usual.templates());
        assertThat(example.playbooks().get("default")).isEqualTo(usual.playbooks().get("default"));
        assertThat(example.grades()).isEqualTo(usual.grades());
        assertThat(example.policy()).isEqualTo(PolicyConfig.defaults());
        assertThat(example.review().lease()).isEqualTo(usual.review().lease());
        assertThat(example.review().assigned()).isEqualTo(usual.review().assigned());
        assertThat(example.review().keep()).isEqualTo(usual.review().keep());
        assertThat(example.review().clocks()).isEqualTo(usual.review().clocks());
        assertThat(example.review().rules()).isEqualTo(usual.review().rules());
        assertThat(example.settle()).isEqualTo(SettleConfig.defaults());
        assertThat(example.receipts()).isEqualTo(ReceiptConfig.defaults());
        assertThat(example.replies()).isEqualTo(ReplyConfig.defaults());
        assertThat(example.access()).isEqualTo(AccessConfig.defaults());
        assertThat(example.log()).isEqualTo(LogConfig.defaults());
        assertThat(example.speech()).isEqualTo(usual.speech());
        var cmcc = Objects.requireNonNull(example.carriers().get("cmcc"));
        assertThat(((CarrierConfig.Sms) cmcc).sms().session()).isEqualTo(SessionConfig.defaults());
        assertThat(cmcc.route().rate()).isEqualTo(RouteConfig.defaults().rate());
        assertThat(cmcc.route().ambiguous()).isEqualTo(RouteConfig.defaults().ambiguous());
        var trunk = (CarrierConfig.Voice) Objects.requireNonNull(example.carriers().get("trunk-1"));
        assertThat(trunk.route()).isEqualTo(RouteConfig.ofCalls());
        assertThat(trunk.trunk()).isEqualTo(new TrunkConfig("trunk-1", "PJSIP/{number}@trunk-1", "047196110",
                TrunkConfig.CALLS, TrunkConfig.RING_TIMEOUT, TrunkConfig.LONGEST, Map.of("21/403", CauseClass.CONFIG)));
        var pbx = Objects.requireNonNull(example.voice().pbxes().get("ast-1"));
        assertThat(pbx.port()).isEqualTo(PbxConfig.PORT);
        assertThat(pbx.agi()).isEqualTo(AgiConfig.defaults());
    }

    private static void gather(Node node, String path, Set<String> paths) {
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(tuple -> {
                String name = ((ScalarNode) tuple.getKeyNode()).getValue();
                String inner = path.isEmpty() ? name : path + "." + name;
                paths.add(inner);
                gather(tuple.getValueNode(), inner, paths);
            });
            case SequenceNode sequence -> sequence.getValue().forEach(item -> gather(item, path, paths));
            default -> {
                // A scalar has no keys.
            }
        }
    }
}
