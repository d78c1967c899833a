package io.tocsin.send.voice.agi.wire;

import java.time.Duration;

/** The way to one call in an Asterisk. Used by one thread. */
public interface Line {
    /**
     * Has a command done. A command that is given while another one is under way cuts that one short
     * (Asterisk 22, {@code ast_waitstream_full} with {@code agi->ctrl}).
     *
     * @param command of {@link Commands}
     * @param within how long it may take
     * @return what came of it
     * @throws LineException when nothing comes in that time, or nothing can come any more
     */
    AgiReply ask(String command, Duration within) throws LineException;

    /** Whether Asterisk has said that the call was hung up. */
    boolean isHungUp();
}
