package io.tocsin.send.voice;

import io.netty.util.concurrent.Ticker;
import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.send.voice.agi.FakeJournal;
import io.tocsin.send.voice.agi.FakePrompts;
import io.tocsin.send.voice.agi.RecordingConfig;
import io.tocsin.send.voice.agi.door.AgiDoor;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.send.voice.dialog.SampleDialog;
import java.io.IOException;
import java.util.Random;

/** A FastAGI with a dialog for the calls of a {@link VoiceRig}. */
final class TalkRig implements AutoCloseable {
    /** {@link VoiceRig#outgoing} names it. It waits a second for keys. */
    static final String DIALOG = SampleDialog.YAML.replace("dialog: warn-transfer", "dialog: stop-transfer")
            .replace("timeout_ms: 5000", "timeout_ms: 1000");

    final FakeJournal journal = new FakeJournal();
    final FakePrompts prompts;
    final AgiDoor door;

    TalkRig(AgiSettings config, FakePrompts prompts, String... dialogs) throws IOException {
        this.prompts = prompts;
        PublishedDialogs published = new PublishedDialogs((_, _, hash) -> hash);
        for (String dialog : dialogs) {
            published.publish(SampleDialog.read(dialog));
        }
        door = new AgiDoor(config, journal, published, prompts, Ticker.systemTicker(), new Random(3),
                AgiListener.NONE);
    }

    static TalkRig usual() throws IOException {
        return new TalkRig(AgiSettings.local(0), new FakePrompts(), DIALOG);
    }

    /** One that takes so many calls at once. */
    static TalkRig ofCalls(int calls) throws IOException {
        AgiSettings usual = AgiSettings.local(0);
        return new TalkRig(
                new AgiSettings(usual.where(), calls, "", RecordingConfig.NONE, usual.patience()),
                new FakePrompts(), DIALOG);
    }

    /** A voice carrier on a simulated Asterisk that asks here. */
    VoiceRig rig(PbxStand stand, int calls) {
        return new VoiceRig(stand.pbx.port(), PbxStand.SECRET, VoiceRig.trunk(calls, 5000), 1, door.results(),
                door.advertised());
    }

    @Override
    public void close() {
        door.close();
    }
}
