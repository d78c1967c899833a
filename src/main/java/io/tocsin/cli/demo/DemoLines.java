package io.tocsin.cli.demo;

import io.tocsin.cli.stand.Exchange;
import io.tocsin.cli.stand.Line;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.Writers;
import io.tocsin.simulate.pbx.PbxBehaviour;
import java.util.List;

/** The demonstration's carriers, with the troubles that real ones have, and its rules. */
final class DemoLines {
    private static final Mix RECEIPTS = Mix
            .parse("DELIVRD=951,EXPIRED=15,MK:0024=10,MK:0012=8,MB:0088=5,UNDELIV=5,NP:1243=4,UNKNOWN=2");
    private static final Behaviour.Faults SMALL = new Behaviour.Faults(0.0005, 0.001, 0.0005, 0.002, 0.005, 0);

    /** Retries come within seconds, so that the demonstration ends; real playbooks wait for minutes. */
    static final String RULES = """
            templates:
              fraud-sms: { channel: sms, text: "{signature}{name}您好，您可能正在遭遇{fraudType}诈骗，请勿转账，如有疑问请拨打96110。" }
              fraud-long: { channel: sms, text: "{signature}{name}您好，我们监测到您可能正在遭遇{fraudType}诈骗。凡是要求您下载软件、共享屏幕、提供验证码或把钱转到“安全账户”的都是骗子🚨。请立即停止转账，不要挂断我们打来的电话，也不要相信自称公检法的人。如有疑问请拨打96110，或到就近的派出所核实。退订回TD" }
              fraud-mongolian: { channel: sms, text: "{signature}ᠰᠠᠶᠢᠨ ᠪᠠᠶᠢᠨ᠎ᠠ ᠤᠤ᠃ ᠲᠠ ᠮᠡᠬᠡᠯᠡᠭᠳᠡᠵᠦ ᠪᠠᠶᠢᠵᠤ ᠮᠠᠭᠠᠳ ᠦᠭᠡᠢ᠂ ᠮᠥᠩᠭᠥ ᠪᠢᠲᠡᠭᠡᠢ ᠰᠢᠯᠵᠢᠭᠦᠯᠦᠭᠡᠷᠡᠢ᠃ 96110" }
            playbooks:
              default:
                mode: chain
                steps: [ { channel: voice, dialog: fraud-warning, attempts: 2 }, { channel: sms, template: fraud-sms, attempts: 3 } ]
                retry: { pace: fast }
              long:
                mode: chain
                steps: [ { channel: voice, dialog: fraud-warning, attempts: 2 }, { channel: sms, template: fraud-long, attempts: 3 } ]
                retry: { pace: fast }
              mongolian:
                mode: chain
                steps: [ { channel: sms, template: fraud-mongolian, attempts: 3 } ]
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

    /** Five in a hundred answer; some opt out, and a few need help. */
    private static final Writers WRITERS = new Writers(0.05,
            Mix.parse("ok=52,ask=15,td=15,long=6,emoji=5,mongolian=4,paid=2,help=1"), new Span(200, 3000));
    /** One in five of them texts that are long, and one in five in Mongolian. */
    static final List<String> PLAYBOOKS = List.of("default", "default", "default", "long", "mongolian");

    private DemoLines() {}

    /** The simulated Asterisk: 2,000 lines over two trunks, calls of a second or three. */
    static Exchange exchange() {
        PbxBehaviour behaviour = new PbxBehaviour(CALLS, new Span(200, 1200), new Span(500, 2000),
                PbxBehaviour.Faults.NONE, 4).withPeople(PEOPLE).byChance();
        return new Exchange(behaviour, List.of(new Exchange.Trunk("trunk-1", 1000, "250/s", "2s"),
                new Exchange.Trunk("trunk-2", 1000, "250/s", "2s")));
    }

    static List<Line> all() {
        return List.of(line("cmcc", "mobile", "800/s", 1, Line.Protocol.CMPP),
                line("cucc", "unicom", "500/s", 2, Line.Protocol.SGIP),
                line("ctcc", "telecom", "500/s", 3, Line.Protocol.SMGP),
                line("agg", "mobile, broadnet, fixed", "300/s", 4, Line.Protocol.SMPP));
    }

    private static Line line(String name, String operators, String rate, long seed, Line.Protocol protocol) {
        Behaviour behaviour = new Behaviour(answers(protocol), new Span(1, 10), RECEIPTS, new Span(50, 800), 0, SMALL,
                seed).withWriters(WRITERS);
        return new Line(name, operators, 2, 32, rate, behaviour, protocol);
    }

    /** Two in a thousand are refused: the number is wrong, or the line does not serve it. */
    private static Mix answers(Line.Protocol protocol) {
        return Mix.parse(switch (protocol) {
            case CMPP -> "0=998,13=1,9=1";
            case SGIP -> "0=998,6=1,22=1";
            case SMGP -> "0=998,47=1,58=1";
            case SMPP -> "0=998,0x0b=1,0x08=1";
        });
    }
}
