package io.tocsin.cli.demo;

import io.tocsin.cli.stand.Exchange;
import io.tocsin.cli.stand.Line;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
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
                steps: [ { channel: voice, dialog: fraud-warning, attempts: 2 }, { channel: sms, template: fraud-sms, attempts: 3 } ]
                retry: { pace: fast }
            policy: { quietHours: "off", frequencyCap: "off", callGap: "off" }
            receipts: { wait: 15s }
            monitoring: { prometheus: "http://127.0.0.1:9090" }
            """;

    /** Of every thousand who answer, seven have paid already, and tell. */
    private static final PbxBehaviour.People PEOPLE = new PbxBehaviour.People(
            Mix.parse("keys-11=7,keys-12=4,keys-21=620,keys-2=120,keys-0=4,silent=115,leave-1=50,leave-2=50,wait-1=30"),
            new Span(200, 500), new Span(50, 300), Mix.parse("answered=8,busy=1,no_answer=1"));
    private static final Mix CALLS = Mix
            .parse("answer=700,leave=40,ring=110,486=60,603=30,480=30,404=10,q20=10,503=5,dead=1,lost=1");

    private DemoLines() {}

    /** The simulated Asterisk: 2,000 lines over two trunks, calls of a second or three. */
    static Exchange exchange() {
        PbxBehaviour behaviour = new PbxBehaviour(CALLS, new Span(200, 1200), new Span(500, 2000),
                PbxBehaviour.Faults.NONE, 4).withPeople(PEOPLE).byChance();
        return new Exchange(behaviour, List.of(new Exchange.Trunk("trunk-1", 1000, "250/s", "2s"),
                new Exchange.Trunk("trunk-2", 1000, "250/s", "2s")));
    }

    static List<Line> all() {
        return List.of(new Line("cmcc", "mobile, broadnet", 2, 64, "1000/s", behaviour(1)),
                new Line("cucc", "unicom", 2, 32, "500/s", behaviour(2)),
                new Line("ctcc", "telecom, fixed", 2, 32, "500/s", behaviour(3)));
    }

    private static Behaviour behaviour(long seed) {
        return new Behaviour(Mix.parse("0=998,13=1,9=1"), new Span(1, 10), RECEIPTS, new Span(50, 800), 0, SMALL, seed);
    }
}
