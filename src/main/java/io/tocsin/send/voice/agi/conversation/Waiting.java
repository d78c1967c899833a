package io.tocsin.send.voice.agi.conversation;

import io.tocsin.send.voice.agi.wire.AgiReply;
import io.tocsin.send.voice.agi.wire.Commands;
import io.tocsin.send.voice.agi.wire.LineException;
import io.tocsin.send.voice.dialog.part.TransferResult;
import io.tocsin.send.voice.dialog.talk.Action;
import io.tocsin.send.voice.dialog.talk.Event;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What a dialog waits for; it may be waited for again when what came meant nothing to it. */
sealed interface Waiting {
    /** The part of the dialplan that hands calls to people, an extension for each queue. */
    String TRANSFER_CONTEXT = "tocsin-transfer";
    /** What became of it: a word of {@link TransferResult}. */
    String TRANSFER_RESULT = "TOCSIN_TRANSFER";

    /** Returns what came. */
    Event await(Asking asking) throws LineException;

    /** A prompt that is not there is over at once. */
    record Nothing() implements Waiting {
        @Override
        public Event await(Asking asking) {
            return new Event.PromptEnded();
        }
    }

    /** Is told whether a prompt was played, or could not be. */
    @FunctionalInterface
    interface Said {
        void tell(boolean played);
    }

    /** A prompt is said, from where it was cut short. */
    final class Saying implements Waiting {
        private final String path;
        private final String keys;
        private final Duration length;
        private final Duration longest;
        private final Said said;
        private long offset;

        /**
         * A prompt that is not said yet.
         *
         * @param path of its sound, without ending
         * @param keys that cut it short
         * @param length how long it is
         * @param longest how long it may take
         * @param said is told whether it could be played
         */
        Saying(String path, String keys, Duration length, Duration longest, Said said) {
            this.path = path;
            this.keys = keys;
            this.length = length;
            this.longest = longest;
            this.said = said;
        }

        @Override
        public Event await(Asking asking) throws LineException {
            while (true) {
                AgiReply reply = asking.ask(Commands.streamFile(path, keys, offset), longest, length);
                if (reply.failed()) {
                    if (asking.isGone(reply)) {
                        return new Event.HungUp();
                    }
                    said.tell(false);
                    return new Event.PromptEnded();
                }
                said.tell(true);
                offset = reply.endpos();
                if (reply.key() != 0) {
                    return new Event.Key(reply.key());
                }
                if (reply.result() == 0) {
                    return new Event.PromptEnded();
                }
            }
        }
    }

    /**
     * A key is listened for.
     *
     * @param until by the ticker
     */
    record Listening(long until) implements Waiting {
        @Override
        public Event await(Asking asking) throws LineException {
            while (true) {
                Duration left = Duration.ofNanos(until - asking.now());
                if (!left.isPositive()) {
                    return new Event.Silence();
                }
                AgiReply reply = asking.ask(Commands.waitForDigit(left), left);
                if (reply.failed()) {
                    return asking.isGone(reply) ? new Event.HungUp() : new Event.Silence();
                }
                if (reply.key() != 0) {
                    return new Event.Key(reply.key());
                }
                if (reply.result() == 0) {
                    return new Event.Silence();
                }
            }
        }
    }

    /**
     * Somebody of a queue is called.
     *
     * @param transfer whose
     * @param longest from the first ring to the end of what they say to each other
     * @param taken whether somebody was heard to have taken the call
     */
    record Transferring(Action.Transfer transfer, Duration longest, BooleanSupplier taken) implements Waiting {
        /** Beyond its time to ring: who hangs up after that hangs up on somebody. */
        private static final Duration MARGIN = Duration.ofSeconds(5);

        @Override
        public Event await(Asking asking) throws LineException {
            long begun = asking.now();
            // Asterisk's own time limit does not count what people say to each other.
            asking.handOver();
            TransferResult result = result(asking, begun);
            asking.takeBack();
            if (result == TransferResult.ANSWERED) {
                asking.extend(asking.now() - begun);
            }
            return new Event.Transferred(result);
        }

        private TransferResult result(Asking asking, long begun) throws LineException {
            try {
                asking.askBeyond(Commands.gosub(TRANSFER_CONTEXT, transfer.queue(),
                        Long.toString(transfer.timeout().toSeconds())), longest);
            } catch (LineException e) {
                if (e.isSilent() || isTaken(asking, begun)) {
                    // They talk. Or the line was cut, and they talk on.
                    return TransferResult.ANSWERED;
                }
                throw e;
            }
            try {
                AgiReply reply = asking.askBeyond(Commands.getVariable(TRANSFER_RESULT), Duration.ZERO);
                return TransferResult.of(reply.value()).orElseGet(() -> asking.isHungUp() && isTaken(asking, begun)
                        ? TransferResult.ANSWERED
                        : TransferResult.NO_ANSWER);
            } catch (LineException e) {
                // Of a call that was hung up Asterisk says nothing more here.
                if (isTaken(asking, begun)) {
                    return TransferResult.ANSWERED;
                }
                throw e;
            }
        }

        /** Whether they talked, also when nobody was there to hear it said. */
        private boolean isTaken(Asking asking, long begun) {
            return taken.getAsBoolean() || asking.now() - begun > transfer.timeout().plus(MARGIN).toNanos();
        }
    }
}
