package io.tocsin.store.facade;

/**
 * What Redis has used since it started.
 *
 * @param cpuSeconds of its main process, user and system
 * @param memoryBytes of its data and overhead now
 * @param mostMemoryBytes that it may use; 0 when nothing bounds it
 * @param clients connected to it
 * @param fileBytes of its append-only file; 0 without one
 * @param rewrites of its append-only file that began; -1 when it does not say, before Redis 7
 * @param rewriting whether one is under way
 */
public record StoreFigures(double cpuSeconds, long memoryBytes, long mostMemoryBytes, long clients, long fileBytes,
        long rewrites, boolean rewriting) {
    static final StoreFigures NOTHING = new StoreFigures(0, 0, 0, 0, 0, 0, false);

    /** Both servers' together. */
    StoreFigures plus(StoreFigures other) {
        return new StoreFigures(cpuSeconds + other.cpuSeconds, memoryBytes + other.memoryBytes,
                mostMemoryBytes + other.mostMemoryBytes, clients + other.clients, fileBytes + other.fileBytes,
                rewrites < 0 || other.rewrites < 0 ? -1 : rewrites + other.rewrites, rewriting || other.rewriting);
    }

    /** The memory in MiB. */
    public long memoryMiB() {
        return memoryBytes >> 20;
    }

    /** Reads the answer to INFO. */
    static StoreFigures of(String info) {
        double cpu = 0;
        long memory = 0;
        long most = 0;
        long clients = 0;
        long file = 0;
        long rewrites = -1;
        boolean rewriting = false;
        for (String line : info.lines().toList()) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            switch (name) {
                case "used_cpu_sys", "used_cpu_user" -> cpu += Double.parseDouble(line.substring(colon + 1));
                case "used_memory" -> memory = Long.parseLong(line.substring(colon + 1));
                case "maxmemory" -> most = Long.parseLong(line.substring(colon + 1));
                case "connected_clients" -> clients = Long.parseLong(line.substring(colon + 1));
                case "aof_current_size" -> file = Long.parseLong(line.substring(colon + 1));
                case "aof_rewrites" -> rewrites = Long.parseLong(line.substring(colon + 1));
                case "aof_rewrite_in_progress" -> rewriting = line.endsWith("1");
                default -> {
                    // Everything else Redis tells is not asked for.
                }
            }
        }
        return new StoreFigures(cpu, memory, most, clients, file, rewrites, rewriting);
    }
}
