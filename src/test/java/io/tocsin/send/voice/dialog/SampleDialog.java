package io.tocsin.send.voice.dialog;

import io.tocsin.config.dialog.DialogReader;

/** A dialog that has one of everything. */
public final class SampleDialog {
    /** Its file. */
    public static final String YAML = """
            dialog: warn-transfer
            version: 3
            language: zh-CN
            limits: { max_seconds: 120, max_turns: 6, max_visits: 3 }
            variables: { city: 本地 }
            vocab:
              deny: [不是, 没有]
              affirm: [是, 有]
              victim: [转账, 验证码]
            global:
              key_9: { goto: repeat }
            start: greet
            states:
              greet:
                prompt: { tts: "{city}反诈中心。", variants: ["这里是{city}反诈中心。"] }
                next: ask
              ask:
                prompt: { tts: "在转账请按1，没有请按2，找人请按0。", interruptible: dtmf_and_speech }
                input: { modes: [dtmf, speech], keys: "012", timeout_ms: 5000 }
                branch:
                  key_1: { goto: danger, tag: self_reported }
                  key_2: { goto: confirm }
                  key_0: { goto: human }
                  deny: { goto: confirm, flag: false }
                noinput: [ { prompt: { tts: "没有听到。" } }, { goto: pass } ]
                nomatch: [ { prompt: { tts: "没有听清。" }, dtmf_only: true }, { goto: bye } ]
              danger:
                prompt: { tts: "请立即停止转账。" }
                next: end_victim
              confirm:
                prompt: { tts: "听明白请按1。", interruptible: false, early_keys: keep }
                input: { modes: [dtmf, speech], timeout_ms: 5000 }
                branch: { key_1: { goto: end_ok }, victim: { goto: end_ok } }
                noinput: [ { goto: end_heard } ]
                nomatch: [ { goto: end_heard } ]
              human:
                transfer: { queue: "96110", timeout_s: 20 }
                branch: { answered: { goto: end_human }, busy: { goto: sorry }, no_answer: { goto: sorry } }
              sorry:
                prompt: { tts: "民警正忙。" }
                next: end_ok
              pass: { next: bye }
              bye:
                prompt: { file: bye, seconds: 3, says: "再见。" }
                next: end_silent
            outcomes:
              end_victim: { outcome: victim-suspected }
              end_ok: { outcome: understood }
              end_heard: { outcome: understood, tags: [unconfirmed] }
              end_human: { outcome: transferred }
              end_silent: { outcome: no-response }
            hangup:
              before: { greet: no-response, ask: no-response, human: no-response, sorry: no-response, bye: no-response, confirm: no-response }
              after: { danger: victim-suspected, confirm: understood }
            """;

    private SampleDialog() {}

    /** The dialog, its recording being there. */
    public static Dialog dialog() {
        return read(YAML);
    }

    /** A text of another, all recordings being there. */
    public static Dialog read(String yaml) {
        return new DialogReader((_, _) -> true).read("sample.yaml", yaml);
    }
}
