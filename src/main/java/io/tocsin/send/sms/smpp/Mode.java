package io.tocsin.send.sms.smpp;

/** What a bound session may do (SMPP 3.4, 2.2). */
public enum Mode {
    /** Submit only. */
    TRANSMITTER(CommandId.BIND_TRANSMITTER),
    /** Be delivered to only: receipts and persons' messages. */
    RECEIVER(CommandId.BIND_RECEIVER),
    /** Both. */
    TRANSCEIVER(CommandId.BIND_TRANSCEIVER);

    private final int commandId;

    Mode(int commandId) {
        this.commandId = commandId;
    }

    int commandId() {
        return commandId;
    }

    /** Whether it may submit. */
    public boolean submits() {
        return this != RECEIVER;
    }

    /** Whether receipts may be delivered to it. */
    public boolean receives() {
        return this != TRANSMITTER;
    }
}
