package io.tocsin.send.sms.smpp;

/**
 * bind_transmitter, bind_receiver or bind_transceiver: the login (SMPP 3.4, 4.1).
 *
 * @param sequence sequence_number
 * @param mode which of the three
 * @param systemId system_id, at most 15 characters
 * @param password at most 8 characters; never printed
 * @param systemType system_type, at most 12 characters
 * @param interfaceVersion interface_version, 0x34 for 3.4
 * @param range ton, npi and range of the addresses served; empty as a rule
 */
public record Bind(int sequence, Mode mode, String systemId, String password, String systemType,
        int interfaceVersion, Address range) implements SmppMessage {

    @Override
    public int commandId() {
        return mode.commandId();
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "Bind[sequence=" + sequence + ", mode=" + mode + ", systemId=" + systemId + "]";
    }
}
