package io.tocsin.store.work;

import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreBase;
import io.tocsin.store.contact.LatestTexts;
import io.tocsin.store.contact.RedisContactStore;
import io.tocsin.store.contact.StopList;
import io.tocsin.store.ported.RedisPorted;
import io.tocsin.store.control.Cancellation;
import io.tocsin.store.control.Completion;
import io.tocsin.store.control.Readiness;
import io.tocsin.store.control.RedisControlStore;

/** Makes the ports about waiting warnings, which share their parts. */
public final class WorkParts {
    private final Readiness readiness = new Readiness();
    private final Completion completion;
    private final Transitions transitions;
    private final RedisWorkStore workStore;
    private final RedisControlStore controlStore;
    private final RedisContactStore contactStore;
    private final Doubts doubts;
    private final StopList stopList;
    private final RedisPorted ported;

    /** Puts them together; learns the carriers' names, so it blocks once. */
    public WorkParts(StoreBase base, RetentionConfig retention) {
        base.names().carriers().refresh();
        completion = new Completion(base.redis(), base.partitions(), retention.warnings());
        doubts = new Doubts(base.blocks(), base.phones());
        LatestTexts texts = new LatestTexts(base);
        transitions = new Transitions(base.redis(), doubts, texts, readiness, completion, retention.events());
        stopList = new StopList(base);
        ported = new RedisPorted(base);
        ported.look();
        Cancellation cancellation = new Cancellation(base.redis(), completion, retention.events());
        Claims claims = new Claims(base, stopList);
        Looks looks = new Looks(base, cancellation, retention.warnings());
        Orphans orphans = new Orphans(base.redis(), base.blocks(), base.node(), base.partitions());
        workStore = new RedisWorkStore(base, claims, transitions, looks, orphans,
                new Adoptions(base.redis(), base.node()), readiness);
        controlStore = new RedisControlStore(base, readiness, cancellation);
        contactStore = new RedisContactStore(base, stopList);
    }

    /** The bell that intake rings as well. */
    public Readiness readiness() {
        return readiness;
    }

    /** Asked by intake when it closes a batch. */
    public Completion completion() {
        return completion;
    }

    /** Applies transitions, for receipts as well. */
    public Transitions transitions() {
        return transitions;
    }

    /** The index of ambiguous attempts. */
    public Doubts doubts() {
        return doubts;
    }

    /** Numbers never to contact. */
    public StopList stopList() {
        return stopList;
    }

    /** Numbers that changed their operator: this node's copy, and what is kept. */
    public RedisPorted ported() {
        return ported;
    }

    /** The waiting warnings. */
    public RedisWorkStore workStore() {
        return workStore;
    }

    /** The switches. */
    public RedisControlStore controlStore() {
        return controlStore;
    }

    /** What is remembered about numbers. */
    public RedisContactStore contactStore() {
        return contactStore;
    }
}
