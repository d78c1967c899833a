package io.tocsin.cli.demo;

import io.tocsin.cli.stand.Line;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.util.List;

/** The demonstration's carriers, with the troubles that real ones have, and its rules. */
final class DemoLines {
    private static final Mix RECEIPTS = Mix
            .parse("DELIVRD=955,EXPIRED=15,MK:0024=10,MK:0012=8,MB:0088=5,UNDELIV=5,UNKNOWN=2");
    private static final Behaviour.Faults SMALL = new Behaviour.Faults(0.0005, 0.001, 0.0005, 0.002, 0.005, 0);

    /** Retries come within seconds, so that the demonstration ends; real playbooks wait for minutes. */
    static final String RULES = """
            templates:
              fraud-sms: { channel: sms, text: "{signature}{name}您好，您可能正在遭遇{fraudType}诈骗，请勿转账，如有疑问请拨打96110。" }
            playbooks:
              default:
                mode: chain
                steps: [ { channel: sms, template: fraud-sms, attempts: 3 } ]
                retry: { pace: fast }
            policy: { quietHours: "off", frequencyCap: "off" }
            receipts: { wait: 15s }
            """;

    private DemoLines() {}

    static List<Line> all() {
        return List.of(new Line("cmcc", "mobile, broadnet", 2, 64, "1000/s", behaviour(1)),
                new Line("cucc", "unicom", 2, 32, "500/s", behaviour(2)),
                new Line("ctcc", "telecom, fixed", 2, 32, "500/s", behaviour(3)));
    }

    private static Behaviour behaviour(long seed) {
        return new Behaviour(Mix.parse("0=998,13=1,9=1"), new Span(1, 10), RECEIPTS, new Span(50, 800), 0, SMALL, seed);
    }
}
