package io.tocsin.send.voice.ami;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The actions that we ask of an Asterisk (its documentation, "AMI Actions"). */
public final class Actions {
    /** Asterisk reads lines of at most 1,025 bytes, line end included (main/manager.c). */
    private static final int MOST_LINE = 1023;
    private static final Pattern VARIABLE = Pattern.compile("[\\w.:\\[\\]-]*");

    private Actions() {}

    /** Asks for something to prove the secret with. */
    public static AmiMessage challenge(String id) {
        return action("Challenge", id, "AuthType", "MD5");
    }

    /**
     * Logs in without sending the secret.
     *
     * @param challenge what the Asterisk gave
     */
    public static AmiMessage login(String id, String account, String secret, String challenge) {
        return action("Login", id, "AuthType", "MD5", "Username", account, "Key", key(challenge, secret));
    }

    /** What proves a secret: the MD5 of challenge and secret, in hexadecimal. */
    public static String key(String challenge, String secret) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("MD5").digest((challenge + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** Asks whether it is there. */
    public static AmiMessage ping(String id) {
        return action("Ping", id);
    }

    /** Says goodbye. */
    public static AmiMessage logoff(String id) {
        return action("Logoff", id);
    }

    /** Asks since when it runs. */
    public static AmiMessage status(String id) {
        return action("CoreStatus", id);
    }

    /** Asks for all channels that are up. */
    public static AmiMessage channels(String id) {
        return action("CoreShowChannels", id);
    }

    /**
     * Hangs a call up.
     *
     * @param channel its name or, as we use it, its unique id
     */
    public static AmiMessage hangUp(String id, String channel) {
        return action("Hangup", id, "Channel", channel, "Cause", "16");
    }

    /**
     * Begins a call and does not wait for its end. The id is the action's and the channel's, so that
     * every later event of the call carries it.
     *
     * @param call what is dialled, and where the answered call goes
     * @param variables what the dialplan gets, none of it about a person
     * @throws IllegalArgumentException when a value would break out of its line, or is too long for one
     */
    public static AmiMessage originate(String id, Dial call, Map<String, String> variables) {
        List<String> more = new ArrayList<>(List.of("ChannelId", id, "Channel", call.channel, "Context", call.context,
                "Exten", call.extension, "Priority", "1", "Timeout", Long.toString(call.ring.toMillis()), "CallerID",
                call.callerId, "Async", "true"));
        variables.forEach((name, value) -> {
            // A comma would begin another variable.
            if (!VARIABLE.matcher(value).matches()) {
                throw new IllegalArgumentException("expected letters, digits, . _ - : [ and ] for " + name);
            }
            more.addAll(List.of("Variable", "__" + name + "=" + value));
        });
        return action("Originate", id, more.toArray(String[]::new));
    }

    /**
     * Where a call goes.
     *
     * @param channel as {@code PJSIP/13800138000@trunk}
     * @param callerId the number that is shown
     * @param context of the dialplan, for the answered call
     * @param extension there
     * @param ring how long it may ring
     */
    public record Dial(String channel, String callerId, String context, String extension, Duration ring) {}

    private static AmiMessage action(String name, String id, String... more) {
        List<String> all = new ArrayList<>(List.of("Action", name, "ActionID", id));
        all.addAll(List.of(more));
        AmiMessage action = AmiMessage.of(all.toArray(String[]::new));
        for (AmiMessage.Field field : action.fields()) {
            int length = field.name().length() + 2 + field.value().getBytes(StandardCharsets.UTF_8).length;
            if (length > MOST_LINE) {
                throw new IllegalArgumentException(
                        "expected at most " + MOST_LINE + " bytes for " + field.name() + ", got " + length);
            }
        }
        return action;
    }
}
