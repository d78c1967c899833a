package io.tocsin.send.voice;

import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.simulate.pbx.PbxSimulator;
import java.time.LocalDateTime;

/** A simulated Asterisk for one test. */
final class PbxStand implements AutoCloseable {
    static final String SECRET = "sesame";

    final PbxSimulator pbx;

    PbxStand(PbxBehaviour behaviour) throws InterruptedException {
        pbx = PbxSimulator.start(0, new PbxSimulator.Login("tocsin", SECRET), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 9, 0)));
    }

    static PbxStand good() throws InterruptedException {
        return new PbxStand(PbxBehaviour.good(new Span(5, 30), new Span(1, 20), 1));
    }

    VoiceRig rig(int calls, int ringMillis) {
        return rig(VoiceRig.trunk(calls, ringMillis));
    }

    VoiceRig rig(TrunkConfig trunk) {
        return new VoiceRig(pbx.port(), SECRET, trunk, 1);
    }

    @Override
    public void close() {
        pbx.close();
    }
}
