package io.tocsin.send.voice.agi.wire;

import io.netty.util.concurrent.MockTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A line whose other end answers as a test says, each command in a time of a clock that stands
 * still else.
 */
public final class ScriptedLine implements Line {
    private static final String LIMIT = "SET AUTOHANGUP ";
    private static final long DIALPLAN = 6;
    /** All commands, in order. */
    public final List<String> commands = new ArrayList<>();
    private final MockTicker ticker;
    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean hungUp;
    /** When Asterisk takes the call back: what the dialplan sets, and SET AUTOHANGUP after it. */
    private long limit;

    /**
     * What follows on a command.
     *
     * @param command how it begins
     * @param lines what is said
     * @param millis how long that takes
     */
    private record Step(String command, List<String> lines, long millis) {}

    /** Nothing is expected. */
    public ScriptedLine(MockTicker ticker) {
        this.ticker = ticker;
        limit(DIALPLAN);
    }

    private void limit(long seconds) {
        limit = seconds == 0 ? Long.MAX_VALUE : ticker.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Then this command comes, and is answered so, after that long. */
    public ScriptedLine then(String command, long millis, String... lines) {
        steps.add(new Step(command, List.of(lines), millis));
        return this;
    }

    /** Then this file is played to its end. */
    public ScriptedLine says(String text, long millis) {
        return then("STREAM FILE \"/prompts/" + text + "\"", millis, "200 result=0 endpos=" + millis * 8);
    }

    /** Then a key is waited for and pressed. */
    public ScriptedLine hears(char key, long millis) {
        return then("WAIT FOR DIGIT", millis, "200 result=" + (int) key);
    }

    /** Then the person has hung up. */
    public ScriptedLine hangsUpDuring(String command, long millis) {
        return then(command, millis, "200 result=-1 endpos=0").then("CHANNEL STATUS", 1, "HANGUP");
    }

    @Override
    public AgiReply ask(String command, Duration within) throws LineException {
        commands.add(command);
        if (command.startsWith(LIMIT)) {
            limit(Long.parseLong(command.substring(LIMIT.length())));
        }
        Step next = steps.peek();
        if (next == null || !command.startsWith(next.command())) {
            if (command.startsWith("SET ")) {
                return new AgiReply(200, 1, "", 0);
            }
            throw new AssertionError("got " + command + ", expected " + next + " after " + commands);
        }
        steps.poll();
        ticker.advance(Math.min(TimeUnit.MILLISECONDS.toNanos(next.millis()), within.toNanos()), TimeUnit.NANOSECONDS);
        if (ticker.nanoTime() >= limit) {
            throw new AssertionError("Asterisk takes the call back during " + command + " after " + commands);
        }
        if (command.startsWith("GOSUB")) {
            limit(DIALPLAN);
        }
        if (next.millis() > within.toMillis()) {
            throw LineException.silent("nothing came in " + within);
        }
        for (String line : next.lines()) {
            if (line.equals("HANGUP")) {
                hungUp = true;
            } else {
                AgiReply reply = AgiReply.parse(line).orElseThrow();
                hungUp |= reply.isDead();
                return reply;
            }
        }
        throw LineException.closed("was closed, as the test says");
    }

    @Override
    public boolean isHungUp() {
        return hungUp;
    }

    /** Steps that have not come. */
    public int left() {
        return steps.size();
    }
}
