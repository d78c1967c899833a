package io.tocsin.store.redis;

import io.tocsin.warning.BatchId;
import io.tocsin.warning.Lane;
import java.nio.charset.StandardCharsets;

/**
 * The spelling of every key, as docs/store.md lists them. Scripts get {@link #tag} as their only
 * key and append the rest themselves, so that they stay within one slot; their spellings are the
 * same.
 */
public final class Keys {
    /** Schema version, partitions, check value of the key. */
    public static final String META = "meta";
    /** Client name to number. */
    public static final String CLIENTS = "clients";
    /** Carrier name to number. */
    public static final String CARRIERS = "carriers";
    /** Node number to its last sign of life. */
    public static final String NODES = "nodes";
    /** Node name to its latest number. */
    public static final String NODE_NAMES = "{nodes}names";
    /** Draws node numbers. */
    public static final String NODE_SEQUENCE = "{nodes}seq";
    /** All batches by creation time. */
    public static final String BATCHES = "batches";
    /** Batches whose intake has not ended, by when something was last added. */
    public static final String ACCEPTING = "accepting";
    /** Batches that are not known to be done. */
    public static final String RUNNING = "running";
    /** Carrier to an operator's switches. */
    public static final String SWITCHES = "switch";
    /** The global stop, there while it holds. */
    public static final String STOP = "brake";
    /** Dialog and version to the hash under which it was published. */
    public static final String DIALOGS = "dialogs";
    /** What is written to see whether writes work. */
    public static final String PROBE = "probe";
    /** Reviewers by their latest sign of life. */
    public static final String REVIEWERS = "reviewers";
    /** Versions of the dictionary of dispositions. */
    public static final String DICTIONARIES = "dispositions";
    private static final int BITMAP_BITS = 20;
    /** Channels and operators have one character each, in the order of their ordinals. */
    private static final String CHANNELS = "sv";

    private Keys() {}

    /** The prefix of everything in a partition: its hash tag. */
    public static byte[] tag(int partition) {
        return bytes("{" + partition + "}");
    }

    /** Data of a block. */
    public static byte[] data(int partition, long block) {
        return in(partition, "d:" + block);
    }

    /** State of a block: header and rows. */
    public static byte[] state(int partition, long block) {
        return in(partition, "s:" + block);
    }

    /** Timeline of a block. */
    public static byte[] timeline(int partition, long block) {
        return in(partition, "t:" + block);
    }

    /** Counters of a batch. */
    public static byte[] counters(int partition, BatchId batch) {
        return in(partition, "c:" + batch);
    }

    /** Batches of a lane with something to claim now. */
    public static byte[] ready(int partition, Lane lane) {
        return in(partition, "l:" + letters(lane));
    }

    /** Batches of a lane that wait for a time. */
    public static byte[] waiting(int partition, Lane lane) {
        return in(partition, "w:" + letters(lane));
    }

    /**
     * Batches of a lane with something to claim now, by the time since when their next item could be
     * sent.
     */
    public static byte[] since(int partition, Lane lane) {
        return in(partition, "j:" + letters(lane));
    }

    /** How many warnings of which lane stand in which state. */
    public static byte[] totals(int partition) {
        return in(partition, "G");
    }

    /** Fresh blocks of a batch in a lane. */
    public static byte[] queue(int partition, Lane lane, BatchId batch) {
        return in(partition, "q:" + letters(lane) + ":" + batch);
    }

    /** Items of a batch in a lane due at a time. */
    public static byte[] due(int partition, Lane lane, BatchId batch) {
        return in(partition, "z:" + letters(lane) + ":" + batch);
    }

    /** Lanes in which a batch has queues. */
    public static byte[] lanes(int partition, BatchId batch) {
        return in(partition, "L:" + batch);
    }

    /** Block numbers of a batch in the order of acceptance. */
    public static byte[] blocks(int partition, BatchId batch) {
        return in(partition, "b:" + batch);
    }

    /** Last claims of a node by carrier. */
    public static byte[] claims(int partition, int node) {
        return in(partition, "y:" + node);
    }

    /** Fences of a node. */
    public static byte[] fences(int partition, int node) {
        return in(partition, "f:" + node);
    }

    /** Blocks by the time to look at them. */
    public static byte[] looks(int partition) {
        return in(partition, "x");
    }

    /** Open warnings by client number. */
    public static byte[] open(int partition) {
        return in(partition, "i");
    }

    /** Message ids of a carrier settled in a four-hour bucket. */
    public static byte[] messages(int partition, int carrier, long bucket) {
        return in(partition, "m:" + carrier + ":" + bucket);
    }

    /** Receipts of a carrier that are kept until their attempt is known. */
    public static byte[] kept(int partition, int carrier) {
        return in(partition, "g:" + carrier);
    }

    /** When somebody should ask whose the kept receipts of a phone are. */
    public static byte[] asked(int partition) {
        return in(partition, "ge");
    }

    /** Kept receipts that found their attempt. */
    public static byte[] bound(int partition) {
        return in(partition, "gb");
    }

    /** Attempts of unknown end on a carrier by phone. */
    public static byte[] ambiguous(int partition, int carrier) {
        return in(partition, "a:" + carrier);
    }

    /** Events of a client. */
    public static byte[] events(int partition, int client) {
        return in(partition, "e:" + client);
    }

    /** Log of refs of a day, counted since 1970. */
    public static byte[] refs(int partition, long day) {
        return in(partition, "r:" + day);
    }

    /** Bitmap of block numbers that were written, of the 2^20 blocks around that one. */
    public static byte[] written(int partition, long block) {
        return in(partition, "k:" + segment(block));
    }

    /** Bitmap of block numbers that must never be written, of the 2^20 blocks around that one. */
    public static byte[] voided(int partition, long block) {
        return in(partition, "v:" + segment(block));
    }

    /** Which bitmaps a block has its bit in. */
    public static long segment(long block) {
        return block >> BITMAP_BITS;
    }

    /** The bit of a block within its bitmaps. */
    public static long bit(long block) {
        return block & (1L << BITMAP_BITS) - 1;
    }

    /** Next block number. */
    public static byte[] nextBlock(int partition) {
        return in(partition, "n");
    }

    /** Contacts by phone. */
    public static byte[] contacts(int partition) {
        return in(partition, "h");
    }

    /** Stop list by phone. */
    public static byte[] stopList(int partition) {
        return in(partition, "o");
    }

    /** The latest changes of the stop list. */
    public static byte[] stopListChanges(int partition) {
        return in(partition, "oc");
    }

    /** Version of the stop list. */
    public static byte[] stopListVersion(int partition) {
        return in(partition, "ov");
    }

    /** Open flags by phone. */
    public static byte[] flags(int partition) {
        return in(partition, "F");
    }

    /** The highest number of a case. */
    public static byte[] lastCase(int partition) {
        return in(partition, "k");
    }

    /** A case. */
    public static byte[] reviewCase(int partition, long number) {
        return in(partition, "k:" + number);
    }

    /** What happened to a case. */
    public static byte[] caseHistory(int partition, long number) {
        return in(partition, "kh:" + number);
    }

    /** Cases of a number by phone. */
    public static byte[] casesOf(int partition) {
        return in(partition, "kp");
    }

    /**
     * Open cases that a unit sees, in the order of service; {@code *} for all, {@code !} of no unit.
     */
    public static byte[] caseQueue(int partition, String unit) {
        return in(partition, "kq:" + unit);
    }

    /**
     * Cases that stand there, by time: {@code l} leased, {@code w} snoozed, {@code e} escalated,
     * {@code z} done.
     */
    public static byte[] casesIn(int partition, char state) {
        return in(partition, "k" + state);
    }

    /** What happened to the cases of a unit on a day. */
    public static byte[] caseDay(int partition, long day, String unit) {
        return in(partition, "kd:" + day + ":" + unit);
    }

    /** What reviewers did on a day. */
    public static byte[] reviewerDay(int partition, long day) {
        return in(partition, "kr:" + day);
    }

    /** How many cases who holds. */
    public static byte[] holders(int partition) {
        return in(partition, "kn");
    }

    /** Counters of the cases of a unit. */
    public static byte[] caseCounters(int partition, String unit) {
        return in(partition, "kc:" + unit);
    }

    /** Changes of cases. */
    public static byte[] caseChanges(int partition) {
        return in(partition, "ks");
    }

    /** Warnings to be looked at: whether their number is to be flagged. */
    public static byte[] suspects(int partition) {
        return in(partition, "kx");
    }

    /** A batch. */
    public static byte[] batch(BatchId batch) {
        return bytes("batch:" + batch);
    }

    /** A client's batches by creation time. */
    public static byte[] batches(String client) {
        return bytes(BATCHES + ":" + client);
    }

    /** A submission by idempotency key or sequence. */
    public static byte[] submission(String scope, String key) {
        return bytes("sub:" + scope + ":" + key);
    }

    /** The last sequence of a scope whose answer is durable. */
    public static byte[] lastSequence(String scope) {
        return bytes("last:" + scope);
    }

    /** The nodes' shares of a carrier's rate. */
    public static byte[] rate(String carrier) {
        return bytes("rate:" + carrier);
    }

    /** What was drawn today from a carrier's quota. */
    public static byte[] quota(String carrier) {
        return bytes("quota:" + carrier);
    }

    /** The tag of a trunk's lines. */
    public static byte[] lines(String carrier) {
        return bytes("{calls:" + carrier + "}");
    }

    /** The nodes' shares of a carrier's sessions. */
    public static byte[] sessions(String carrier) {
        return bytes("sessions:" + carrier);
    }

    /** The node that took a stream of the TCP door last. */
    public static byte[] door(String client, String stream) {
        return bytes("door:" + client + ":" + stream);
    }

    /** A session by the hash of its token. */
    public static byte[] logIn(String hash) {
        return bytes("login:" + hash);
    }

    /** A user's sessions by the time of their log-in. */
    public static byte[] logIns(String user) {
        return bytes("logins:" + user);
    }

    /** Failed log-ins of a user or an address. */
    public static byte[] tries(String who) {
        return bytes("tries:" + who);
    }

    /** The latest step of a user whose one-time code was used. */
    public static byte[] step(String user) {
        return bytes("step:" + user);
    }

    /** The audit log and its end, which share a slot. */
    public static byte[] audit(String which) {
        return bytes("{audit}" + which);
    }

    /** A right that one node among all has for a time. */
    public static byte[] lease(String what) {
        return bytes("lease:" + what);
    }

    /** A client's cursors by purpose. */
    public static byte[] cursors(String client) {
        return bytes("cursor:" + client);
    }

    /** A lane as three letters: channel, operator, grade. */
    public static String letters(Lane lane) {
        return "" + CHANNELS.charAt(Codes.of(lane.channel())) + Codes.of(lane.operator()) + Codes.of(lane.grade());
    }

    /**
     * The lane behind three letters.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static Lane lane(String letters) {
        if (!letters.matches("[" + CHANNELS + "][0-9]{2}")) {
            throw new IllegalArgumentException("no lane: '" + letters + "'");
        }
        return new Lane(Codes.channel(CHANNELS.indexOf(letters.charAt(0))), Codes.operator(letters.charAt(1) - '0'),
                Codes.grade(letters.charAt(2) - '0'));
    }

    private static byte[] in(int partition, String rest) {
        return bytes("{" + partition + "}" + rest);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
