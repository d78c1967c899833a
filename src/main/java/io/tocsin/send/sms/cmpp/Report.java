package io.tocsin.send.sms.cmpp;

/**
 * CMPP_DELIVER with a receipt (Registered_Delivery 1; CMPP V3.0.0, 8.4.5.1).
 *
 * @param sequence Sequence_Id
 * @param msgId Msg_Id of this message, not of the submit
 * @param origin from which number and to which of ours
 * @param status what became of the submit
 * @param linkId LinkID (3.0) or Reserve (2.0)
 */
public record Report(int sequence, long msgId, Origin origin, Status status, String linkId) implements CmppMessage {

    /**
     * The content of a receipt: 71 octets, or 60 in 2.0 and from gateways that say 3.0 and send this as
     * in 2.0.
     *
     * @param msgId Msg_Id of the submit's response
     * @param stat Stat, 7 octets: DELIVRD, EXPIRED, DELETED, UNDELIV, ACCEPTD, UNKNOWN, REJECTD or a
     *            code such as MK:0001
     * @param submitTime Submit_time, YYMMDDHHMM
     * @param doneTime Done_time, YYMMDDHHMM
     * @param terminal Dest_terminal_Id, at most 21 or 32 octets
     * @param smscSequence SMSC_sequence
     */
    public record Status(long msgId, String stat, String submitTime, String doneTime, String terminal,
            int smscSequence) {

        /** Hides the person's number. */
        @Override
        public String toString() {
            return "Status[msgId=" + CmppMsgId.format(msgId) + ", stat=" + stat + "]";
        }
    }

    @Override
    public int commandId() {
        return CommandId.DELIVER;
    }
}
