package io.tocsin.simulate.pbx;

import io.tocsin.send.voice.ami.AmiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One channel of a simulated Asterisk and the events that it makes, in the shapes that an Asterisk
 * 22.10 was seen to send.
 */
final class SimulatedCall {
    private static final String[] STATES = {"Down", "Reserved", "OffHook", "Dialing", "Ring", "Ringing", "Up"};

    private final String id;
    private final String channel;
    private final String dialled;
    private final String callerId;
    private final CallFate fate;
    private int state;
    private boolean over;
    private boolean taken;
    private Runnable atEnd = () -> {
    };
    private String context = "tocsin-answered";
    private final Map<String, String> variables;

    /**
     * A channel that is down.
     *
     * @param originate what asked for it
     */
    SimulatedCall(AmiMessage originate, String channel, CallFate fate) {
        this.id = originate.get("ChannelId");
        this.channel = channel;
        this.dialled = originate.get("Channel");
        this.callerId = originate.get("CallerID");
        this.fate = fate;
        this.variables = originate.fields().stream()
                .filter(field -> field.name().equals("Variable") && field.value().startsWith("__"))
                .map(field -> field.value().substring(2).split("=", 2)).filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (_, last) -> last));
    }

    String channel() {
        return channel;
    }

    String callerId() {
        return callerId;
    }

    /** A variable that the Originate gave it, empty for none. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** It goes on in another part of the dialplan. */
    void goTo(String part) {
        context = part;
    }

    String id() {
        return id;
    }

    CallFate fate() {
        return fate;
    }

    String number() {
        return number(dialled);
    }

    /** The number in {@code PJSIP/13800138000@trunk}. */
    static String number(String dialled) {
        int at = dialled.indexOf('@');
        return dialled.substring(dialled.indexOf('/') + 1, at < 0 ? dialled.length() : at);
    }

    /** What the channel is called that is made for {@code PJSIP/13800138000@trunk}. */
    static String channel(String dialled, long serial) {
        int at = dialled.indexOf('@');
        return "%s%s-%08x".formatted(dialled.substring(0, dialled.indexOf('/') + 1),
                at < 0 ? "trunk" : dialled.substring(at + 1), serial);
    }

    boolean isRinging() {
        return state == 5;
    }

    boolean isUp() {
        return state == 6;
    }

    boolean isOver() {
        return over;
    }

    void over() {
        over = true;
        atEnd.run();
    }

    /** Has something done when it is over. */
    void atEnd(Runnable then) {
        atEnd = then;
    }

    AmiMessage newChannel() {
        return event("Newchannel", "");
    }

    AmiMessage dialBegin() {
        return event("DialBegin", "Dest", "DialString", dialled.substring(dialled.indexOf('/') + 1));
    }

    List<AmiMessage> ringing() {
        state = 5;
        return List.of(event("Newstate", ""), event("DialState", "Dest", "DialStatus", "RINGING"));
    }

    List<AmiMessage> answered() {
        state = 6;
        return List.of(event("Newstate", ""), event("DialEnd", "Dest", "DialStatus", "ANSWER"),
                originateResponse("Success", 4));
    }

    AmiMessage dialEnd() {
        String status = switch (fate.cause()) {
            case 17 -> "BUSY";
            case 34 -> "CONGESTION";
            default -> "NOANSWER";
        };
        return event("DialEnd", "Dest", "DialStatus", status);
    }

    AmiMessage originateResponse(String response, int reason) {
        return AmiMessage.of("Event", "OriginateResponse", "Privilege", "call,all", "ActionID", id, "Response",
                response, "Channel", state == 6 ? channel : dialled, "Context", "tocsin-answered", "Exten", "s",
                "Reason", Integer.toString(reason), "Uniqueid", id, "CallerIDNum", callerId, "CallerIDName",
                "<unknown>");
    }

    /** An operator's channel says that it has taken the call. */
    AmiMessage transferred() {
        taken = true;
        return userEvent("TocsinTransferred", "operator");
    }

    /** What the dialplan says as a call ends, to whom no filter keeps it from. */
    List<AmiMessage> ended() {
        AmiMessage over = userEvent("TocsinHangup", id);
        return taken ? List.of(userEvent("TocsinTransferred", id), over) : List.of(over);
    }

    private AmiMessage userEvent(String name, String channelId) {
        return AmiMessage.of("Event", "UserEvent", "Privilege", "user,all", "UserEvent", name, "Uniqueid", channelId,
                "Attempt", variable("TOCSIN_ATTEMPT"));
    }

    /** The person's end hung up; a BYE has no cause. */
    AmiMessage hangupRequest() {
        return event("HangupRequest", "");
    }

    AmiMessage hangup(int cause, int sip) {
        List<String> more = new ArrayList<>(List.of("Cause", Integer.toString(cause), "Cause-txt", "Cause " + cause));
        if (sip > 0) {
            more.addAll(List.of("TechCause", Integer.toString(sip)));
        }
        return event("Hangup", "", more.toArray(String[]::new));
    }

    AmiMessage line(String actionId) {
        List<AmiMessage.Field> fields = new ArrayList<>(event("CoreShowChannel", "").fields());
        fields.set(1, new AmiMessage.Field("ActionID", actionId));
        return new AmiMessage(fields);
    }

    /** Something that nobody waits for. */
    AmiMessage noise() {
        return event("VarSet", "", "Variable", "RTPAUDIOQOS", "Value", "ssrc=1;lost=0");
    }

    private AmiMessage event(String name, String side, String... more) {
        List<String> all = new ArrayList<>(List.of("Event", name, "Privilege", "call,all", side + "Channel", channel,
                side + "ChannelState", Integer.toString(state), side + "ChannelStateDesc", STATES[state],
                side + "CallerIDNum", callerId, side + "CallerIDName", "<unknown>", side + "ConnectedLineNum",
                callerId, side + "ConnectedLineName", "<unknown>", side + "Language", "en", side + "AccountCode", "",
                side + "Context", context, side + "Exten", "s", side + "Priority", "1", side + "Uniqueid",
                id, side + "Linkedid", id));
        all.addAll(List.of(more));
        return AmiMessage.of(all.toArray(String[]::new));
    }
}
