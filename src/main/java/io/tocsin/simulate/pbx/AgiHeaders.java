package io.tocsin.simulate.pbx;

/** What an Asterisk 22.10 was seen to say first on a FastAGI connection. */
final class AgiHeaders {
    private AgiHeaders() {}

    static String of(SimulatedCall call) {
        return """
                agi_network: yes
                agi_network_script: tocsin
                agi_request: agi://%s/tocsin
                agi_channel: %s
                agi_language: en
                agi_type: PJSIP
                agi_uniqueid: %s
                agi_version: 22.10.1
                agi_callerid: %s
                agi_calleridname: unknown
                agi_callingpres: 0
                agi_callingani2: 0
                agi_callington: 0
                agi_callingtns: 0
                agi_dnid: unknown
                agi_rdnis: unknown
                agi_context: tocsin-answered
                agi_extension: s
                agi_priority: 3
                agi_enhanced: 0.0
                agi_accountcode:\s
                agi_threadid: 140001
                agi_arg_1: %s
                agi_arg_2: %s

                """.formatted(call.variable("TOCSIN_AGI"), call.channel(), call.id(), call.callerId(),
                call.variable("TOCSIN_ATTEMPT"), call.variable("TOCSIN_DIALOG"));
    }
}
