package io.tocsin.report.replies;

import io.tocsin.report.Parcel;
import io.tocsin.warning.Reply;

/**
 * One reply on its way.
 *
 * @param carrier name of the carrier
 * @param reply it
 * @param tries how often it could not be taken
 * @param due when it is tried next, in the ticker's nanoseconds
 * @param order in which it came, among those due at once
 * @param parcel what came with it, and is confirmed with it
 */
record Held(String carrier, Reply reply, int tries, long due, long order, Parcel parcel) {
    Held again(long at) {
        return new Held(carrier, reply, tries + 1, at, order, parcel);
    }
}
