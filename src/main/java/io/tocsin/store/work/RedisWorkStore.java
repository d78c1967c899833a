package io.tocsin.store.work;

import io.tocsin.dispatch.WorkStore;
import io.tocsin.store.StoreBase;
import io.tocsin.store.control.Readiness;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** The waiting warnings in Redis. */
public final class RedisWorkStore implements WorkStore {
    private final StoreBase base;
    private final Claims claims;
    private final Transitions transitions;
    private final Looks looks;
    private final Orphans orphans;
    private final Adoptions adoptions;
    private final Readiness readiness;

    RedisWorkStore(StoreBase base, Claims claims, Transitions transitions, Looks looks, Orphans orphans,
            Adoptions adoptions, Readiness readiness) {
        this.base = base;
        this.claims = claims;
        this.transitions = transitions;
        this.looks = looks;
        this.orphans = orphans;
        this.adoptions = adoptions;
        this.readiness = readiness;
    }

    @Override
    public String carrier(int number) {
        return number == 0 ? "" : base.names().carriers().known(number);
    }

    @Override
    public int number(String carrier) {
        return base.names().carriers().known(carrier);
    }

    @Override
    public int partitions() {
        return base.partitions();
    }

    @Override
    public Claim claim(int partition, String carrier, List<Lane> lanes, int max, Map<Operator, Integer> elsewhere) {
        return claims.claim(partition, carrier, lanes, max, elsewhere);
    }

    @Override
    public BitSet apply(int partition, List<Transition> transitions) {
        return this.transitions.apply(partition, transitions);
    }

    @Override
    public List<Standing> orphans(int partition, int max) {
        return orphans.find(partition, max);
    }

    @Override
    public BitSet adopt(int partition, List<Standing> orphans) {
        return adoptions.adopt(partition, orphans);
    }

    @Override
    public List<Standing> overdue(int partition, Waits waits, int maxBlocks) {
        return looks.overdue(partition, waits, maxBlocks);
    }

    @Override
    public void onReady(ReadyListener listener) {
        readiness.onReady(listener);
    }
}
