package io.tocsin.observe.meter.run;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.tocsin.observe.meter.Meters;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Meters of the process itself beyond those that Micrometer has: virtual threads, Netty's memory
 * and its event loops, the processor time in seconds.
 */
public final class RunMeters {
    private static final double NANOS = 1e9;

    /**
     * Adds its meters.
     *
     * @param loops tasks that wait for the event loops of carriers and of the TCP door
     * @param ready whether the node should get work
     */
    public RunMeters(Meters meters, LongSupplier loops, DoubleSupplier ready) {
        meters.gauge("tocsin.ready", "1 while the node takes work, as /health/ready says", ready);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            meters.counter("process.cpu.seconds", "Processor time that the process has used",
                    () -> system.getProcessCpuTime() / NANOS);
        }
        meters.gauge("process.cpus", "Processors that the process may use",
                ManagementFactory.getOperatingSystemMXBean()::getAvailableProcessors);
        virtual(meters, ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class));
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider netty) {
            meters.gauge("tocsin.netty.memory.bytes", "Memory that Netty's allocator holds",
                    netty.metric()::usedHeapMemory, "kind", "heap");
            meters.gauge("tocsin.netty.memory.bytes", "Memory that Netty's allocator holds",
                    netty.metric()::usedDirectMemory, "kind", "direct");
        }
        pending(meters, "carriers", loops);
    }

    private static void virtual(Meters meters, VirtualThreadSchedulerMXBean scheduler) {
        meters.gauge("jvm.virtual.threads", "Virtual threads, by whether they run or wait for a processor",
                scheduler::getMountedVirtualThreadCount, "state", "mounted");
        meters.gauge("jvm.virtual.threads", "Virtual threads, by whether they run or wait for a processor",
                scheduler::getQueuedVirtualThreadCount, "state", "queued");
        meters.gauge("jvm.virtual.carriers", "Platform threads that carry virtual ones", scheduler::getPoolSize);
        meters.gauge("jvm.virtual.parallelism", "Virtual threads that may run at the same time",
                scheduler::getParallelism);
    }

    /** Adds a gauge of the tasks that wait for event loops of that name. */
    static void pending(Meters meters, String loops, LongSupplier pending) {
        meters.gauge("tocsin.netty.pending.tasks", "Tasks that wait for an event loop", pending::getAsLong, "loops",
                loops);
    }
}
