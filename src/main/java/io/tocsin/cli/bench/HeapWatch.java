package io.tocsin.cli.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * How much heap this process needs: the most that was in use right after a collection of garbage,
 * whichever collection that was.
 */
final class HeapWatch implements AutoCloseable {
    private static final String ENDED = GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION;

    private final List<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName)
            .collect(Collectors.toList());
    private final NotificationListener listener = this::heard;
    private final AtomicLong most = new AtomicLong();

    /** Begins to watch. */
    HeapWatch() {
        emitters().forEach(emitter -> emitter.addNotificationListener(listener, null, null));
    }

    private static List<NotificationEmitter> emitters() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().filter(NotificationEmitter.class::isInstance)
                .map((GarbageCollectorMXBean bean) -> (NotificationEmitter) bean).toList();
    }

    private void heard(Notification notification, Object nothing) {
        if (notification.getType().equals(ENDED)) {
            var after = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()).getGcInfo()
                    .getMemoryUsageAfterGc();
            long used = after.entrySet().stream().filter(each -> pools.contains(each.getKey()))
                    .mapToLong(each -> each.getValue().getUsed()).sum();
            most.accumulateAndGet(used, Math::max);
        }
    }

    /** Forgets what it saw. */
    void forget() {
        most.set(0);
    }

    /** The most in MiB; what is in use now when nothing was collected. */
    long mostMiB() {
        long seen = most.get();
        return (seen > 0 ? seen : ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()) >> 20;
    }

    @Override
    public void close() {
        for (NotificationEmitter emitter : emitters()) {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException("it was added at the start", e);
            }
        }
    }
}
