package io.tocsin.ingest.tcp.protocol;

/** Memory for messages on their way. Safe for many threads. */
public interface Room {
    /** Has always room. */
    Room ENDLESS = new Room() {
        @Override
        public boolean take(int bytes, Runnable later) {
            return true;
        }

        @Override
        public void charge(int bytes) {}

        @Override
        public void giveBack(int bytes) {}
    };

    /**
     * Takes room, or waits in line for it.
     *
     * @param later run once, on any thread, when the room is taken after all; never when true is
     *            returned
     * @return whether it was taken at once
     */
    boolean take(int bytes, Runnable later);

    /** Takes room that cannot be refused any more; others wait the longer for it. */
    void charge(int bytes);

    /** Gives room back. */
    void giveBack(int bytes);
}
